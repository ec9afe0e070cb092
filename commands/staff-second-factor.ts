import type { Knex } from 'knex';
import { StaffAccount } from '../database/models/staff-account.ts';
import { StaffSession } from '../database/models/staff-session.ts';
import { findSecretToConfirm } from '../database/queries/staff-account.ts';
import type { StaffMember } from '../domain/staff.ts';
import { guardedTry } from './guarded-try.ts';
import { newCodeSecret, stepOfCode } from './one-time-code.ts';
import type { LimitState } from './sign-in-limits.ts';
import { recordStaffAct } from './staff-audit.ts';
import { holdPassword, provePassword, renewSession, type TypedPassword } from './staff-proof.ts';
import type { StaffDependencies } from './staff-dependencies.ts';

/** What became of a code; a right one gives the session a new token. */
export type CodeOutcome =
  { outcome: 'RIGHT'; token: string } | { outcome: 'WRONG' } | { outcome: 'TOO_MANY_REQUESTS'; limit: LimitState };

/** A code as it is typed, and from where. */
interface TypedCode {
  code: string;
  clientAddress: string | null;
}

/** So long a secret waits for its first code. */
const unconfirmedMinutesMax = 15;

/** An account's columns without a secret that waits to be confirmed. */
export const withoutSecret = { totpSecretEncrypted: null, totpSecretSession: null, totpSecretExpiresAt: null };

/**
 * 动态验证码: takes a code of the member's authenticator app for their session. The first one ever confirms the secret. No
 * code is taken twice, nor one older than the last that was taken. Throws SIGNED_OUT.
 */
export async function giveCode(deps: StaffDependencies, member: StaffMember, given: TypedCode): Promise<CodeOutcome> {
  const { accountId } = member;
  const { clientAddress } = given;
  const limits = { key: `STAFF-CODE:${accountId}`, clientAddress };
  const attempt = await guardedTry(deps.guard, limits, () => takeCode(deps, member, given));
  switch (attempt.outcome) {
    case 'RIGHT':
      return { outcome: 'RIGHT', token: attempt.proven };
    case 'TOO_MANY_REQUESTS':
      return attempt;
    case 'WRONG':
      await recordStaffAct(deps.knex, attempt.isLocked ? 'LOCKED_OUT' : 'CODE_REFUSED', { accountId, clientAddress });
      return { outcome: 'WRONG' };
  }
}

async function takeCode(
  { knex, personalData, clock }: StaffDependencies,
  member: StaffMember,
  { code, clientAddress }: TypedCode,
): Promise<string | undefined> {
  const { accountId, sessionId } = member;
  const now = await clock();
  return knex.transaction(async (trx) => {
    const account = await StaffAccount.query(trx).findById(accountId).forUpdate();
    if (!account) return undefined;
    const isFirst = account.totpConfirmedAt === null;
    const sealed = isFirst ? await findSecretToConfirm(trx, member) : account.totpSecretEncrypted;
    if (!sealed) return undefined;
    const { rows } = await trx.raw<{ rows: { seconds: string }[] }>(`select extract(epoch from ${now}) as seconds`);
    const step = stepOfCode(personalData.decrypt(sealed), code, Number(rows[0]?.seconds));
    if (step === undefined || step <= Number(account.lastTotpStep ?? 0)) return undefined;
    const instant = trx.raw(now) as unknown as string;
    const confirmed = { totpConfirmedAt: instant, totpSecretSession: null, totpSecretExpiresAt: null };
    await account.$query(trx).patch({ lastTotpStep: String(step), ...(isFirst ? confirmed : {}) });
    const token = await renewSession(trx, member);
    await StaffSession.query(trx).findById(sessionId).patch({ codeGivenAt: instant });
    if (isFirst) await recordStaffAct(trx, 'SECOND_FACTOR_SET', { accountId, clientAddress });
    return token;
  });
}

/** What became of a beginning. */
export type BeginOutcome = { outcome: 'BEGUN' | 'CURRENT_WRONG' } | { outcome: 'TOO_MANY_REQUESTS'; limit: LimitState };

/** Makes a new secret for a member without a second factor, for this session to confirm in a quarter of an hour. */
export async function beginSecondFactor(
  deps: StaffDependencies,
  member: StaffMember,
  typed: TypedPassword,
): Promise<BeginOutcome> {
  const { accountId, sessionId } = member;
  const attempt = await provePassword(deps, member, typed);
  if (attempt.outcome === 'TOO_MANY_REQUESTS') return attempt;
  if (attempt.outcome === 'WRONG') return { outcome: 'CURRENT_WRONG' };
  return deps.knex.transaction(async (trx): Promise<BeginOutcome> => {
    if (!(await holdPassword(trx, accountId, attempt.proven))) return { outcome: 'CURRENT_WRONG' };
    const end = trx.raw(`clock_timestamp() + interval '${unconfirmedMinutesMax} minutes'`) as unknown as string;
    await StaffAccount.query(trx)
      .findById(accountId)
      .whereNull('totpConfirmedAt')
      .patch({
        totpSecretEncrypted: deps.personalData.encrypt(newCodeSecret()),
        totpSecretSession: sessionId,
        totpSecretExpiresAt: end,
      });
    return { outcome: 'BEGUN' };
  });
}

/** Forgets a secret of a member that no code has confirmed. */
export async function dropUnconfirmedSecret(trx: Knex.Transaction, accountId: string): Promise<void> {
  await StaffAccount.query(trx).findById(accountId).whereNull('totpConfirmedAt').patch(withoutSecret);
}
