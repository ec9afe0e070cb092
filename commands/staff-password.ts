import { Account } from '../database/models/account.ts';
import { StaffAccount } from '../database/models/staff-account.ts';
import { hashPassword, verifyPassword } from '../database/passwords.ts';
import { findStaffPasswordHash } from '../database/queries/staff-account.ts';
import { staffPasswordCharacters, type StaffMember } from '../domain/staff.ts';
import { guardedTry } from './guarded-try.ts';
import type { LimitState } from './sign-in-limits.ts';
import { recordStaffAct } from './staff-audit.ts';
import type { StaffDependencies } from './staff-sign-in.ts';
import { endStaffSessions } from './staff-sign-out.ts';

/** What a member types to change their password. */
export interface PasswordChange {
  current: string;
  wanted: string;
  repeated: string;
}

/** What became of it. */
export type PasswordOutcome =
  | { outcome: 'CHANGED' | 'CURRENT_WRONG' | 'NOT_REPEATED' | 'WRONG_LENGTH' | 'TOO_SIMILAR' }
  | { outcome: 'TOO_MANY_REQUESTS'; limit: LimitState };

/** 修改密码: every other session of the member ends with it. */
export async function changeStaffPassword(
  { knex, guard }: StaffDependencies,
  { accountId, sessionId, signInName }: StaffMember,
  change: PasswordChange & { clientAddress: string | null },
): Promise<PasswordOutcome> {
  const { current, wanted, repeated, clientAddress } = change;
  const flaw = flawOf({ current, wanted, repeated }, signInName);
  if (flaw) return { outcome: flaw };
  const attempt = await guardedTry(guard, { key: `STAFF-PASSWORD:${accountId}`, clientAddress }, async () =>
    (await verifyPassword(await findStaffPasswordHash(knex, accountId), current)) ? true : undefined,
  );
  if (attempt.outcome === 'TOO_MANY_REQUESTS') return attempt;
  if (attempt.outcome === 'WRONG') return { outcome: 'CURRENT_WRONG' };

  const passwordHash = await hashPassword(wanted);
  await knex.transaction(async (trx) => {
    await Account.query(trx).findById(accountId).patch({ passwordHash });
    await StaffAccount.query(trx).findById(accountId).patch({ mustChangePassword: false });
    await endStaffSessions(trx, accountId, { except: sessionId });
    await recordStaffAct(trx, 'PASSWORD_CHANGED', { accountId, clientAddress });
  });
  return { outcome: 'CHANGED' };
}

function flawOf({ current, wanted, repeated }: PasswordChange, signInName: string) {
  const { min, max } = staffPasswordCharacters;
  const characters = [...wanted].length;
  if (characters < min || characters > max) return 'WRONG_LENGTH';
  if (wanted === current || wanted.toLowerCase().includes(signInName)) return 'TOO_SIMILAR';
  return wanted === repeated ? undefined : 'NOT_REPEATED';
}
