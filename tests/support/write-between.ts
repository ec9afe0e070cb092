import { databaseClock, type Clock } from '../../database/clock.ts';
import type { Data } from './factories.ts';

/**
 * A clock in whose first asking a signing is withdrawn, as a decision would: between the statement that finds a page's rows and
 * the one that reads them. `wasAsked` tells whether it came to that.
 */
export function withdrawnWhileRead({ knex }: Pick<Data, 'knex'>, id: string): { clock: Clock; wasAsked(): boolean } {
  let asked = false;
  return {
    wasAsked: () => asked,
    async clock() {
      if (!asked) {
        asked = true;
        const statusAt = new Date().toISOString();
        await knex.transaction(async (trx) => {
          await trx('signing').where({ id }).update({ status: 'WITHDRAWN', statusAt });
          const state = trx.raw(`state || jsonb_build_object('status', 'WITHDRAWN', 'statusAt', ?::text)`, [statusAt]);
          await trx('process').where({ id }).update({ state, isOpen: false });
          await trx('review_task').where({ processId: id }).update({ decidedAt: statusAt, decision: 'APPROVED' });
        });
      }
      return databaseClock();
    },
  };
}
