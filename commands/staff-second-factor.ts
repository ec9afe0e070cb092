import { StaffAccount } from '../database/models/staff-account.ts';
import { StaffSession } from '../database/models/staff-session.ts';
import type { StaffMember } from '../domain/staff.ts';
import { guardedTry } from './guarded-try.ts';
import { newCodeSecret, stepOfCode } from './one-time-code.ts';
import type { LimitState } from './sign-in-limits.ts';
import { recordStaffAct } from './staff-audit.ts';
import type { StaffDependencies } from './staff-sign-in.ts';

/** What became of a code. */
export type CodeOutcome = { outcome: 'RIGHT' | 'WRONG' } | { outcome: 'TOO_MANY_REQUESTS'; limit: LimitState };

/**
 * 动态验证码: takes a code of the member's authenticator app for their session. The first one ever confirms the secret. No
 * code is taken twice, nor one older than the last that was taken.
 */
export async function giveCode(
  deps: StaffDependencies,
  member: StaffMember,
  { code, clientAddress }: { code: string; clientAddress: string | null },
): Promise<CodeOutcome> {
  const { accountId } = member;
  const limits = { key: `STAFF-CODE:${accountId}`, clientAddress };
  const attempt = await guardedTry(deps.guard, limits, () => takeCode(deps, member, { code, clientAddress }));
  if (attempt.outcome !== 'WRONG') return attempt;
  const act = attempt.isLocked ? 'LOCKED_OUT' : 'CODE_REFUSED';
  await recordStaffAct(deps.knex, act, { accountId, clientAddress });
  return { outcome: 'WRONG' };
}

async function takeCode(
  { knex, personalData, clock }: StaffDependencies,
  { accountId, sessionId }: StaffMember,
  { code, clientAddress }: { code: string; clientAddress: string | null },
): Promise<true | undefined> {
  const now = await clock();
  return knex.transaction(async (trx) => {
    const account = await StaffAccount.query(trx).findById(accountId).forUpdate();
    if (!account?.totpSecretEncrypted) return undefined;
    const { rows } = await trx.raw<{ rows: { seconds: string }[] }>(`select extract(epoch from ${now}) as seconds`);
    const step = stepOfCode(personalData.decrypt(account.totpSecretEncrypted), code, Number(rows[0]?.seconds));
    if (step === undefined || step <= Number(account.lastTotpStep ?? 0)) return undefined;
    const isFirst = account.totpConfirmedAt === null;
    await account.$query(trx).patch({
      lastTotpStep: String(step),
      ...(isFirst ? { totpConfirmedAt: trx.raw(now) as unknown as string } : {}),
    });
    await StaffSession.query(trx)
      .findById(sessionId)
      .patch({ codeGivenAt: trx.raw(now) as unknown as string });
    if (isFirst) await recordStaffAct(trx, 'SECOND_FACTOR_SET', { accountId, clientAddress });
    return true;
  });
}

/** Makes a secret for a member who has none, so that the page can show it; one that is there stays. */
export async function prepareSecondFactor(
  { knex, personalData }: StaffDependencies,
  member: StaffMember,
): Promise<void> {
  await StaffAccount.query(knex)
    .findById(member.accountId)
    .whereNull('totpSecretEncrypted')
    .patch({ totpSecretEncrypted: personalData.encrypt(newCodeSecret()) });
}
