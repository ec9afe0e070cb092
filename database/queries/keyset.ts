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

/**
 * The same for a statement written as text, to stand after a condition: `and`, the rows after the position `:afterAt, :afterId`, the
 * order, and how many. Values: `pageValues`.
 */
export function pageClause(
  { at, id, direction }: { at: string; id: string; direction: 'asc' | 'desc' },
  { fetch, after }: Pick<PageRequest, 'fetch' | 'after'>,
): string {
  const begun = `and (${at}, ${id}) ${direction === 'desc' ? '<' : '>'} (cast(:afterAt as timestamptz), cast(:afterId as uuid))`;
  return `${after ? begun : ''} order by ${at} ${direction}, ${id} ${direction} limit ${fetch}`;
}

/** What `pageClause` names. */
export function pageValues({ after }: Pick<PageRequest, 'after'>): Record<string, string> {
  return after ? { afterAt: after.at, afterId: after.id } : {};
}

/** A row as a statement answers it, with its place as the two columns `position_at` and `id`. */
export type PlacedBy<Row> = Row & { positionAt: string };

/** The row with its place as one thing. */
export function withPosition<Row extends { id: string }>({
  positionAt,
  ...row
}: PlacedBy<Row>): Row & { position: Position } {
  return { ...(row as unknown as Row), position: { at: positionAt, id: row.id } };
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
