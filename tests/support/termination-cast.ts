import { agreeTermination } from '../../commands/agree-termination.ts';
import { applyTermination, type Application } from '../../commands/apply-termination.ts';
import type { ActAnswer } from '../../commands/act.ts';
import type { CommandDependencies } from '../../commands/dependencies.ts';
import { refuseTermination } from '../../commands/refuse-termination.ts';
import { approveCase, rejectCase } from '../../commands/review-case.ts';
import { voidSigning } from '../../commands/void-signing.ts';
import { withdrawTermination } from '../../commands/withdraw-termination.ts';
import { findTerminationRecord, type TerminationRecord } from '../../database/queries/termination-record.ts';
import type { EmployerUser, GraduateUser, ReviewerUser } from '../../domain/permissions.ts';
import type { ReviewChain } from '../../domain/reviews.ts';
import { approvalNeedsReason } from '../../domain/termination-model.ts';
import { actsOn, callBy, decided, invite, outcomeOf, recordOf } from './people.ts';
import { buildCast, type Cast } from './signing-cast.ts';

/** Everybody of one agreement that is signed and in force. */
export interface SignedCast extends Cast {
  signingId: string;
}

/** Makes people who have signed; the school reviews terminations alone unless told otherwise. */
export async function buildSignedCast(
  deps: CommandDependencies,
  { terminationChain = ['SCHOOL'] }: { terminationChain?: ReviewChain } = {},
): Promise<SignedCast> {
  const cast = await buildCast(deps, { signingChain: ['SCHOOL'] });
  const { schoolCode } = cast.school;
  await deps
    .knex('school')
    .where({ schoolCode })
    .update({ terminationChain: [...terminationChain] });
  return { ...cast, signingId: await sign(deps, cast) };
}

/** Invites, accepts and approves: another agreement of these people; answers the signing. */
export async function sign(deps: CommandDependencies, { employer, graduate, school }: Cast): Promise<string> {
  const acts = actsOn(deps);
  const signingId = await invite(deps, employer, graduate.graduateId);
  for (const outcome of [await acts.accept(graduate, signingId), await acts.approve(school, signingId)])
    if (outcome !== 'SUCCEEDED') throw new Error(outcome);
  return signingId;
}

/** An application with ordinary content. */
export const someApplication: Application = {
  ...{ kind: 'CONSENT', reason: 'MUTUAL', detail: '双方协商一致', fileIds: [] },
};

/** Applies and answers the new termination's id; throws what was refused. */
export async function apply(
  deps: CommandDependencies,
  by: EmployerUser | GraduateUser,
  signingId: string,
  application: Partial<Application> = {},
): Promise<string> {
  const record = await recordOf(deps, signingId);
  const answer = await applyTermination(deps, callBy(by), record, { ...someApplication, ...application });
  const outcome = answer.outcome === 'RECEIVED' ? await decided(deps, answer.commandId) : outcomeOf(answer);
  if (outcome !== 'SUCCEEDED') throw new Error(outcome);
  return answer.processId;
}

/** The record as it stands; throws when there is none. */
export async function terminationOf({ knex, clock }: CommandDependencies, id: string): Promise<TerminationRecord> {
  const record = await findTerminationRecord(knex, clock, id);
  if (!record) throw new Error('no such termination');
  return record;
}

/** The acts of a test, each on the record as it stands now, answered in one word. */
export function actsOnTermination(deps: CommandDependencies) {
  const word = async (act: Promise<ActAnswer>) => {
    try {
      return outcomeOf(await act);
    } catch (error) {
      return (error as Error).message;
    }
  };
  const on = async (id: string, act: (record: TerminationRecord) => Promise<ActAnswer>) =>
    word(act(await terminationOf(deps, id)));
  const noFiles = { fileIds: [] };
  const caseOf = (record: TerminationRecord) => ({ kind: 'TERMINATION', record }) as const;
  const reasonFor = ({ state }: TerminationRecord) =>
    approvalNeedsReason(state.kind) ? { reason: '已听取双方意见' } : {};
  const rejection = { reasonCode: 'PARTIES_DISAGREE', reason: '双方意见不一致' } as const;
  return {
    agree: (by: EmployerUser | GraduateUser, id: string) =>
      on(id, (r) => agreeTermination(deps, callBy(by), r, noFiles)),
    refuse: (by: EmployerUser | GraduateUser, id: string) =>
      on(id, (r) => refuseTermination(deps, callBy(by), r, { refusal: '岗位已安排', ...noFiles })),
    withdraw: (by: EmployerUser | GraduateUser, id: string) => on(id, (r) => withdrawTermination(deps, callBy(by), r)),
    approve: (by: ReviewerUser, id: string) =>
      on(id, (r) => approveCase(deps, callBy(by), caseOf(r), { expectedSeq: r.seq, ...reasonFor(r) })),
    reject: (by: ReviewerUser, id: string) =>
      on(id, (r) => rejectCase(deps, callBy(by), caseOf(r), { expectedSeq: r.seq, ...rejection })),
    void: async (by: ReviewerUser, signingId: string) => {
      const record = await recordOf(deps, signingId);
      return word(voidSigning(deps, callBy(by), record, { voidReason: 'DATA_ERROR', detail: '专业有误' }));
    },
  };
}
