import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '../../database/knex.ts';
import { migrateToLatest } from '../../database/migrate.ts';
import { personalDataWith } from '../../database/personal-data.ts';
import { seedDemo } from '../../database/seeds/demo.ts';
import { freePort } from '../../scripts/support/ports.ts';
import { startPostgres } from '../../scripts/support/postgres.ts';
import { temporalCli, temporalTestServer } from '../../scripts/support/temporal-binaries.ts';
import { startTemporal } from '../../scripts/support/temporal.ts';
import { cachedWorkflowBundle } from '../../scripts/support/workflow-bundle.ts';
import { builtPrograms } from './built-programs.ts';
import { templates } from './servers.ts';
import { testKeys } from './test-keys.ts';

type Stoppable = { pid: number; stop(): Promise<void> };

/**
 * The servers all test files share, their addresses put into process.env for the test processes:
 * TEST_DATABASE_URL (the templates' server), TEST_TEMPORAL_ADDRESS, TEST_TEMPORAL_CLI, TEST_TIME_SKIPPING_SERVER (the program),
 * TEST_WORKFLOW_BUNDLE (a file), TEST_PROGRAMS (a folder).
 */
export async function startTestServers(): Promise<{ stop(): Promise<void> }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'signing-tests-'));
  const running: Stoppable[] = [];
  // Jest leaves without its teardown when it is interrupted; then this is all that is left to do.
  const killAll = () => {
    for (const { pid } of running) quietly(() => process.kill(pid, 'SIGKILL'));
    quietly(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  };
  process.once('exit', killAll);
  const stop = async () => {
    await Promise.all(running.splice(0).map((server) => server.stop()));
    process.removeListener('exit', killAll);
    rmSync(folder, { recursive: true, force: true });
  };
  const keep = <T extends Stoppable>(server: T): T => (running.push(server), server);
  const parts = [database, devServer, timeSkippingServer, workflowBundle, programs].map((start) => start(folder, keep));
  const results = await Promise.allSettled(parts);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  return { stop };
}

type Keep = <T extends Stoppable>(server: T) => T;
const say = (line: string) => void process.stderr.write(`${line}\n`);

async function database(folder: string, keep: Keep): Promise<void> {
  const account = { user: 'tester', password: 'tester', database: templates.EMPTY };
  const dir = path.join(folder, 'postgres');
  const server = keep(await startPostgres({ dir, port: await freePort(), ...account, fast: true }));
  await migrateToLatest(server.url);
  await makeDemoTemplate(server.url);
  process.env['TEST_DATABASE_URL'] = server.url;
}

async function makeDemoTemplate(migratedUrl: string): Promise<void> {
  const url = new URL(migratedUrl);
  url.pathname = '/postgres';
  const server = openDatabase(url.href, { poolMax: 1 });
  await server.raw(`create database ${templates.DEMO} template ${templates.EMPTY}`);
  await server.destroy();
  url.pathname = `/${templates.DEMO}`;
  const demo = openDatabase(url.href, { poolMax: 1 });
  await seedDemo(demo, personalDataWith(testKeys));
  await demo.destroy();
}

async function devServer(folder: string, keep: Keep): Promise<void> {
  const cli = await temporalCli(say);
  const server = await startTemporal({
    cli,
    port: await freePort(),
    namespace: 'signing-platform',
    logFile: path.join(folder, 'temporal.log'),
    killOnStop: true,
    settings: [
      // Test files look things up more often than an office does.
      ...['frontend.namespaceRPS.visibility=10000', 'frontend.namespaceRPS=100000'],
      // Five failures in a row, the server's own number, take half a minute.
      'system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute=2',
    ],
  });
  keep(server);
  process.env['TEST_TEMPORAL_ADDRESS'] = server.address;
  process.env['TEST_TEMPORAL_CLI'] = cli;
}

/** Only where the program lies: its time is one for all, so whoever turns it starts one of their own. */
async function timeSkippingServer(): Promise<void> {
  process.env['TEST_TIME_SKIPPING_SERVER'] = await temporalTestServer(say);
}

async function workflowBundle(): Promise<void> {
  process.env['TEST_WORKFLOW_BUNDLE'] = await cachedWorkflowBundle();
}

async function programs(): Promise<void> {
  process.env['TEST_PROGRAMS'] = await builtPrograms();
}

function quietly(act: () => void): void {
  try {
    act();
  } catch {
    // It has ended by itself.
  }
}
