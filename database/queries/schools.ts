import type { Knex } from 'knex';
import type { PageRequest } from './keyset.ts';
import type { Placed } from './list-filters.ts';

/** A school as everybody may see it. */
export interface SchoolRow {
  schoolCode: string;
  name: string;
}

/** One page of schools by code, those whose name contains a text or whose code begins with it. */
export async function listSchools(
  knex: Knex,
  query: string | undefined,
  page: PageRequest,
): Promise<{ rows: SchoolRow[]; total?: number }> {
  const listed = wanted(knex, query).select('schoolCode', 'name').orderBy('schoolCode').limit(page.fetch);
  const rows: SchoolRow[] = await (page.after ? listed.where('schoolCode', '>', page.after.id) : listed);
  if (!page.count) return { rows };
  const [counted] = await wanted(knex, query).count<{ total: string }[]>({ total: '*' });
  return { rows, total: Number(counted?.total ?? 0) };
}

/** A school as staff see it, with how many colleges and school reviewers it has. */
export interface DeskSchool extends SchoolRow {
  colleges: number;
  /** Active ones of the school's own level. */
  reviewers: number;
}

const deskColumns = (knex: Knex) => [
  'schoolCode',
  'name',
  knex.raw('(select count(*)::integer from college c where c.school_code = school.school_code) as colleges'),
  knex.raw(`(select count(*)::integer from reviewer r
    where r.school_code = school.school_code and r.level = 'SCHOOL' and r.ended_at is null) as reviewers`),
];

/** One page of schools by code, found as everybody finds them. */
export async function listSchoolsOfDesk(
  knex: Knex,
  query: string | undefined,
  page: PageRequest,
): Promise<(DeskSchool & Placed)[]> {
  const listed = wanted(knex, query)
    .orderBy('schoolCode')
    .limit(page.fetch)
    .select(...deskColumns(knex));
  const rows = (await (page.after ? listed.where('schoolCode', '>', page.after.at) : listed)) as DeskSchool[];
  return rows.map((row) => ({ ...row, position: { at: row.schoolCode, id: row.schoolCode } }));
}

/** One school as staff see it, or undefined. */
export async function findSchool(knex: Knex, schoolCode: string): Promise<DeskSchool | undefined> {
  const rows = (await knex('school')
    .where({ schoolCode })
    .select(...deskColumns(knex))) as DeskSchool[];
  return rows[0];
}

/** Schools whose name contains a text or whose code begins with it; all without one. */
function wanted(knex: Knex, query: string | undefined) {
  const schools = knex<SchoolRow>('school');
  if (query === undefined) return schools;
  return schools.where((either) =>
    either.whereRaw('strpos(lower(name), lower(?)) > 0', [query]).orWhereRaw('starts_with(school_code, ?)', [query]),
  );
}
