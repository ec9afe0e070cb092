import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { createNamespace } from '../support/namespaces.ts';
import { createTestDatabase, testVariable } from '../support/servers.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let connection: Connection;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = await Connection.connect({ address: testVariable('TEST_TEMPORAL_ADDRESS') });
});

afterAll(async () => {
  await connection.close();
  await database.drop();
});

test('a test database has the newest schema and belongs to its test file alone', async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query('select count(*)::int as migrations from knex_migrations');
  await client.end();
  expect(rows[0].migrations).toBeGreaterThan(0);
  expect(database.url).not.toBe(testVariable('TEST_DATABASE_URL'));
});

test('the database knows letters of every script, so that a search by parts of a Chinese name finds it', async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query(`select lower('ÄÖ') as lower, '林晓雨' ~ '^\\w+$' as letters`);
  await client.end();
  expect(rows[0]).toEqual({ lower: 'äö', letters: true });
});

test('a fresh namespace takes a workflow with the search attributes of the product at once', async () => {
  const client = new Client({ connection, namespace: await createNamespace() });
  const searchAttributes = { AppKind: ['signing'], AppCohort: ['2027'] };
  const handle = await client.workflow.start('nobodyRunsThis', {
    taskQueue: 'none',
    workflowId: 'one',
    searchAttributes,
  });
  expect((await handle.describe()).searchAttributes).toMatchObject(searchAttributes);
});
