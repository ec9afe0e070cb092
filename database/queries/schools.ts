import type { Knex } from 'knex';
import type { PageRequest } from './keyset.ts';

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
  const wanted = () => {
    const schools = knex<SchoolRow>('school');
    if (query === undefined) return schools;
    return schools.where((either) =>
      either.whereRaw('strpos(lower(name), lower(?)) > 0', [query]).orWhereRaw('starts_with(school_code, ?)', [query]),
    );
  };
  const listed = wanted().select('schoolCode', 'name').orderBy('schoolCode').limit(page.fetch);
  const rows: SchoolRow[] = await (page.after ? listed.where('schoolCode', '>', page.after.id) : listed);
  if (!page.count) return { rows };
  const [counted] = await wanted().count<{ total: string }[]>({ total: '*' });
  return { rows, total: Number(counted?.total ?? 0) };
}
