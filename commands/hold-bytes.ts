import type { Knex } from 'knex';

/**
 * Holds what has this content until the transaction ends: whoever uploads the same bytes while the last row of them is forgotten
 * stores them after that, not before. `sha256` is of the bytes.
 */
export async function holdBytes(trx: Knex.Transaction, sha256: Buffer): Promise<void> {
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [sha256.toString('hex')]);
}
