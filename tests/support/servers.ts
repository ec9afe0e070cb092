import { randomUUID } from 'node:crypto';
import pg from 'pg';

export { freePort } from '../../scripts/support/ports.ts';

/** Names of the databases that test files copy: migrated, and with the demo data too. */
export const templates = { EMPTY: 'template_migrated', DEMO: 'template_demo' } as const;

/** A copy of a template. */
export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** The value of a variable that global set-up made. */
export function testVariable(
  name:
    | 'TEST_DATABASE_URL'
    | 'TEST_PROGRAMS'
    | 'TEST_TEMPORAL_ADDRESS'
    | 'TEST_TEMPORAL_CLI'
    | 'TEST_TIME_SKIPPING_SERVER'
    | 'TEST_WORKFLOW_BUNDLE',
): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is missing: these tests run under jest with its global set-up`);
  return value;
}

/** A database of one's own, migrated and empty or with the demo data: a copy of a template, made in about 0.1 s. */
export async function createTestDatabase(content: keyof typeof templates = 'EMPTY'): Promise<TestDatabase> {
  const template = new URL(testVariable('TEST_DATABASE_URL'));
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const from = templates[content];
  await administer((client) => client.query(`create database ${name} template ${from} strategy file_copy`));
  const url = new URL(template);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer((client) => client.query(`drop database ${name} with (force)`)) };
}

async function administer(act: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const url = new URL(testVariable('TEST_DATABASE_URL'));
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await act(client);
  } finally {
    await client.end();
  }
}
