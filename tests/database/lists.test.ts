import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { limit, listCases } from '../../benchmarks/list-cases.ts';
import { seedOthers, seedOwners, seedUnit, type ListOwners } from '../../benchmarks/list-data.ts';
import { rowsRead } from '../../benchmarks/list-plans.ts';
import { databaseClock } from '../../database/clock.ts';
import { openDatabase } from '../../database/knex.ts';
import type { Position } from '../../database/queries/keyset.ts';
import { listSignings } from '../../database/queries/signing-lists.ts';
import { pairsIn } from '../../domain/signing-tabs.ts';
import { createTestDatabase } from '../support/servers.ts';

/** So many that a plan which reads them all, rather than what a page shows, stands out. */
const signings = 8_000;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let knex: Knex;
let owners: ListOwners;
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
