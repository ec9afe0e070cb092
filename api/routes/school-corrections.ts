import { findCorrection } from '../../database/queries/corrections.ts';
import { defineRoute } from '../route.ts';
import { CorrectionPath, SchoolCorrection } from '../schemas/school.ts';

/** 更正申请 */
export const getSchoolCorrection = defineRoute({
  method: 'get',
  path: '/school/corrections/{correctionId}',
  tag: 'School',
  access: 'REVIEWER',
  summary: '更正申请 What a graduate asked to be corrected, in full; each look is logged',
  description: 'Messages name it by `correctionId`, and tell an ID number or a phone masked.',
  kind: 'read',
  params: CorrectionPath,
  answers: { 200: SchoolCorrection },
  thing: ({ deps, actor: { schoolCode, collegeId }, params }) =>
    findCorrection(deps.knex, { schoolCode, collegeId }, params.correctionId),
  handle: async ({ deps, actor, thing: { shouldBeEncrypted, noteEncrypted, ...asked } }) => {
    const { decrypt } = deps.personalData;
    deps.log.info({ accountId: actor.accountId, correctionId: asked.id }, 'a correction shown in full');
    return {
      ...asked,
      shouldBe: decrypt(shouldBeEncrypted),
      note: noteEncrypted === null ? null : decrypt(noteEncrypted),
    };
  },
});
