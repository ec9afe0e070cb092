import { findViolations } from '../commands/check-invariants.ts';
import { openEngine } from '../commands/engine.ts';
import { engineAddress, readConfig } from '../config.ts';
import { openDatabase } from '../database/knex.ts';
import { runningEnvironment } from './support/running-environment.ts';

/** Holds the whole database, and the engine, against the rules that must always be true. Exits 1 when one is broken. */
const config = readConfig(runningEnvironment(process.env));
const knex = openDatabase(config.DATABASE_URL, { poolMax: 2 });
const engine = openEngine(engineAddress(config));
try {
  const violations = await findViolations({ knex, engine });
  for (const { rule, id } of violations) process.stdout.write(`${rule}: not true of ${id}\n`);
  process.stdout.write(`${violations.length} violations\n`);
  process.exitCode = violations.length === 0 ? 0 : 1;
} finally {
  await engine.close();
  await knex.destroy();
}
