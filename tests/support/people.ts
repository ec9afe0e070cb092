import { randomUUID } from 'node:crypto';
import type { ActAnswer } from '../../commands/act.ts';
import type { ActCall } from '../../commands/act-on-signing.ts';
import { acceptSigning } from '../../commands/accept-signing.ts';
import { declineSigning } from '../../commands/decline-signing.ts';
import type { CommandDependencies } from '../../commands/dependencies.ts';
import { approveCase, rejectCase } from '../../commands/review-case.ts';
import { sendInvitation, type InvitationLetter } from '../../commands/send-invitation.ts';
import { withdrawSigning } from '../../commands/withdraw-signing.ts';
import { Command } from '../../database/models/command.ts';
import { Favorite } from '../../database/models/favorite.ts';
import { findSigningRecord, type SigningRecord } from '../../database/queries/signing-record.ts';
import { eventually } from './eventually.ts';
import type { Actor, EmployerUser, GraduateUser, ReviewerUser } from '../../domain/permissions.ts';

type Store = Pick<CommandDependencies, 'knex' | 'personalData'>;

/** Demo people by phone, as a session would know them. */
export async function employerUser({ knex, personalData }: Store, phone: string): Promise<EmployerUser> {
  const row = await knex('account as a')
    .join('employer_membership as m', 'm.account_id', 'a.id')
    .join('employer as e', 'e.id', 'm.employer_id')
    .where({ 'a.user_type': 'EMPLOYER', 'a.phone_hash': personalData.hash(phone) })
    .first<{ id: string; employerId: string; verificationState: string }>(
      'a.id',
      'm.employer_id',
      'e.verification_state',
    );
  const employerVerified = row.verificationState === 'VERIFIED';
  const { id, employerId } = row;
  return {
    userType: 'EMPLOYER',
    accountId: id,
    sessionId: randomUUID(),
    employerId,
    membership: 'APPROVED',
    employerVerified,
  };
}

/** A demo graduate with an account. */
export async function graduateUser({ knex, personalData }: Store, phone: string): Promise<GraduateUser> {
  const row = await knex('graduate')
    .where({ phoneHash: personalData.hash(phone) })
    .first<{ id: string; accountId: string }>('id', 'accountId');
  return {
    userType: 'GRADUATE',
    accountId: row.accountId,
    sessionId: randomUUID(),
    graduateId: row.id,
    graduateIds: [row.id],
  };
}

/** A demo reviewer. */
export async function reviewerUser({ knex, personalData }: Store, phone: string): Promise<ReviewerUser> {
  const row = await knex('account as a')
    .join('reviewer as r', 'r.account_id', 'a.id')
    .where({ 'a.user_type': 'REVIEWER', 'a.phone_hash': personalData.hash(phone) })
    .first<Omit<ReviewerUser, 'userType' | 'sessionId'>>('r.account_id', 'r.level', 'r.school_code', 'r.college_id');
  return { ...row, userType: 'REVIEWER', sessionId: randomUUID() };
}

/** A call by somebody under a key of its own. */
export function callBy<A extends Actor>(actor: A, key: string = randomUUID()): ActCall<A> {
  const idempotency = { key, fingerprint: Buffer.from(key) };
  return { actor, idempotency, requestId: `test-${key}`, clientAddress: '127.0.0.1' };
}

/** A letter with ordinary content. */
export const someLetter: InvitationLetter = {
  positionCategory: '13',
  positionTitle: '软件工程师',
  responseWindowDays: 7,
  signingContactName: '张招聘',
};

/** Puts a graduate into a unit's favorites, as a search and an addition would: anew where a signing of the old one became invalid. */
export async function favoriteOf(
  { knex }: Pick<Store, 'knex'>,
  employer: EmployerUser,
  graduateId: string,
): Promise<Favorite> {
  const present = await Favorite.query(knex).findOne({ employerId: employer.employerId, graduateId, removedAt: null });
  if (present && !(await knex('signing').where({ favoriteId: present.id, status: 'INVALIDATED' }).first('id')))
    return present;
  if (present) await present.$query(knex).patch({ removedAt: knex.fn.now() as unknown as string });
  await knex.raw(
    `insert into favorite (employer_id, graduate_id, cohort_year, graduate_name, id_number_encrypted, id_number_hash,
       school_code, school_name, education_level, major, graduate_revision, added_by)
     select ?, g.id, g.cohort_year, g.name, g.id_number_encrypted, g.id_number_hash, g.school_code, s.name,
       g.education_level, g.major, g.revision, ? from graduate g join school s using (school_code) where g.id = ?`,
    [employer.employerId, employer.accountId, graduateId],
  );
  return Favorite.query(knex)
    .findOne({ employerId: employer.employerId, graduateId, removedAt: null })
    .throwIfNotFound();
}

/** Invites and answers the new signing's id; throws what was refused. */
export async function invite(
  deps: CommandDependencies,
  employer: EmployerUser,
  graduateId: string,
  letter: Partial<InvitationLetter> = {},
): Promise<string> {
  const favorite = await favoriteOf(deps, employer, graduateId);
  const answer = await sendInvitation(deps, callBy(employer), favorite, { ...someLetter, ...letter });
  // On a busy machine the answer may be "received": then it is decided a little later.
  const outcome = answer.outcome === 'RECEIVED' ? await decided(deps, answer.commandId) : outcomeOf(answer);
  if (outcome !== 'SUCCEEDED') throw new Error(outcome);
  return answer.processId;
}

/** What came of a stored command, once it is decided. */
export async function decided({ knex }: Pick<Store, 'knex'>, commandId: string): Promise<string> {
  return eventually(async () => {
    const row = await Command.query(knex).findById(commandId).throwIfNotFound();
    if (row.outcome === null) throw new Error('not decided yet');
    return row.refusalCode ?? row.outcome;
  }, 150_000);
}

/** The record as it stands; throws when there is none. */
export async function recordOf({ knex, clock }: CommandDependencies, signingId: string): Promise<SigningRecord> {
  const record = await findSigningRecord(knex, clock, signingId);
  if (!record) throw new Error('no such signing');
  return record;
}

/** What came of an act, in one word: SUCCEEDED, RECEIVED, or the refusal. */
export function outcomeOf(answer: ActAnswer): string {
  return answer.outcome === 'REFUSED' ? answer.refusal : answer.outcome;
}

/** The acts of a test, each on the record as it stands now, answered in one word. */
export function actsOn(deps: CommandDependencies) {
  const on = async (signingId: string, act: (record: SigningRecord) => Promise<ActAnswer>) => {
    try {
      return outcomeOf(await act(await recordOf(deps, signingId)));
    } catch (error) {
      return (error as Error).message;
    }
  };
  return {
    accept: (by: GraduateUser, id: string, key?: string) => on(id, (r) => acceptSigning(deps, callBy(by, key), r)),
    decline: (by: GraduateUser, id: string) =>
      on(id, (r) => declineSigning(deps, callBy(by), r, { reason: '另有安排' })),
    withdraw: (by: EmployerUser, id: string) => on(id, (r) => withdrawSigning(deps, callBy(by), r)),
    approve: (by: ReviewerUser, id: string) =>
      on(id, (r) => approveCase(deps, callBy(by), { kind: 'SIGNING', record: r }, { expectedSeq: r.seq })),
    reject: (by: ReviewerUser, id: string) =>
      on(id, (r) =>
        rejectCase(
          deps,
          callBy(by),
          { kind: 'SIGNING', record: r },
          { expectedSeq: r.seq, reasonCode: 'POSITION_MISMATCH', reason: '岗位与专业不符' },
        ),
      ),
  };
}
