import type { Knex } from 'knex';

const triesMax = 5;

/**
 * Deadlock, serialization failure, a claim that somebody else made first, a plan made before a migration: the next try sees
 * what is there now.
 */
const worthAnotherTry = new Set(['40P01', '40001', '23505', '0A000']);

/** Runs work in a transaction, again when it lost a race against another; other errors pass. */
export async function inTransaction<T>(knex: Knex, work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await knex.transaction(work);
    } catch (error) {
      const { code } = error as { code?: string };
      if (attempt >= triesMax || code === undefined || !worthAnotherTry.has(code)) throw error;
    }
  }
}
