import type { Instant } from '../domain/calendar.ts';
import { maskIdNumber, normaliseIdNumber, normaliseName } from '../domain/identifiers.ts';
import type { EmployerUser } from '../domain/permissions.ts';
import { favoriteIsCurrent } from '../database/queries/favorite-current.ts';
import type { Allowance } from './allowance.ts';
import type { CommandDependencies } from './dependencies.ts';
import { countSearch } from './search-limits.ts';
import { verifiedUnitOf } from './verified-unit.ts';

/** The three keys of a search, all exact. */
export interface GraduateKeys {
  name: string;
  /** Checked for form and check character by the caller. */
  idNumber: string;
  schoolCode: string;
}

/** Who was found; `searchId` allows the finder to add them for 15 minutes. */
export interface GraduateMatch {
  searchId: string;
  name: string;
  idNumberMasked: string;
  schoolName: string;
  educationLevel: string;
  major: string;
  cohort: number;
  alreadyFavorite: boolean;
}

interface FoundRow {
  now: Instant;
  graduateId: string | null;
  graduateRevision: number | null;
  name: string;
  schoolName: string;
  educationLevel: string;
  major: string;
  cohort: number;
  alreadyFavorite: boolean;
}

/**
 * 搜索学生: finds one graduate by three exact keys, or null. It must not tell which key was wrong, so every search is the same
 * statements, whatever is found, and is logged. Source: domain.md §5. Throws AllowanceUsedUp beyond 100
 * a day per user and 300 per unit.
 */
export async function searchGraduates(
  deps: CommandDependencies,
  actor: EmployerUser,
  keys: GraduateKeys,
): Promise<{ match: GraduateMatch | null; allowance: Allowance }> {
  const employerId = verifiedUnitOf(actor);
  const { accountId } = actor;
  const allowance = await countSearch(deps.knex, { accountId, employerId });
  const idNumber = normaliseIdNumber(keys.idNumber);
  const found = await findGraduate(deps, { ...keys, idNumber, employerId });
  const { graduateId, graduateRevision } = found;
  const [search] = await deps
    .knex('graduate_search')
    .insert({ employerId, accountId, graduateId, graduateRevision, searchedAt: found.now })
    .returning<{ id: string }[]>('id');
  if (graduateId === null || !search) return { match: null, allowance };
  return { match: matchOf(found, { searchId: search.id, idNumber }), allowance };
}

function matchOf(found: FoundRow, { searchId, idNumber }: { searchId: string; idNumber: string }): GraduateMatch {
  const { name, schoolName, educationLevel, major, cohort, alreadyFavorite } = found;
  const idNumberMasked = maskIdNumber(idNumber);
  return { searchId, name, idNumberMasked, schoolName, educationLevel, major, cohort, alreadyFavorite };
}

/** One row in any case, with the present instant; the newest cohort's record that the school has not removed. */
async function findGraduate(
  { knex, clock, personalData }: CommandDependencies,
  { name, idNumber, schoolCode, employerId }: GraduateKeys & { employerId: string },
): Promise<FoundRow> {
  const {
    rows: [row],
  } = await knex.raw<{ rows: FoundRow[] }>(
    `select present.now, m.id as graduate_id, m.revision as graduate_revision, m.name, m.school_name, m.education_level, m.major, m.cohort_year as cohort,
       exists (select from favorite f where f.employer_id = :employerId and f.graduate_id = m.id and f.removed_at is null
         and ${favoriteIsCurrent('f', 'm')}) as already_favorite
     from (select :now as now) present left join lateral (
       select g.*, sc.name as school_name from graduate g join school sc on sc.school_code = g.school_code
       where g.id_number_hash = :idNumberHash and g.school_code = :schoolCode and g.name_normalised = :name
         and g.removed_at is null
       order by g.cohort_year desc limit 1
     ) m on true`,
    {
      employerId,
      schoolCode,
      idNumberHash: personalData.hash(idNumber),
      name: normaliseName(name),
      now: knex.raw(await clock()),
    },
  );
  if (!row) throw new Error('NO_CLOCK');
  return row;
}
