import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { limit, listCases } from '../../benchmarks/list-cases.ts';
import { seedOthers, seedOwners, seedUnit, type ListOwners } from '../../benchmarks/list-data.ts';
import { rowsRead } from '../../benchmarks/list-plans.ts';
import { databaseClock } from '../../database/clock.ts';
import { openDatabase } from '../../database/knex.ts';
import type { Position } from '../../database/queries/keyset.ts';
import { listFavorites } from '../../database/queries/favorites.ts';
import { listReviewCases, type ReviewCaseFilter } from '../../database/queries/review-cases.ts';
import { listSchoolGraduates } from '../../database/queries/school-graduates.ts';
import { listSchoolSignings } from '../../database/queries/school-signings.ts';
import { listSignings, type ListedSigning } from '../../database/queries/signing-lists.ts';
import { isOfTerminations, pairsIn } from '../../domain/signing-tabs.ts';
import { createTestDatabase } from '../support/servers.ts';

/** So many that a plan which reads them all, rather than what a page shows, stands out. */
const signings = 8_000;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let knex: Knex;
let owners: ListOwners;
const named = (rows: readonly ListedSigning[]) => rows.map(({ record }) => [record.signing.id, record.graduateName]);

beforeAll(async () => {
  database = await createTestDatabase();
  knex = openDatabase(database.url, { poolMax: 2 });
  owners = await seedOwners(knex);
  await seedUnit(knex, owners, signings / 2);
  await seedOthers(knex, owners, signings / 2 + 1, signings);
  await knex.raw('vacuum analyze');
}, 60_000);
afterAll(async () => {
  await knex.destroy();
  await database.drop();
});

test('a page of any list finds its rows among no more than twice as many, and looks up what it shows by keys', async () => {
  const tooMany: unknown[] = [];
  for (const { name, read } of listCases(owners)) {
    const second = await read(knex, null);
    for (const [which, after] of [
      ['first', null],
      ['second', second],
    ] as const) {
      const { toFind, toShow } = await rowsRead(knex, () => read(knex, after));
      if (toFind > 2 * limit || toShow > signings / 4) tooMany.push([name, which, toFind, toShow]);
    }
  }
  expect(tooMany).toEqual([]);
}, 240_000);

test('a part of a name finds those whose name contains it, in every list, and nobody else', async () => {
  const { employerId, schoolCode, collegeId } = owners;
  const long = '阿卜杜热合曼·买买提';
  const { rows } = await knex.raw<{ rows: { graduateId: string }[] }>(
    `with renamed as (select id, favorite_id, graduate_id from signing where employer_id = :employerId
         order by terminating desc, status desc limit 3),
       f as (update favorite set graduate_name = :long from renamed where favorite.id = renamed.favorite_id),
       g as (update graduate set name = :long from renamed where graduate.id = renamed.graduate_id),
       t as (update termination set graduate_name = :long from renamed where termination.signing_id = renamed.id),
       r as (update review_task set graduate_name = :long from renamed where process_id in (renamed.id, (
         select n.id from termination n where n.signing_id = renamed.id)))
     update signing set graduate_name = :long from renamed where signing.id = renamed.id returning signing.graduate_id`,
    { long, employerId },
  );
  expect(rows).toHaveLength(3);
  const all = { fetch: 20_000, after: null, count: false };
  const party = { employerId };
  const scope = { schoolCode, collegeId: null };
  const tab = (name: 'TERMINATING' | 'SIGNED') => ({
    pairs: pairsIn({ tab: name }),
    byTermination: isOfTerminations(name),
  });
  const turns = async (
    graduateName: string | undefined,
    filter: Pick<ReviewCaseFilter, 'state' | 'stage' | 'collegeId'>,
  ) =>
    (await listReviewCases(knex, databaseClock, { schoolCode, ...filter, graduateName }, all)).rows.map(
      ({ turn, record }) => [turn.id, record.graduateName],
    );
  type Read = (graduateName?: string) => Promise<(string | undefined)[][]>;
  const lists: Record<string, Read> = {
    signings: async (graduateName) =>
      named((await listSignings(knex, databaseClock, { party, graduateName }, all)).rows),
    terminating: async (graduateName) =>
      named((await listSignings(knex, databaseClock, { party, ...tab('TERMINATING'), graduateName }, all)).rows),
    'of a school': async (graduateName) =>
      named(
        (await listSchoolSignings(knex, databaseClock, { scope, filter: { ...tab('SIGNED'), graduateName } }, all))
          .rows,
      ),
    favorites: async (graduateName) =>
      (await listFavorites(knex, databaseClock, { employerId, graduateName }, all)).rows.map((row) => [
        row.id,
        row.graduateName,
      ]),
    graduates: async (graduateName) =>
      (await listSchoolGraduates(knex, scope, { removed: false, graduateName }, all)).rows.map((row) => [
        row.id,
        row.name,
      ]),
    open: (graduateName) => turns(graduateName, { state: 'OPEN' }),
    'open of a college': (graduateName) => turns(graduateName, { state: 'OPEN', stage: 'COLLEGE', collegeId }),
    decided: (graduateName) => turns(graduateName, { state: 'DECIDED' }),
    'decided by colleges': (graduateName) => turns(graduateName, { state: 'DECIDED', stage: 'COLLEGE' }),
  };
  for (const [list, read] of Object.entries(lists)) {
    const whole = await read();
    for (const part of ['沐宸', '桂娜', '王桂娜', '王桂', '·买', '杜热合曼·买买', long, '无此人'])
      expect([list, part, await read(part)]).toEqual([list, part, whole.filter(([, name]) => name?.includes(part))]);
  }
}, 60_000);

test('the pages of a merged list hold every row once, in the order of the whole, those of one moment too', async () => {
  const { employerId } = owners;
  await knex('signing')
    .where({ employerId })
    .update({ statusAt: knex.raw(`date_trunc('hour', status_at)`) });
  const filter = { party: { employerId }, pairs: pairsIn({ tab: 'SIGNING_FAILED' }) };
  const ids: string[] = [];
  for (let after: Position | null = null, isMore = true; isMore;) {
    const { rows } = await listSignings(knex, databaseClock, filter, { fetch: 201, after, count: false });
    ids.push(...rows.slice(0, 200).map(({ record }) => record.signing.id));
    after = rows[199]?.position ?? null;
    isMore = rows.length > 200;
  }
  const failed = ['DECLINED', 'RESPONSE_EXPIRED', 'REVIEW_REJECTED', 'WITHDRAWN'];
  const whole = await knex('signing')
    .where({ employerId })
    .whereIn('status', failed)
    .orderBy(['statusAt', 'id'].map((column) => ({ column, order: 'desc' })))
    .pluck<string[]>('id');
  expect(ids.length).toBeGreaterThan(1_000);
  expect(ids).toEqual(whole);
});
