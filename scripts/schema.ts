import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../database/knex.ts';
import { migrateToLatest } from '../database/migrate.ts';
import { dumpSchema } from '../database/schema-dump.ts';
import { freePort } from './support/ports.ts';
import { startPostgres } from './support/postgres.ts';

/** Writes database/schema.sql anew, from the migrations on an empty database. */
const folder = mkdtempSync(path.join(tmpdir(), 'schema-'));
const account = { user: 'schema', password: 'schema', database: 'schema' };
const server = await startPostgres({
  dir: path.join(folder, 'postgres'),
  port: await freePort(),
  ...account,
  fast: true,
});
try {
  await migrateToLatest(server.url);
  const knex = openDatabase(server.url, { poolMax: 1 });
  try {
    writeFileSync(fileURLToPath(new URL('../database/schema.sql', import.meta.url)), await dumpSchema(knex));
  } finally {
    await knex.destroy();
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
