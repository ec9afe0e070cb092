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
