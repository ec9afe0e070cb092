import type { Knex } from 'knex';
import { endSessions } from './end-sessions.ts';

/**
 * Ends an account for good and frees its number, which another account may have then: nobody reads what an account holds but the
 * person it was made for, in the place it was made for. What was done with it keeps its name. Source: ADR 0015.
 */
export async function retireAccount(trx: Knex.Transaction, accountId: string): Promise<void> {
  await endSessions(trx, accountId);
  await trx('account')
    .where({ id: accountId })
    .update({ phoneEncrypted: null, phoneHash: null, disabledAt: trx.raw('clock_timestamp()') });
}
