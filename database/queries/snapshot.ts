import type { Knex } from 'knex';

/** Reads several statements of one moment: a page and its counters agree, whatever is decided meanwhile. */
export function inOneSnapshot<T>(knex: Knex, read: (snapshot: Knex) => Promise<T>): Promise<T> {
  return knex.transaction(read, { isolationLevel: 'repeatable read', readOnly: true });
}
