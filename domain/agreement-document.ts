import { plusSeconds, type Instant } from './calendar.ts';
import { spacedCheckCode } from './agreement.ts';
import { archiveReceiverTypes } from './vocabulary/archive-receiver-type.ts';
import { agreementStates, type AgreementState } from './vocabulary/agreement-state.ts';
import { educationLevels } from './vocabulary/education-level.ts';
import { industries } from './vocabulary/industry.ts';
import { positionCategories } from './vocabulary/position-category.ts';
import type { ReviewStage } from './vocabulary/review-stage.ts';
import { labelOf } from './vocabulary/term.ts';
import { unitNatures } from './vocabulary/unit-nature.ts';

/** What an agreement tells, as it was when it was signed; codes and instants are written out by `agreementText`. */
export interface AgreementFacts {
  agreementNo: string;
  checkCode: string;
  employer: { name: string; uscc: string; unitNature: string; industry: string; address: string };
  contact: { name: string; phone: string | null; email: string | null };
  graduate: {
    name: string;
    idNumber: string;
    schoolName: string;
    collegeName: string;
    educationLevel: string;
    major: string;
    cohortYear: number;
  };
  position: { category: string; title: string };
  /** The unit's archive profile as copied at send; null when the letter does not promise to take the archive. */
  archive: ArchiveHandling | null;
  /** Null where the letter says nothing about the registration; without an address the unit does not receive it. */
  hukou: { address: string | null } | null;
  terms: AgreedTerms;
  remarks: string | null;
  invitedAt: Instant;
  acceptedAt: Instant;
  /** The reviews in their order; the last one signed the agreement. */
  approvals: readonly { stage: ReviewStage; at: Instant; inPlaceOfCollege: boolean }[];
  state: AgreementState;
  /** Since when it stands so. */
  stateAt: Instant;
}

/** 户档信息 as an agreement shows it. Source: domain.md §9. */
export interface ArchiveHandling {
  receiverType: string;
  unitName: string;
  address: string;
  postcode: string;
  contactName: string;
  contactPhone: string;
}

/** What else the parties agreed on, where the letter tells it; `reportOn` is a calendar day. */
export interface AgreedTerms {
  workPlace: string | null;
  reportOn: string | null;
  salary: string | null;
  benefits: string | null;
  probation: string | null;
  servicePeriod: string | null;
  penalty: string | null;
}

/** A document's words, ready to be set: each section is lines of one or two pairs of label and value. */
export interface AgreementText {
  no: string;
  checkCode: string;
  /** What stands across every page of a copy that is not in force. */
  mark: string | null;
  notice: string | null;
  sections: { title: string; lines: [label: string, value: string][][] }[];
  signatures: { who: string; name: string; act: string; at: string }[];
}

const shanghaiOffsetSeconds = 8 * 3_600;
const none = '无';
const notAgreed = '未约定由甲方接收';

/** The words of an agreement, or of a marked copy of one that is no longer in force. Source: domain.md §6.6. */
export function agreementText(facts: AgreementFacts): AgreementText {
  const { agreementNo, checkCode, employer, contact, graduate, position, remarks } = facts;
  return {
    no: agreementNo,
    checkCode: spacedCheckCode(checkCode),
    ...markOf(facts),
    sections: [
      {
        title: '甲方（用人单位）',
        lines: [
          [['单位名称', employer.name]],
          [
            ['信用代码', employer.uscc],
            ['单位性质', labelOf(unitNatures, employer.unitNature)],
          ],
          [['所属行业', labelOf(industries, employer.industry)]],
          [
            ['签约联系人', contact.name],
            ['联系电话', contact.phone ?? none],
          ],
          ...(contact.email === null ? [] : [[['电子邮箱', contact.email] as [string, string]]]),
          [['单位地址', employer.address]],
        ],
      },
      {
        title: '乙方（毕业生）',
        lines: [
          [
            ['姓名', graduate.name],
            ['证件号码', graduate.idNumber],
          ],
          [
            ['毕业院校', graduate.schoolName],
            ['院系', graduate.collegeName],
          ],
          [
            ['学历层次', labelOf(educationLevels, graduate.educationLevel)],
            ['专业', graduate.major],
          ],
          [['届别', `${graduate.cohortYear}届`]],
        ],
      },
      {
        title: '岗位与约定',
        lines: [
          [
            ['职位类别', labelOf(positionCategories, position.category)],
            ['岗位名称', position.title],
          ],
          ...termLines(facts.terms),
          ...receivingLines(facts),
          [['补充约定', remarks ?? none]],
        ],
      },
    ],
    signatures: signaturesOf(facts),
  };
}

function markOf({ state, stateAt }: AgreementFacts): Pick<AgreementText, 'mark' | 'notice'> {
  if (state === 'IN_FORCE') return { mark: null, notice: null };
  const verb = state === 'TERMINATED' ? '解除' : '失效';
  return {
    mark: labelOf(agreementStates, state),
    notice: `本协议已于${writtenDate(stateAt)}${verb}，本件仅供存查。`,
  };
}

function termLines(terms: AgreedTerms): [string, string][][] {
  const { workPlace, reportOn, salary, benefits, probation, servicePeriod, penalty } = terms;
  const told: [string, string | null][] = [
    ['工作地点', workPlace],
    ['报到时间', reportOn && writtenDay(reportOn)],
    ['薪资', salary],
    ['福利', benefits],
    ['试用期', probation],
    ['服务期', servicePeriod],
    ['违约金', penalty],
  ];
  return told.flatMap(([label, value]) => (value === null ? [] : [[[label, value]]]));
}

function receivingLines({ archive, hukou }: AgreementFacts): [string, string][][] {
  const movedTo = hukou?.address ?? null;
  const hukouLine: [string, string] =
    movedTo === null ? ['户口接收', hukou ? '甲方不接收户口' : notAgreed] : ['户口迁移地址', movedTo];
  if (archive === null) {
    const archiveLine: [string, string] = ['档案接收', notAgreed];
    return movedTo === null ? [[archiveLine, hukouLine]] : [[archiveLine], [hukouLine]];
  }
  const { receiverType, unitName, address, postcode, contactName, contactPhone } = archive;
  return [
    [['档案接收', labelOf(archiveReceiverTypes, receiverType)]],
    [['档案接收单位', unitName]],
    [['档案转寄地址', `${address}（邮政编码 ${postcode}）`]],
    [
      ['档案联系人', contactName],
      ['联系电话', contactPhone],
    ],
    [hukouLine],
  ];
}

function signaturesOf({ employer, graduate, invitedAt, acceptedAt, approvals }: AgreementFacts) {
  return [
    { who: '甲方', name: employer.name, act: '发出签约邀请', at: writtenMinute(invitedAt) },
    { who: '乙方', name: graduate.name, act: '应约', at: writtenMinute(acceptedAt) },
    ...approvals.map(({ stage, at, inPlaceOfCollege }) => ({
      who: stage === 'COLLEGE' ? '学院' : '学校',
      name: stage === 'COLLEGE' && !inPlaceOfCollege ? graduate.collegeName : graduate.schoolName,
      act: inPlaceOfCollege ? '代学院审核通过' : '审核通过',
      at: writtenMinute(at),
    })),
  ];
}

/** A date in Shanghai as documents write it: `2026年9月1日`. */
export function writtenDate(at: Instant): string {
  return writtenDay(plusSeconds(at, shanghaiOffsetSeconds).slice(0, 10));
}

function writtenDay(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

function writtenMinute(at: Instant): string {
  return `${writtenDate(at)} ${plusSeconds(at, shanghaiOffsetSeconds).slice(11, 16)}`;
}
