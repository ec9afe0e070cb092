import type { Knex } from 'knex';
import { favoriteIsCurrent } from '../../database/queries/favorite-current.ts';
import { readSchoolDirectory } from '../../database/queries/school-directory.ts';
import { presentInstant } from '../../database/queries/present-instant.ts';
import { inTransaction } from '../../database/transactions.ts';
import { shanghaiDate, type Instant } from '../../domain/calendar.ts';
import { readFavoriteRow, type FavoriteRow } from '../../domain/favorite-import.ts';
import {
  takePage,
  writeOutcomes,
  type GoThroughPage,
  type ImportDependencies,
  type RowOutcome,
  type WaitingRow,
} from './page.ts';

/** So few that a kill in the middle of 500 rows meets some pages done and some not. */
const pageSizeMax = 125;

/** Whose favorites, and who adds them. */
interface Adder {
  employerId: string;
  accountId: string;
  now: Instant;
}

interface Found {
  rowNumber: number;
  remark: string | null;
  graduateId: string | null;
  graduateRevision: number | null;
  alreadyFavorite: boolean;
}

/**
 * A page of a file of favorites: each row is looked for as a single search looks, logged as one, and added as one is added, in
 * a handful of statements for all of them, the same whatever they find. Source: domain.md §5.
 */
export function createFavoritesPage(deps: ImportDependencies): GoThroughPage {
  return (importId) =>
    inTransaction(deps.knex, async (trx) => {
      const page = await takePage({ ...deps, knex: trx }, importId, pageSizeMax);
      if (!page) return 'DONE';
      const { held, rows } = page;
      const { accountId, employerId } = held;
      if (employerId === null) throw new Error('NO_UNIT');
      const now = await presentInstant(trx, deps.clock);
      const adder = { employerId, accountId, now };
      await writeOutcomes(trx, importId, await outcomesOf({ ...deps, knex: trx }, adder, rows));
      await deps.faults('page-open');
      return 'MORE';
    });
}

async function outcomesOf(
  deps: ImportDependencies & { knex: Knex.Transaction },
  adder: Adder,
  rows: readonly WaitingRow[],
): Promise<RowOutcome[]> {
  const { knex: trx } = deps;
  if (!(await mayStillAdd(trx, adder)))
    return rows.map(({ rowNumber }) => ({
      ...{ rowNumber, outcome: 'REFUSED', reasons: [{ code: 'UNIT_NOT_VERIFIED' }] },
    }));
  const found = await search(deps, adder, rows);
  const added = await add(trx, adder, toAdd(found));
  const outcomes = found.flatMap((row) => outcomeOf(row, added));
  const searched = new Set(outcomes.map(({ rowNumber }) => rowNumber));
  await logSearches(
    trx,
    adder,
    found.filter(({ rowNumber }) => searched.has(rowNumber)),
  );
  return outcomes;
}

/** What was asked for while the unit was verified and the user belonged to it is done only as long as both hold. */
async function mayStillAdd(trx: Knex.Transaction, { employerId, accountId }: Adder): Promise<boolean> {
  const membership: unknown = await trx('employer_membership as m')
    .join('employer as e', 'e.id', 'm.employer_id')
    .where({ 'm.employerId': employerId, 'm.accountId': accountId, 'm.status': 'APPROVED' })
    .where('e.verificationState', 'VERIFIED')
    .first('m.id');
  return membership !== undefined;
}

async function search(
  { knex: trx, personalData }: ImportDependencies & { knex: Knex.Transaction },
  { employerId, now }: Adder,
  rows: readonly WaitingRow[],
): Promise<Found[]> {
  const schools = await readSchoolDirectory(trx);
  const keys = rows.map(({ rowNumber, cells }) => {
    const { name, idNumber, school, remark } = readAgain(cells, now);
    const hash = personalData.hash(idNumber).toString('hex');
    return { row_number: rowNumber, name, id_number_hash: hash, school_codes: schools(school), remark };
  });
  const { rows: found } = await trx.raw<{ rows: Found[] }>(
    `select k.row_number, k.remark, m.id as graduate_id, m.revision as graduate_revision,
       exists (select from favorite f where f.employer_id = :employerId and f.graduate_id = m.id and f.removed_at is null
         and ${favoriteIsCurrent('f', 'm')}) as already_favorite
     from jsonb_to_recordset(:keys) as k (row_number integer, name text, id_number_hash text, school_codes text[], remark text)
     left join lateral (
       select g.id, g.revision from graduate g
       where g.id_number_hash = decode(k.id_number_hash, 'hex') and g.school_code = any(k.school_codes)
         and g.name_normalised = k.name and g.removed_at is null
       order by g.cohort_year desc, g.id limit 1
     ) m on true
     order by k.row_number`,
    { employerId, keys: JSON.stringify(keys) },
  );
  return found;
}

