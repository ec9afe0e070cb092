import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { addNamespace, addSearchAttributes } from '../../scripts/support/temporal-admin.ts';
import { searchAttributes } from '../../scripts/support/temporal.ts';

export { freePort } from '../../scripts/support/ports.ts';

/** The value of a variable that global set-up made. */
export function testVariable(
  name:
    | 'TEST_DATABASE_URL'
    | 'TEST_TEMPORAL_ADDRESS'
    | 'TEST_TEMPORAL_CLI'
    | 'TEST_TIME_SKIPPING_SERVER'
    | 'TEST_WORKFLOW_BUNDLE',
): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is missing: these tests run under jest with its global set-up`);
  return value;
}

/** A database of one's own, migrated and empty: a copy of the template, made in about 0.1 s. */
export async function createTestDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const template = new URL(testVariable('TEST_DATABASE_URL'));
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const from = template.pathname.slice(1);
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

/** A fresh namespace with the product's search attributes on the shared dev server; its name. */
export async function createNamespace(): Promise<string> {
  const address = testVariable('TEST_TEMPORAL_ADDRESS');
  const namespace = `test-${randomUUID()}`;
  await addNamespace(address, namespace);
  await addSearchAttributes(address, namespace, searchAttributes);
  return namespace;
}
