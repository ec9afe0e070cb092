import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { commonName, limit, listCases } from '../../benchmarks/list-cases.ts';
import { seedOthers, seedOwners, seedUnit, type ListOwners } from '../../benchmarks/list-data.ts';
import { rowsRead } from '../../benchmarks/list-plans.ts';
import { databaseClock } from '../../database/clock.ts';
import { openDatabase } from '../../database/knex.ts';
import type { Position } from '../../database/queries/keyset.ts';
import { listSignings } from '../../database/queries/signing-lists.ts';
import { pairsIn } from '../../domain/signing-tabs.ts';
import { createTestDatabase } from '../support/servers.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let knex: Knex;
let owners: ListOwners;
beforeAll(async () => {
  database = await createTestDatabase();
  knex = openDatabase(database.url, { poolMax: 2 });
  owners = await seedOwners(knex);
  await seedUnit(knex, owners, 4_000);
  await seedOthers(knex, owners, 4_001, 8_000);
  await knex.raw('vacuum analyze');
}, 60_000);
afterAll(async () => {
  await knex.destroy();
  await database.drop();
});

test('a page of any list reads no more than twice the rows it shows, on the first page and on the second', async () => {
  const tooMany: unknown[] = [];
  // Whoever searches by a surname alone has the list walked through; what the others read hangs on no name.
  const bounded = listCases(owners).filter(({ name }) => !name.endsWith(`name ${commonName}`));
  for (const { name, read } of bounded) {
    const second = await read(knex, null);
    for (const [which, after] of [
      ['first', null],
      ['second', second],
    ] as const) {
      const { toFind } = await rowsRead(knex, () => read(knex, after));
      if (toFind > 2 * limit) tooMany.push([name, which, toFind]);
    }
  }
  expect(tooMany).toEqual([]);
}, 240_000);

test('a name of one character is found by walking, as far as the page needs', async () => {
  const walked = listCases(owners).filter(({ name }) => name.endsWith(`name ${commonName}`));
  expect(walked.length).toBeGreaterThan(3);
  for (const { read } of walked) expect(await read(knex, null)).not.toBeNull();
});

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
