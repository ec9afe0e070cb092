import type { Knex } from 'knex';
import { Favorite } from '../database/models/favorite.ts';
import { Graduate } from '../database/models/graduate.ts';
import { favoriteIsCurrent } from '../database/queries/favorite-current.ts';
import { plusSeconds, type Instant } from '../domain/calendar.ts';
import { DomainError } from '../domain/errors.ts';
import type { EmployerUser } from '../domain/permissions.ts';
import type { CommandDependencies } from './dependencies.ts';
import { verifiedUnitOf } from './verified-unit.ts';

/** How long after a search its finder may add who was found. */
const searchLifetimeSeconds = 15 * 60;

/** What is to be added: who the search found, and a note of the unit's own. */
export interface NewFavorite {
  searchId: string;
  remark?: string | undefined;
}

/**
 * 加入收藏夹: freezes a graduate as the school's record shows them now. Added already → the entry that is there, `created`
 * false, with the new remark where one is given; one that is outdated, by a correction of the school or a signing that became invalid, is
 * replaced, and keeps its remark unless one is given. Throws VALIDATION_FAILED at /searchId when the search is not
 * the caller's own, found nobody, is older than 15 minutes, or showed what the school has corrected since. Source: domain.md §5.
 */
export async function addFavorite(
  { knex, clock }: CommandDependencies,
  actor: EmployerUser,
  { searchId, remark }: NewFavorite,
): Promise<{ favoriteId: string; created: boolean }> {
  const employerId = verifiedUnitOf(actor);
  const { accountId } = actor;
  const present = knex.raw(await clock());
  return knex.transaction(async (trx) => {
    const search = await findSearch(trx, { searchId, accountId, employerId }, present);
    // Held against a correction by the school, so that what is frozen is one state of the record and not two.
    const graduate = await Graduate.query(trx).findById(search.graduateId).whereNull('removedAt').forShare();
    if (graduate?.revision !== search.graduateRevision) throw wrongSearch('OUTDATED');
    const there = await Favorite.query(trx)
      .findOne({ employerId, graduateId: graduate.id })
      .whereNull('removedAt')
      .forUpdate();
    if (there && (await isCurrent(trx, there.id))) {
      if (remark !== undefined) await there.$query(trx).patch({ remark });
      return { favoriteId: there.id, created: false };
    }
    if (there) await there.$query(trx).patch({ removedAt: search.now });
    return insertOnce(
      trx,
      await frozen(trx, graduate, {
        ...{ employerId, addedBy: accountId, addedAt: search.now },
        remark: remark ?? there?.remark ?? null,
      }),
    );
  });
}

async function isCurrent(trx: Knex.Transaction, favoriteId: string): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: object[] }>(
    `select from favorite f join graduate g on g.id = f.graduate_id where f.id = ? and ${favoriteIsCurrent('f', 'g')}`,
    favoriteId,
  );
  return rows.length > 0;
}

/** Who a search found, at which revision of the school's record. */
interface FoundGraduate {
  graduateId: string;
  graduateRevision: number;
  now: Instant;
}

async function findSearch(
  trx: Knex.Transaction,
  { searchId, accountId, employerId }: { searchId: string; accountId: string; employerId: string },
  present: Knex.Raw,
): Promise<FoundGraduate> {
  const search = await trx('graduate_search')
    .where({ id: searchId, accountId, employerId })
    .whereNotNull('graduateId')
    .select('graduateId', 'graduateRevision', 'searchedAt', { now: present })
    .first<(FoundGraduate & { searchedAt: Instant }) | undefined>();
  if (!search) throw wrongSearch('NOT_FOUND');
  if (plusSeconds(search.searchedAt, searchLifetimeSeconds) < search.now) throw wrongSearch('OUTDATED');
  return search;
}

async function frozen(
  trx: Knex.Transaction,
  graduate: Graduate,
  added: { employerId: string; addedBy: string; remark: string | null; addedAt: Instant },
): Promise<Partial<Favorite>> {
  const school = await trx('school').where({ schoolCode: graduate.schoolCode }).first<{ name: string }>('name');
  return {
    ...added,
    graduateId: graduate.id,
    cohortYear: graduate.cohortYear,
    graduateName: graduate.name,
    idNumberEncrypted: graduate.idNumberEncrypted,
    idNumberHash: graduate.idNumberHash,
    schoolCode: graduate.schoolCode,
    schoolName: school.name,
    educationLevel: graduate.educationLevel,
    major: graduate.major,
    graduateRevision: graduate.revision,
  };
}

// A colleague may add the same graduate at the same moment; then theirs is the entry.
async function insertOnce(
  trx: Knex.Transaction,
  favorite: Partial<Favorite>,
): Promise<{ favoriteId: string; created: boolean }> {
  const [inserted] = await trx('favorite')
    .insert(favorite)
    .onConflict(trx.raw('(employer_id, graduate_id) where removed_at is null'))
    .ignore()
    .returning<{ id: string }[]>('id');
  if (inserted) return { favoriteId: inserted.id, created: true };
  const { employerId, graduateId } = favorite;
  const theirs = await Favorite.query(trx).findOne({ employerId, graduateId }).whereNull('removedAt').throwIfNotFound();
  return { favoriteId: theirs.id, created: false };
}

function wrongSearch(code: 'NOT_FOUND' | 'OUTDATED'): DomainError {
  return new DomainError('VALIDATION_FAILED', { errors: [{ pointer: '/searchId', code }] });
}
