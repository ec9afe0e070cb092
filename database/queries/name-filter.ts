import type { Knex } from 'knex';
import type { FewRows } from './merged-list.ts';

/** By which columns each table's rows are found that have a name of their owner's: their indexes have the same. */
const nameKeysOf = {
  favorite: 'name_keys(array[employer_id::text], graduate_name)',
  graduate: 'name_keys(array[school_code], name)',
  signing: 'name_keys(array[employer_id::text, school_code], graduate_name)',
  termination: 'name_keys(array[employer_id::text, school_code], graduate_name)',
  review_task: `name_keys(case when decided_at is null then array[school_code || ':OPEN']
    when superseded then array[school_code || ':' || stage]
    else array[school_code || ':' || stage, school_code || ':DECIDED'] end, graduate_name)`,
} as const;

const keyedCharactersMax = 4;

/** The rows of an owner with a name that contains this part; of a part longer than keys are, whose name contains its first characters. */
export function rowsNamed(table: keyof typeof nameKeysOf, owner: string, part: string): FewRows {
  const key = [...part].slice(0, keyedCharactersMax).join('');
  return { sql: `select * from ${table} where ${nameKeysOf[table]} @> array[?::text]`, values: [`${owner}:${key}`] };
}

/** Keeps the rows whose name, a column, contains this part, where they are not found by all of it. */
export function siftByName(
  rows: Knex.QueryBuilder,
  column: string,
  { part, isFoundByName }: { part: string | undefined; isFoundByName: boolean },
): void {
  if (part === undefined || (isFoundByName && [...part].length <= keyedCharactersMax)) return;
  void rows.whereRaw(`strpos(${column}, ?) > 0`, [part]);
}
