import { randomUUID } from 'node:crypto';

/** A right request about a termination or a school's policy: what its path names, and the body. */
interface Row {
  params?: (of: { id: string; terminationId: string }) => Record<string, string>;
  body?: () => object;
}

const signing: Row = { params: ({ id }) => ({ signingId: id }) };
const termination: Row = { params: ({ terminationId }) => ({ terminationId }) };
const refusal = { reason: '岗位已安排', fileIds: [randomUUID()] };
const application = {
  ...{ kind: 'CONSENT', reason: 'MUTUAL', detail: '协商一致', fileIds: [randomUUID()], sandboxDeadlineSeconds: 60 },
};
const everyRule = { from: '2026-12-01', until: '2027-06-10', maxPerGraduate: 1, letterRequired: false, noticeDays: 7 };

/** One row per route, for the tests of wrong input. */
export const terminationRows: Record<string, Row> = {
  'post /api/v1/employer/signings/{signingId}/terminations': { ...signing, body: () => application },
  'get /api/v1/employer/terminations/{terminationId}': termination,
  'post /api/v1/employer/terminations/{terminationId}/agree': {
    ...termination,
    body: () => ({ fileIds: [randomUUID()] }),
  },
  'post /api/v1/employer/terminations/{terminationId}/refuse': { ...termination, body: () => refusal },
  'post /api/v1/employer/terminations/{terminationId}/withdraw': termination,
  'post /api/v1/graduate/signings/{signingId}/terminations': { ...signing, body: () => application },
  'get /api/v1/graduate/terminations/{terminationId}': termination,
  'post /api/v1/graduate/terminations/{terminationId}/agree': {
    ...termination,
    body: () => ({ fileIds: [randomUUID()] }),
  },
  'post /api/v1/graduate/terminations/{terminationId}/refuse': { ...termination, body: () => refusal },
  'post /api/v1/graduate/terminations/{terminationId}/withdraw': termination,
  'post /api/v1/school/signings/{signingId}/void': {
    ...signing,
    body: () => ({ reasonCode: 'DATA_ERROR', detail: '专业有误' }),
  },
  'get /api/v1/school/review-policy': {},
  'put /api/v1/school/review-policy': {
    body: () => ({ signing: ['SCHOOL'], termination: ['SCHOOL'], terminationRules: everyRule }),
  },
};
