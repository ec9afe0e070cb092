import { restartMissing } from '../activities/upkeep.ts';
import { openEngine } from '../commands/engine.ts';
import { engineAddress, readConfig } from '../config.ts';
import { openDatabase } from '../database/knex.ts';
import { openLog } from '../observability/log.ts';
import { runningEnvironment } from './support/running-environment.ts';

/**
 * Rebuilds the engine from the database: the Schedules, and the workflow of each process that is open or has something left to
 * do. Safe at any time: what runs already is left alone. The namespace and its search attributes must be there.
 */
const config = readConfig(runningEnvironment(process.env));
const knex = openDatabase(config.DATABASE_URL, { poolMax: 2 });
const engine = openEngine(engineAddress(config));
try {
  await engine.ensureSchedules();
  const started = await restartMissing({ knex, engine, log: openLog('worker', config.LOG_LEVEL) });
  process.stdout.write(`${started} processes started again\n`);
} finally {
  await engine.close();
  await knex.destroy();
}
