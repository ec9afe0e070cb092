import type { Knex } from 'knex';
import { normaliseName } from '../../domain/identifiers.ts';

/** The codes of the schools that a text names, by code or by name in the form names are compared in; none for an unknown one. */
export type SchoolDirectory = (written: string) => readonly string[];

/** The names of the schools with these codes, those that there are. */
export async function schoolNames(knex: Knex, codes: readonly string[]): Promise<Map<string, string>> {
  const schools = await knex('school')
    .whereRaw('school_code in (select jsonb_array_elements_text(?))', [JSON.stringify(codes)])
    .select<{ schoolCode: string; name: string }[]>('schoolCode', 'name');
  return new Map(schools.map(({ schoolCode, name }) => [schoolCode, name]));
}

/** All schools there are, to look up many of them; some thousands of short rows. */
export async function readSchoolDirectory(knex: Knex): Promise<SchoolDirectory> {
  const schools = await knex('school').select<{ schoolCode: string; name: string }[]>('schoolCode', 'name');
  const codes = new Map<string, string[]>();
  for (const { schoolCode, name } of schools)
    for (const written of [schoolCode, normaliseName(name)])
      codes.set(written, [...(codes.get(written) ?? []), schoolCode]);
  return (written) => codes.get(written) ?? [];
}
