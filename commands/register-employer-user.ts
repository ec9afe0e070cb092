import { hashPassword } from '../database/passwords.ts';
import type { CodeDependencies, CommandDependencies } from './dependencies.ts';
import { openSession } from './open-session.ts';
import { codeWrong, spendCode, tryCode } from './use-code.ts';

/** What somebody registers with; the phone normalised, the password by the rule. */
export interface Registration {
  phone: string;
  code: string;
  password: string;
  termsVersion: string;
}

/**
 * 注册: makes the account of an employer's user, without a unit yet, and opens its first session. A number that has an account gets
 * no code, so whoever comes with one has none. Throws CODE_WRONG.
 */
export async function registerEmployerUser(
  deps: Pick<CommandDependencies, 'knex' | 'clock' | 'personalData'> & CodeDependencies,
  { phone, code, password, termsVersion }: Registration,
): Promise<{ accountId: string; token: string }> {
  const { knex, clock, personalData } = deps;
  const codeId = await tryCode(deps, { recipient: phone, purpose: 'REGISTER', code });
  const passwordHash = await hashPassword(password);
  const now = await clock();
  return knex.transaction(async (trx) => {
    await spendCode(trx, codeId);
    const rows = await trx('account')
      .insert({
        ...{ userType: 'EMPLOYER', passwordHash, acceptedTermsVersion: termsVersion, acceptedTermsAt: trx.raw(now) },
        phoneEncrypted: personalData.encrypt(phone),
        phoneHash: personalData.hash(phone),
      })
      // Registered on another way since the code was sent, such as a changed number.
      .onConflict(['userType', 'phoneHash'])
      .ignore()
      .returning<{ id: string }[]>('id');
    const [account] = rows;
    if (!account) throw codeWrong();
    return { accountId: account.id, token: await openSession(trx, account.id) };
  });
}
