import type { Knex } from 'knex';

/**
 * Where a page ended: the last row's place in the order. `at` has the database's full precision (`positionAt`), because an
 * instant cut to milliseconds would skip rows of the same millisecond.
 */
export interface Position {
  at: string;
  id: string;
}

/** Which rows of a list to read: `fetch` is one more than the page holds, to know whether another page follows. */
export interface PageRequest {
  fetch: number;
  after: Position | null;
  /** Whether the caller wants to know how many there are in all. */
  count: boolean;
}

/** A column as the `at` of a position: `select({ positionAt: positionAt(knex, 's.status_at') })`. */
export function positionAt(knex: Knex, column: string): Knex.Raw {
  return knex.raw('??::text', [column]);
}

/** Orders by two columns, newest or oldest first, and begins after a position. */
export function inOrder<Query extends Knex.QueryBuilder>(
  query: Query,
  { at, id, direction }: { at: string; id: string; direction: 'asc' | 'desc' },
  after: Position | null,
): Query {
  void query.orderBy([
    { column: at, order: direction },
    { column: id, order: direction },
  ]);
  if (after) void query.whereRaw(`(??, ??) ${direction === 'desc' ? '<' : '>'} (?, ?)`, [at, id, after.at, after.id]);
  return query;
}
