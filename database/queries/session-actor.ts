import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { Actor } from '../../domain/permissions.ts';
import type { MembershipStatus } from '../../domain/vocabulary/membership-status.ts';
import type { ReviewStage } from '../../domain/vocabulary/review-stage.ts';
import type { UserType } from '../../domain/vocabulary/user-type.ts';
import type { VerificationState } from '../../domain/vocabulary/verification-state.ts';

/** A live session: who it is, and whether its end should be moved on. */
export interface LiveSession {
  actor: Actor;
  extensionDue: boolean;
}

/** A session ends this long after it began, whatever happens. */
export const sessionDaysMax = 7;

/** A session ends when it was not used for this long. */
export const sessionIdleHoursMax = 12;

const extensionStepMinutes = 5;

interface Row {
  sessionId: string;
  accountId: string;
  userType: UserType;
  extensionDue: boolean;
  employerId: string | null;
  membership: Extract<MembershipStatus, 'PENDING' | 'APPROVED'> | null;
  verificationState: VerificationState | null;
  graduateIds: [string, ...string[]] | null;
  level: ReviewStage | null;
  schoolCode: string | null;
  collegeId: string | null;
}

/** The records of a person `g`, in the order in which they count: one that stands before one that does not, then the newest. */
export const firstRecord = 'g.removed_at is not null, g.cohort_year desc, g.created_at desc, g.id';

const actorColumns = `a.id as account_id, a.user_type, m.employer_id, m.status as membership, e.verification_state,
       g.ids as graduate_ids, r.level, r.school_code, r.college_id`;

const actorJoins = `left join employer_membership m on m.account_id = a.id and m.status in ('PENDING', 'APPROVED')
       left join employer e on e.id = m.employer_id
       left join lateral (
         select array_agg(g.id order by ${firstRecord}) as ids
         from graduate g where g.account_id = a.id) g on true
       left join reviewer r on r.account_id = a.id and r.ended_at is null`;

/** Who a session's token stands for, in one statement; undefined when it has ended or its account may no longer act. */
export async function findLiveSession(knex: Knex, tokenHash: Buffer): Promise<LiveSession | undefined> {
  const { rows } = await knex.raw<{ rows: Row[] }>(
    `select s.id as session_id, s.expires_at < ${newEnd('s')} - interval '${extensionStepMinutes} minutes' as extension_due,
       ${actorColumns}
     from session s join account a on a.id = s.account_id ${actorJoins}
     where s.token_hash = ? and s.ended_at is null and s.expires_at > clock_timestamp() and a.disabled_at is null
     limit 1`,
    [tokenHash],
  );
  const [row] = rows;
  const actor = row && toActor(row);
  return row && actor && { actor, extensionDue: row.extensionDue };
}

/**
 * Who an account is at this moment, for what it asked for earlier; undefined when it may no longer act. Of a session it has none:
 * `sessionId` names what it acts for.
 */
export async function findActor(
  knex: Knex,
  { accountId, sessionId }: { accountId: string; sessionId: string },
): Promise<Actor | undefined> {
  const { rows } = await knex.raw<{ rows: Omit<Row, 'sessionId' | 'extensionDue'>[] }>(
    `select ${actorColumns} from account a ${actorJoins} where a.id = ? and a.disabled_at is null limit 1`,
    [accountId],
  );
  const [row] = rows;
  return row && toActor({ ...row, sessionId });
}

/** The account somebody signs in to, or undefined; of those only that a session could stand for. */
export async function findAccountThatMayAct(
  knex: Knex,
  { userType, phoneHash }: { userType: Exclude<UserType, 'STAFF'>; phoneHash: Buffer },
): Promise<{ id: string; passwordHash: string } | undefined> {
  const actingAs = {
    EMPLOYER: 'true',
    GRADUATE: 'exists (select from graduate g where g.account_id = a.id)',
    REVIEWER: 'exists (select from reviewer r where r.account_id = a.id and r.ended_at is null)',
  };
  return knex('account as a')
    .where({ 'a.user_type': userType, 'a.phone_hash': phoneHash })
    .whereNull('a.disabled_at')
    .whereRaw(actingAs[userType])
    .first<{ id: string; passwordHash: string } | undefined>('a.id', 'a.password_hash');
}

/** Moves a session's end on, as far as its idle time and its longest life allow. */
export async function extendSession(knex: Knex, sessionId: string): Promise<void> {
  await knex('session')
    .where({ id: sessionId })
    .whereNull('ended_at')
    .update({ expiresAt: knex.raw(newEnd('session')) as unknown as Instant });
}

function newEnd(table: string): string {
  return `least(clock_timestamp() + interval '${sessionIdleHoursMax} hours', ${table}.created_at + interval '${sessionDaysMax} days')`;
}

function toActor(row: Omit<Row, 'extensionDue'>): Actor | undefined {
  const { accountId, sessionId } = row;
  switch (row.userType) {
    case 'EMPLOYER':
      return {
        userType: 'EMPLOYER',
        accountId,
        sessionId,
        employerId: row.employerId,
        membership: row.membership,
        employerVerified: row.verificationState === 'VERIFIED',
      };
    case 'GRADUATE': {
      const { graduateIds } = row;
      return graduateIds
        ? { userType: 'GRADUATE', accountId, sessionId, graduateId: graduateIds[0], graduateIds }
        : undefined;
    }
    case 'REVIEWER': {
      const { level, schoolCode, collegeId } = row;
      if (level === null || schoolCode === null) return undefined;
      return { userType: 'REVIEWER', accountId, sessionId, level, schoolCode, collegeId };
    }
    case 'STAFF': // signs in at the panel only
      return undefined;
  }
}
