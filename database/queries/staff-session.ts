import type { Knex } from 'knex';
import type { SignInProgress, StaffMember } from '../../domain/staff.ts';

/** A session of the panel ends when it was not used for this long. */
export const staffIdleMinutesMax = 30;

/** A session of the panel ends this long after it began, whatever happens. */
export const staffSessionHoursMax = 12;

/** So long may it take from the right password to the open panel. */
export const staffStepMinutesMax = 10;

const extensionStepMinutes = 1;

/** A live session of the panel: who it is, what is still to do, whether its end should be moved on. */
export interface LiveStaffSession {
  member: StaffMember;
  progress: SignInProgress;
  extensionDue: boolean;
}

type Row = StaffMember & SignInProgress & { extensionDue: boolean };

/** Who a panel session's token stands for, in one statement; undefined when it has ended or its account is disabled. */
export async function findLiveStaffSession(knex: Knex, tokenHash: Buffer): Promise<LiveStaffSession | undefined> {
  const row: Row | undefined = await knex('staff_session as s')
    .join('staff_account as t', 't.account_id', 's.account_id')
    .join('account as a', 'a.id', 's.account_id')
    .where('s.token_hash', tokenHash)
    .whereNull('a.disabled_at')
    .whereRaw(isLive('s'))
    .first({
      accountId: 'a.id',
      sessionId: 's.id',
      role: 't.role',
      signInName: 't.sign_in_name',
      name: 'a.name',
      hasSecondFactor: knex.raw('t.totp_confirmed_at is not null'),
      codeGiven: knex.raw('s.code_given_at is not null'),
      mustChangePassword: 't.must_change_password',
      extensionDue: knex.raw(`s.expires_at < ${idleEnd('s')} - interval '${extensionStepMinutes} minutes'`),
    });
  if (!row) return undefined;
  const { accountId, sessionId, role, signInName, name, hasSecondFactor, codeGiven, mustChangePassword } = row;
  return {
    member: { accountId, sessionId, role, signInName, name },
    progress: { role, hasSecondFactor, codeGiven, mustChangePassword },
    extensionDue: row.extensionDue,
  };
}

/** Moves a session's end on, as far as its idle time and its longest life allow. */
export async function extendStaffSession(knex: Knex, sessionId: string): Promise<void> {
  await knex('staff_session')
    .where({ id: sessionId })
    .whereNull('ended_at')
    .update({ expiresAt: knex.raw(idleEnd('staff_session')) });
}

/** An SQL expression: whether a session may still be used. */
export const isLive = (table: string) =>
  `${table}.ended_at is null and ${table}.expires_at > clock_timestamp() and ${lastEnd(table)} > clock_timestamp()`;

const lastEnd = (table: string) => `${table}.created_at + interval '${staffSessionHoursMax} hours'`;
const idleEnd = (table: string) =>
  `least(clock_timestamp() + interval '${staffIdleMinutesMax} minutes', ${lastEnd(table)})`;
