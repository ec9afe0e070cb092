import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { startTemporal } from '../../scripts/support/temporal.ts';
import { createNamespace } from '../support/namespaces.ts';
import { createTestDatabase, freePort, testVariable } from '../support/servers.ts';

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

describe('the engine is started beside somebody who takes ports', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'signing-servers-'));
  const somebody = createServer();
  let taken: number;
  const starting = (port: number, otherPort: () => Promise<number>) =>
    startTemporal({
      ...{ cli: testVariable('TEST_TEMPORAL_CLI'), port, otherPort, namespace: 'beside', killOnStop: true },
      logFile: path.join(folder, 'temporal.log'),
    });
  beforeAll(async () => {
    await new Promise<void>((resolve) => somebody.listen(0, '127.0.0.1', resolve));
    taken = (somebody.address() as AddressInfo).port;
  });
  afterAll(() => {
    somebody.close();
    rmSync(folder, { recursive: true });
  });

  test.each([
    ['HTTP', [true, false]],
    ['metrics', [false, true]],
  ])(
    'its own port of %s is chosen anew where it was taken since it was chosen',
    async (_, isTaken) => {
      const choices = [...isTaken];
      const engine = await starting(await freePort(), async () => (choices.shift() ? taken : freePort()));
      await engine.stop();
      expect(choices).toEqual([]);
    },
    40_000,
  );

  test('the port that others are told of is not: it says that it is taken', async () => {
    await expect(starting(taken, freePort)).rejects.toThrow(
      new RegExp(`did not start on port ${taken}\\.[^]*address already in use`),
    );
  });
});
