import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { openDatabase } from '../../database/knex.ts';
import { createTestDatabase } from '../support/servers.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let knex: Knex;
beforeAll(async () => {
  database = await createTestDatabase();
  knex = openDatabase(database.url, { poolMax: 1 });
  await knex.raw('create table thing (id integer primary key)');
  await knex.raw('insert into thing values (?)', [1]);
});
afterAll(async () => {
  await knex.destroy();
  await database.drop();
});

const things = () => knex('thing').where({ id: 1 }).select('*');

test('a statement is prepared once per connection', async () => {
  await things();
  await things();
  const { rows } = await knex.raw<{ rows: { statement: string }[] }>(
    `select statement from pg_prepared_statements where statement like ?`,
    ['select * from "thing"%'],
  );
  expect(rows).toHaveLength(1);
});

test('a migration under a prepared statement is not noticed by those who ask', async () => {
  await things();
  await knex.raw('alter table thing add column note text');
  expect(await things()).toEqual([{ id: 1, note: null }]);
  expect(await things()).toEqual([{ id: 1, note: null }]);
});