/** It said something to look for when it was stored. */
function readAgain(cells: WaitingRow['cells'], now: Instant): FavoriteRow {
  const { row } = readFavoriteRow(cells, shanghaiDate(now));
  if (row === null) throw new Error('ROW_CHANGED');
  return row;
}

/** The first row of each graduate who is not there yet. */
function toAdd(found: readonly Found[]): Found[] {
  const seen = new Set<string | null>();
  return found.filter(({ graduateId, alreadyFavorite }) => {
    if (graduateId === null || alreadyFavorite || seen.has(graduateId)) return false;
    seen.add(graduateId);
    return true;
  });
}

/**
 * Adds them as the school's record shows them now; an entry that is outdated is replaced, and its remark stays where the row has
 * none. Answers the rows that were added: not those that a colleague adds, or the school removes, at the same moment.
 */
async function add(trx: Knex.Transaction, { employerId, accountId, now }: Adder, rows: readonly Found[]) {
  if (rows.length === 0) return new Set<number>();
  const wanted = rows.map(({ rowNumber, graduateId, remark }) => ({
    ...{ row_number: rowNumber, graduate_id: graduateId, remark },
  }));
  const { rows: replaced } = await trx.raw<{ rows: { graduateId: string; remark: string | null }[] }>(
    `update favorite f set removed_at = :now
     from jsonb_to_recordset(:wanted) as w (graduate_id uuid) join graduate g on g.id = w.graduate_id
     where f.employer_id = :employerId and f.graduate_id = w.graduate_id and f.removed_at is null
       and not ${favoriteIsCurrent('f', 'g')}
     returning f.graduate_id, f.remark`,
    { employerId, now, wanted: JSON.stringify(wanted) },
  );
  const remarks = new Map(replaced.map(({ graduateId, remark }) => [graduateId, remark]));
  const kept = wanted.map((row) => ({ ...row, remark: row.remark ?? remarks.get(row.graduate_id ?? '') ?? null }));
  const { rows: added } = await trx.raw<{ rows: { graduateId: string }[] }>(
    `insert into favorite (employer_id, graduate_id, cohort_year, graduate_name, id_number_encrypted, id_number_hash,
       school_code, school_name, education_level, major, graduate_revision, remark, added_by, added_at)
     select :employerId, g.id, g.cohort_year, g.name, g.id_number_encrypted, g.id_number_hash,
       g.school_code, s.name, g.education_level, g.major, g.revision, w.remark, :accountId, :now
     from jsonb_to_recordset(:wanted) as w (row_number integer, graduate_id uuid, remark text)
     join graduate g on g.id = w.graduate_id and g.removed_at is null
     join school s on s.school_code = g.school_code
     order by w.row_number
     on conflict (employer_id, graduate_id) where removed_at is null do nothing
     returning graduate_id`,
    { employerId, accountId, now, wanted: JSON.stringify(kept) },
  );
  const graduates = new Set(added.map(({ graduateId }) => graduateId));
  return new Set(rows.flatMap(({ rowNumber, graduateId }) => (graduates.has(graduateId ?? '') ? [rowNumber] : [])));
}

/** What a row came to; nothing yet where somebody came between: the next page looks again. */
function outcomeOf({ rowNumber, graduateId, alreadyFavorite }: Found, added: ReadonlySet<number>): RowOutcome[] {
  if (graduateId === null) return [{ rowNumber, outcome: 'NOT_MATCHED', reasons: [{ code: 'NO_MATCH' }] }];
  if (alreadyFavorite) return [{ rowNumber, outcome: 'ALREADY_ADDED', reasons: [{ code: 'IN_FAVORITES' }] }];
  return added.has(rowNumber) ? [{ rowNumber, outcome: 'ADDED' }] : [];
}

async function logSearches(
  trx: Knex.Transaction,
  { employerId, accountId, now }: Adder,
  found: readonly Found[],
): Promise<void> {
  const searches = found.map(({ graduateId, graduateRevision }) => ({
    ...{ graduate_id: graduateId, graduate_revision: graduateRevision },
  }));
  await trx.raw(
    `insert into graduate_search (employer_id, account_id, graduate_id, graduate_revision, searched_at)
     select :employerId, :accountId, s.graduate_id, s.graduate_revision, :now
     from jsonb_to_recordset(:searches) as s (graduate_id uuid, graduate_revision integer)`,
    { employerId, accountId, now, searches: JSON.stringify(searches) },
  );
}
