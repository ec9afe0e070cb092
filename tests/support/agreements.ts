import type { AgreementFacts } from '../../domain/agreement-document.ts';

/** An agreement as most are: two reviews, no archive promised. */
export const someAgreement: AgreementFacts = {
  agreementNo: '2027990010000001K',
  checkCode: '3F2A91BC77D0',
  employer: {
    name: '示范科技有限公司',
    uscc: '91990000MA0000015Q',
    unitNature: 'PRIVATE',
    industry: 'INTERNET_ECOMMERCE',
    address: '示范市示范区示范路 1 号示范大厦 12 层',
  },
  contact: { name: '张招聘', phone: '010-88886666', email: null },
  graduate: {
    name: '林晓雨',
    idNumber: '990100200401010017',
    schoolName: '示范大学',
    collegeName: '计算机学院',
    educationLevel: '31',
    major: '软件工程',
    cohortYear: 2027,
  },
  position: { category: '13', title: '软件工程师' },
  archive: null,
  hukou: null,
  terms: {
    ...{ workPlace: null, reportOn: null, salary: null, benefits: null },
    ...{ probation: null, servicePeriod: null, penalty: null },
  },
  remarks: '乙方升学、考取公务员或出国的，本协议自动解除。',
  invitedAt: '2026-09-21T02:00:00.000Z',
  acceptedAt: '2026-09-22T02:00:00.000Z',
  approvals: [
    { stage: 'COLLEGE', at: '2026-09-23T02:00:00.000Z', inPlaceOfCollege: false },
    { stage: 'SCHOOL', at: '2026-09-23T03:00:00.000Z', inPlaceOfCollege: false },
  ],
  state: 'IN_FORCE',
  stateAt: '2026-09-23T03:00:00.000Z',
};
