import type { Knex } from 'knex';

/** Ends an account's sessions, all or all but one; for whatever makes earlier sign-ins doubtful. */
export async function endSessions(trx: Knex, accountId: string, { except }: { except?: string } = {}): Promise<void> {
  const live = trx('session').where({ accountId }).whereNull('endedAt');
  await (except === undefined ? live : live.whereNot('id', except)).update({ endedAt: trx.raw('clock_timestamp()') });
}

/** 结束登录: ends one session of somebody's own. */
export async function endSession(knex: Knex, { accountId, id }: { accountId: string; id: string }): Promise<void> {
  await knex('session')
    .where({ accountId, id })
    .whereNull('endedAt')
    .update({ endedAt: knex.raw('clock_timestamp()') });
}
