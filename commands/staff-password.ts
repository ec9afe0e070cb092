import { Account } from '../database/models/account.ts';
import { StaffAccount } from '../database/models/staff-account.ts';
import { hashPassword } from '../database/passwords.ts';
import { staffPasswordCharacters, type StaffMember } from '../domain/staff.ts';
import type { LimitState } from './sign-in-limits.ts';
import { recordStaffAct } from './staff-audit.ts';
import { holdPassword, provePassword, renewSession } from './staff-proof.ts';
import { dropUnconfirmedSecret } from './staff-second-factor.ts';
import type { StaffDependencies } from './staff-dependencies.ts';
import { endStaffSessions } from './staff-sign-out.ts';

/** What a member types to change their password. */
export interface PasswordChange {
  current: string;
  wanted: string;
  repeated: string;
}

/** What became of it. */
export type PasswordOutcome =
  | { outcome: 'CHANGED'; token: string }
  | { outcome: 'CURRENT_WRONG' | 'NOT_REPEATED' | 'WRONG_LENGTH' | 'TOO_SIMILAR' }
  | { outcome: 'TOO_MANY_REQUESTS'; limit: LimitState };

/** 修改密码: every other session of the member ends with it, and this one goes on under a new token. Throws SIGNED_OUT. */
export async function changeStaffPassword(
  deps: StaffDependencies,
  member: StaffMember,
  change: PasswordChange & { clientAddress: string | null },
): Promise<PasswordOutcome> {
  const { current, wanted, repeated, clientAddress } = change;
  const { accountId, sessionId, signInName } = member;
  const flaw = flawOf({ current, wanted, repeated }, signInName);
  if (flaw) return { outcome: flaw };
  const attempt = await provePassword(deps, member, { current, clientAddress });
  if (attempt.outcome === 'TOO_MANY_REQUESTS') return attempt;
  if (attempt.outcome === 'WRONG') return { outcome: 'CURRENT_WRONG' };

  const passwordHash = await hashPassword(wanted);
  return deps.knex.transaction(async (trx): Promise<PasswordOutcome> => {
    if (!(await holdPassword(trx, accountId, attempt.proven))) return { outcome: 'CURRENT_WRONG' };
    await Account.query(trx).findById(accountId).patch({ passwordHash });
    await StaffAccount.query(trx).findById(accountId).patch({ mustChangePassword: false, passwordExpiresAt: null });
    await dropUnconfirmedSecret(trx, accountId);
    const token = await renewSession(trx, member);
    await endStaffSessions(trx, accountId, { except: sessionId });
    await recordStaffAct(trx, 'PASSWORD_CHANGED', { accountId, clientAddress });
    return { outcome: 'CHANGED', token };
  });
}

function flawOf({ current, wanted, repeated }: PasswordChange, signInName: string) {
  const { min, max } = staffPasswordCharacters;
  const characters = [...wanted].length;
  if (characters < min || characters > max) return 'WRONG_LENGTH';
  if (wanted === current || wanted.toLowerCase().includes(signInName)) return 'TOO_SIMILAR';
  return wanted === repeated ? undefined : 'NOT_REPEATED';
}
