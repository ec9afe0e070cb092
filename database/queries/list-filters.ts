import type { Knex } from 'knex';
import { normaliseName } from '../../domain/identifiers.ts';
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

/** Keeps the rows whose column contains this part of a name, as it was typed or in the form names are compared in. */
export function whereNameContains(query: Knex.QueryBuilder, column: string, part: string): void {
  void query.where((either) =>
    either.whereRaw('strpos(??, ?) > 0', [column, part]).orWhereRaw('strpos(??, ?) > 0', [column, normaliseName(part)]),
  );
}

/** How many rows a query has. */
export async function countOf(query: Knex.QueryBuilder): Promise<number> {
  const [row] = (await query.count({ rows: '*' })) as { rows: string }[];
  return Number(row?.rows ?? 0);
}
