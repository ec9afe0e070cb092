import type { Knex } from 'knex';
import type { Position } from './keyset.ts';

/** One page's rows, of one row too many perhaps, and how many there are in all if the caller asked. */
export interface ListRows<Row> {
  rows: Row[];
  total: number | undefined;
}

/** A row of a list with its place in the order. */
export interface Placed {
  position: Position;
}

/** Keeps the rows whose name, an SQL expression, contains this part. */
export function whereNameContains(query: Knex.QueryBuilder, name: string, part: string): void {
  void query.whereRaw(`strpos(${name}, ?) > 0`, [part]);
}

const keyedCharactersMax = 4;

/** The condition that a favorite `f` has a name key. */
export const favoriteHasNameKey =
  'name_keys(array[f.employer_id::text, f.school_code], f.graduate_name) @> array[?::text]';

/** What names are found by that contain this part, among those of one owner: its first characters. */
export function nameKey(owner: string, part: string): string {
  return `${owner}:${[...part].slice(0, keyedCharactersMax).join('')}`;
}

/** Whether a key finds exactly the names that contain a part, so that nothing is left to be looked at. */
export function isKeyedWhole(part: string): boolean {
  return [...part].length <= keyedCharactersMax;
}

/** Keeps all rows or none: whether the college whose rows they are is of this school. */
export function whereCollegeOf(
  query: Knex.QueryBuilder,
  { collegeId, schoolCode }: { collegeId: string; schoolCode: string },
): void {
  const college = 'exists (select from college c where c.id = ? and c.school_code = ?)';
  void query.whereRaw(college, [collegeId, schoolCode]);
}

/** How many rows a query has. */
export async function countOf(query: Knex.QueryBuilder): Promise<number> {
  const [row] = (await query.count({ rows: '*' })) as { rows: string }[];
  return Number(row?.rows ?? 0);
}
