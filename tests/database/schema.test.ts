import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { openDatabase } from '../../database/knex.ts';
import { migrateToLatest, migrateToNothing } from '../../database/migrate.ts';
import { migrationSource } from '../../database/migrations/index.ts';
import { personalDataWith } from '../../database/personal-data.ts';
import { addCalendarOfStaff, newestCalendar, shipCalendar } from '../../database/queries/working-calendar.ts';
import { dumpSchema } from '../../database/schema-dump.ts';
import { buildSigning } from '../support/build-signing.ts';
import { buildTermination } from '../support/build-termination.ts';
import { testKeys } from '../support/test-keys.ts';
import { createTestDatabase } from '../support/servers.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let knex: Knex;
beforeEach(async () => {
  database = await createTestDatabase();
  knex = openDatabase(database.url, { poolMax: 1, forMigrations: true });
});
afterEach(async () => {
  await knex.destroy();
  await database.drop();
});

const applied = () => knex('knex_migrations').pluck<string[]>('name');

/** Everything in the schema but the migration tool's own tables: tables, views, sequences, functions, types. */
async function thingsLeft(): Promise<string[]> {
  const { rows } = await knex.raw<{ rows: { name: string }[] }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relname not like 'knex_migrations%'
     union select proname from pg_proc where pronamespace = 'public'::regnamespace
     union select typname from pg_type where typnamespace = 'public'::regnamespace and typname not like '%knex_migrations%'`,
  );
  return rows.map(({ name }) => name);
}

test('database/schema.sql is what the migrations make', async () => {
  const written = readFileSync(new URL('../../database/schema.sql', import.meta.url), 'utf8');
  expect(await dumpSchema(knex)).toBe(written);
});

test('all migrations taken back leave nothing behind, and made again the same schema', async () => {
  const before = await dumpSchema(knex);
  await migrateToNothing(database.url);
  expect(await thingsLeft()).toEqual([]);

  await migrateToLatest(database.url);
  expect(await dumpSchema(knex)).toBe(before);
});

test('each migration taken back leaves the schema as it was before it', async () => {
  await migrateToNothing(database.url);
  const migrations = await migrationSource.getMigrations([]);
  const before: string[] = [];
  while (before.length < migrations.length) {
    before.push(await dumpSchema(knex));
    await knex.migrate.up({ migrationSource });
  }
  expect(new Set(before).size).toBe(migrations.length);
  for (const schema of before.reverse()) {
    await knex.migrate.down({ migrationSource });
    expect(await dumpSchema(knex)).toBe(schema);
  }
});

test('a decided body that was erased does not keep its migration from being taken back', async () => {
  const data = { knex, personalData: personalDataWith(testKeys) };
  await knex('cohort').insert([
    { year: 2026, opensOn: '2025-09-01', closesOn: '2026-08-31' },
    { year: 2027, opensOn: '2026-09-01', closesOn: '2027-08-31' },
  ]);
  const { id } = await buildSigning(data, { status: 'SIGNED' });
  const erased = await knex('command').where({ processId: id }).update({ bodyEncrypted: null });
  while ((await applied()).includes('0007_employer_verifications')) await knex.migrate.down({ migrationSource });
  const bodies = await knex('command').where({ processId: id }).select<object[]>('bodyEncrypted');
  expect(bodies).toEqual(Array.from({ length: erased }, () => ({ bodyEncrypted: 'erased' })));
});

test('fingerprints from before they were keyed become chance, but those of rows of a batch, which are found by them', async () => {
  const data = { knex, personalData: personalDataWith(testKeys) };
  await knex('cohort').insert({ year: 2027, opensOn: '2026-09-01', closesOn: '2027-08-31' });
  const { id } = await buildSigning(data, { status: 'SIGNED' });
  while ((await applied()).includes('0035_keyed_fingerprints')) await knex.migrate.down({ migrationSource });
  const hash = (text: string) => createHash('sha256').update(text).digest();
  const command = { processId: id, kind: 'withdraw', actorRelation: 'SYSTEM', requestId: 'r' };
  const decided = {
    outcome: 'REFUSED',
    receivedAt: new Date(),
    decidedAt: new Date(),
    bodyEncrypted: 'x',
    refusalCode: 'ACTION_NOT_ALLOWED',
  };
  const row = 'batch:1:1';
  await knex('command').insert([
    { ...command, ...decided, idempotencyKey: 'asked', fingerprint: hash('["POST","/","1.78",""]') },
    { ...command, ...decided, idempotencyKey: row, fingerprint: hash(row) },
  ]);
  await migrateToLatest(database.url);

  const [asked, ofBatch] = await knex('command')
    .whereIn('idempotencyKey', ['asked', row])
    .orderBy('idempotencyKey')
    .select<{ fingerprint: Buffer }[]>('fingerprint');
  expect([asked?.fingerprint.length, ofBatch?.fingerprint]).toEqual([32, hash(row)]);
  expect(asked?.fingerprint).not.toEqual(hash('["POST","/","1.78",""]'));
});

test('cases, reviews, bindings and agreements from before they held what they hold now get it', async () => {
  const data = { knex, personalData: personalDataWith(testKeys) };
  await knex('cohort').insert({ year: 2027, opensOn: '2026-09-01', closesOn: '2027-08-31' });
  const signing = await buildSigning(data, { status: 'SIGNED' });
  const termination = await buildTermination(data, signing, { status: 'SCHOOL_REVIEW' });
  while ((await applied()).includes('0043_names_on_cases')) await knex.migrate.down({ migrationSource });
  expect(await knex.schema.hasColumn('signing', 'graduate_name')).toBe(false);
  await migrateToLatest(database.url);
  const { name } = signing.graduate;
  for (const table of ['signing', 'termination'])
    expect(await knex(table).select('graduateName')).toEqual([{ graduateName: name }]);
  const turns = await knex('review_task').select<{ processId: string; graduateName: string }[]>();
  expect(new Set(turns.map(({ processId }) => processId))).toEqual(new Set([signing.id, termination.id]));
  expect(new Set(turns.map(({ graduateName }) => graduateName))).toEqual(new Set([name]));
  const [graduate] = await knex('graduate').select('idNumberHash', 'cohortYear');
  expect(await knex('graduate_binding').select('idNumberHash', 'cohortYear')).toEqual([graduate]);
  const [unit] = await knex('employer').select('gbIndustrySection');
  expect(await knex('agreement').select('gbIndustrySection')).toEqual([unit]);
});

test('to migrate a database that is up to date changes nothing; two at once do it once', async () => {
  await migrateToNothing(database.url);
  await Promise.all([migrateToLatest(database.url), migrateToLatest(database.url)]);
  const first = await dumpSchema(knex);
  await migrateToLatest(database.url);
  expect(await dumpSchema(knex)).toBe(first);
  const names = await applied();
  expect(new Set(names).size).toBe(names.length);
  expect(await knex('working_calendar').count()).toMatchObject([{ count: '1' }]);
});

test('a newer program’s calendar leaves the years that administrators told, but for what it alone knows officially', async () => {
  const accounts = await knex('account')
    .insert({ userType: 'STAFF', passwordHash: 'x' })
    .returning<{ id: string }[]>('id');
  const setBy = accounts[0]?.id ?? '';
  await knex('staff_account').insert({ accountId: setBy, signInName: 'calendar', role: 'ADMINISTRATOR' });
  const table = (official: boolean, day: string) => ({ official, holidays: [day], workdays: [] });
  const told = [
    ['2027', table(true, '2027-03-01')],
    ['2028', table(false, '2028-03-01')],
    ['2029', table(false, '2029-03-01')],
  ] as const;
  for (const [year, content] of told) await addCalendarOfStaff(knex, { year, table: content, setBy });
  const years = {
    '2026': table(true, '2026-01-01'),
    '2027': table(true, '2027-01-01'),
    '2028': table(true, '2028-01-01'),
  };
  for (let i = 0; i < 2; i += 1) await shipCalendar(knex, { version: 'test-1', years });
  expect(await newestCalendar(knex)).toEqual({
    version: 'test-1',
    years: { ...years, '2027': told[0][1], '2029': told[2][1] },
  });
});

test('a migration whose steps commit one by one may be run again, and a mark that a killed one left holds nobody up', async () => {
  const before = await dumpSchema(knex);
  const steps = (await migrationSource.getMigrations([])).filter((migration) => 'config' in migration);
  expect(steps.length).toBeGreaterThan(0);
  for (const { up } of steps) await up(knex);
  expect(await dumpSchema(knex)).toBe(before);
  await knex('knex_migrations_lock').update({ isLocked: 1 });
  await migrateToLatest(database.url);
  expect(await dumpSchema(knex)).toBe(before);
});

test('a column more or an index less is noticed by the dump', async () => {
  const before = await dumpSchema(knex);
  for (const change of [
    'alter table account add column extra text',
    'drop index command_undecided',
    'alter table effect drop constraint effect_ended',
    'alter table signing alter column remarks set not null',
    `alter table process alter column seq set default 1`,
    'drop trigger process_event_append_only on process_event',
    `create or replace function keep_events() returns trigger language plpgsql as $$ begin return new; end $$`,
  ]) {
    const trx = await knex.transaction();
    await trx.raw(change);
    expect([change, (await dumpSchema(trx)) === before]).toEqual([change, false]);
    await trx.rollback();
  }
});
