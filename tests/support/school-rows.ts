import { randomUUID } from 'node:crypto';

/** A right request about a school's graduates or its people: what its path names, and the body. */
interface Row {
  params?: (of: {
    ownGraduateId: string;
    reviewerId: string;
    collegeId: string;
    correctionId: string;
  }) => Record<string, string>;
  body?: () => object;
}

const graduate: Row = { params: ({ ownGraduateId }) => ({ graduateId: ownGraduateId }) };

/** One row per route, for the tests of wrong input. */
export const schoolRows: Record<string, Row> = {
  'get /api/v1/school/graduates': {},
  'post /api/v1/school/graduates/search': {
    body: () => ({ cohort: 2027, graduateName: '林晓', idNumber: '990100200401010017', removed: false, limit: 1 }),
  },
  'get /api/v1/school/graduates/{graduateId}': graduate,
  'patch /api/v1/school/graduates/{graduateId}': { ...graduate, body: () => ({ major: '法学' }) },
  'post /api/v1/school/graduates/{graduateId}/remove': {
    ...graduate,
    body: () => ({ reasonCode: 'DROPPED_OUT', detail: '已办理退学' }),
  },
  'post /api/v1/school/graduates/{graduateId}/restore': { ...graduate, body: () => ({ reason: '误操作' }) },
  'post /api/v1/school/graduates/{graduateId}/destination': {
    ...graduate,
    body: () => ({ category: '801', unitName: '示范大学', detail: '考取研究生' }),
  },
  'delete /api/v1/school/graduates/{graduateId}/destination': { ...graduate, body: () => ({ reason: '放弃入学' }) },
  'post /api/v1/school/graduates/{graduateId}/lock': { ...graduate, body: () => ({ reason: '信息核查中' }) },
  'post /api/v1/school/graduates/{graduateId}/unlock': graduate,
  'get /api/v1/school/corrections/{correctionId}': { params: ({ correctionId }) => ({ correctionId }) },
  'get /api/v1/school/colleges': {},
  'post /api/v1/school/colleges': { body: () => ({ name: '数学学院' }) },
  'patch /api/v1/school/colleges/{collegeId}': {
    params: ({ collegeId }) => ({ collegeId }),
    body: () => ({ name: '数学与统计学院' }),
  },
  'get /api/v1/school/reviewers': {},
  'post /api/v1/school/reviewers': {
    body: () => ({ name: '周审核', phone: '13100001234', role: 'COLLEGE', collegeId: randomUUID() }),
  },
  'delete /api/v1/school/reviewers/{reviewerId}': { params: ({ reviewerId }) => ({ reviewerId }) },
};
