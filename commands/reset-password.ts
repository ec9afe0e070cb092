import { hashPassword } from '../database/passwords.ts';
import { findAccountThatMayAct } from '../database/queries/session-actor.ts';
import type { CodeDependencies, CommandDependencies } from './dependencies.ts';
import { endSessions } from './end-sessions.ts';
import type { Credentials } from './sign-in.ts';
import type { SignInGuard } from './sign-in-limits.ts';
import { codeWrong, spendCode, tryCode } from './use-code.ts';

/**
 * 重置密码: sets a new password by a code to the account's number, ends every session and any lock; also a reviewer's first password.
 * A number without such an account is refused like a wrong code. Throws CODE_WRONG.
 */
export async function resetPassword(
  deps: Pick<CommandDependencies, 'knex' | 'clock' | 'personalData'> & CodeDependencies & { guard: SignInGuard },
  { userType, phone, code, password }: Credentials & { code: string },
): Promise<void> {
  const { knex, personalData, guard } = deps;
  const codeId = await tryCode(deps, { recipient: phone, purpose: 'RESET_PASSWORD', code });
  const passwordHash = await hashPassword(password);
  const account = await findAccountThatMayAct(knex, { userType, phoneHash: personalData.hash(phone) });
  if (!account) throw codeWrong();
  await knex.transaction(async (trx) => {
    await spendCode(trx, codeId);
    await trx('account').where({ id: account.id }).update({ passwordHash });
    await endSessions(trx, account.id);
  });
  await guard.clearAccount(`${userType}:${phone}`);
}
