import type { Knex } from 'knex';
import { inOrder, type PageRequest } from './keyset.ts';
import { countOf } from './list-filters.ts';

/** Columns and the values rows have in them. */
export type Having = Readonly<Record<string, string | number | boolean>>;

/**
 * A list whose index keeps groups apart: by cohort, by status. Each group is one stretch of the index in the list's order, so
 * that a page merges the groups and reads one row more of each than it shows, whatever stands between them.
 */
export interface MergedList {
  table: string;
  at: string;
  id: string;
  direction: 'asc' | 'desc';
  /** What all its rows have, and what the rows of each group have besides; no group, no rows. */
  having: Having;
  groups: readonly Having[];
  /** The condition of a partial index, written out so that the planner sees that it holds. */
  where?: string | undefined;
  /** What else a row `m` of the table must be, where no index tells it. */
  sift?: ((rows: Knex.QueryBuilder) => void) | undefined;
  /** Where so few rows are wanted that they are looked up first, and put in order afterwards. */
  few?: FewRows | undefined;
}

/** A query that finds rows of a list's table by another index than the list's own. */
export interface FewRows {
  sql: string;
  values: readonly (string | Buffer)[];
}

/** One page of a merged list: a query on `m (at, id)`, in its order. */
export function mergedPage(
  knex: Knex,
  list: MergedList,
  { fetch, after }: Omit<PageRequest, 'count'>,
): Knex.QueryBuilder {
  const order = { at: `m.${list.at}`, id: `m.${list.id}`, direction: list.direction };
  // Each stretch is ordered and cut by itself: only then does PostgreSQL read it from its index as far as the merging needs.
  const stretches = stretchesOf(knex, list).map((rows) => inOrder(rows, order, after).limit(fetch));
  const merged = knex.from(knex.unionAll(stretches, true).as('m'));
  return inOrder(merged, { at: 'm.at', id: 'm.id', direction: list.direction }, null).limit(fetch);
}

/**
 * The rows of one page as a query on its table, by an alias. The page stands first and is joined to: PostgreSQL weighs the order of
 * eight relations at most, and one that is filtered by a page behind so many others is read whole.
 */
export function rowsOnPage(
  knex: Knex,
  list: MergedList,
  { fetch, after, as }: Omit<PageRequest, 'count'> & { as: string },
): Knex.QueryBuilder {
  const page = mergedPage(knex, list, { fetch, after }).select('m.id').as('page');
  return knex.from(page).join(`${list.table} as ${as}`, `${as}.id`, 'page.id');
}

/** How many rows a merged list has. */
export async function countMerged(knex: Knex, list: MergedList): Promise<number> {
  return countOf(knex.from(knex.unionAll(stretchesOf(knex, list), true).as('m')));
}

/** Every way to choose one value for each column: the groups of an index that keeps all these columns apart. */
export function everyGroup(choices: Readonly<Record<string, readonly (string | number | boolean)[]>>): Having[] {
  return Object.entries(choices).reduce<Having[]>(
    (groups, [column, values]) => groups.flatMap((group) => values.map((value) => ({ ...group, [column]: value }))),
    [{}],
  );
}

function stretchesOf(knex: Knex, list: MergedList): Knex.QueryBuilder[] {
  const { groups, few } = list;
  if (groups.length === 0) return [rowsOf(knex, list).whereRaw('false')];
  if (few === undefined) return groups.map((group) => rowsOf(knex, list).where(group));
  const ofAnyGroup = (any: Knex.QueryBuilder) => groups.forEach((group) => void any.orWhere(group));
  return [rowsOf(knex, list).where(ofAnyGroup)];
}

function rowsOf(knex: Knex, { table, at, id, having, where, sift, few }: MergedList): Knex.QueryBuilder {
  // The offset keeps PostgreSQL from walking the list in its order in search of the few.
  const from = few ? knex.raw(`(${few.sql} offset 0) as m`, [...few.values]) : `${table} as m`;
  const rows = knex
    .from(from as string)
    .select({ at: `m.${at}`, id: `m.${id}` })
    .where(having);
  if (where !== undefined) void rows.whereRaw(where);
  sift?.(rows);
  return rows;
}
