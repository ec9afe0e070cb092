import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { openDatabase } from '../database/knex.ts';
import { migrateToLatest } from '../database/migrate.ts';
import { personalDataWith } from '../database/personal-data.ts';
import { seedDemo } from '../database/seeds/demo.ts';

/** Brings the database to the newest schema; with --demo also fills in the demo data, in embedded mode only. */
const { values } = parseArgs({ options: { demo: { type: 'boolean', default: false } } });
const config = readConfig();
if (values.demo && config.APP_MODE !== 'embedded') {
  process.stderr.write('Demo data exist in embedded mode only.\n');
  process.exit(78);
}

await migrateToLatest(config.DATABASE_URL);
if (values.demo) {
  const knex = openDatabase(config.DATABASE_URL, { poolMax: 2 });
  try {
    await seedDemo(knex, personalDataWith({ dataKeys: config.DATA_KEYS, hashKey: config.HASH_KEY }));
  } finally {
    await knex.destroy();
  }
}
