import { fileURLToPath } from 'node:url';
import { banner } from './support/banner.ts';
import { writableCache } from './support/cache.ts';
import { DataFolder, type PortName } from './support/data-folder.ts';
import { embeddedEnvironment, embeddedNamespace, readSettings } from './support/embedded-environment.ts';
import { EngineStore } from './support/engine-store.ts';
import { isReady } from './support/health.ts';
import { Launch } from './support/launch.ts';
import { isPortFree } from './support/ports.ts';
import { stateOf } from './support/sources.ts';
import { keepDatabase, keepEngine } from './support/stores.ts';
import { temporalCli } from './support/temporal-binaries.ts';
import { findWorkflowBundle } from './support/workflow-bundle.ts';

const startedAt = performance.now();
const say = (line: string) => {
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  process.stdout.write(`${seconds.padStart(6)} s  ${line}\n`);
};

/**
 * `npm start`: the whole platform from one command. PostgreSQL and Temporal, then schema and demo data, then worker
 * and server, all under DATA_DIR. Resolves when everything answers; the launch keeps it so.
 */
async function start(launch: Launch): Promise<void> {
  const { folder } = launch;
  const settings = readSettings(process.env);
  await clearTheWay(folder, settings);
  const isNewDatabase = !folder.has('postgres');
  const keys = folder.keys();
  const ports = await folder.ports();
  const cache = writableCache(folder.at('cache'));
  const cli = await temporalCli(say, cache);

  say(isNewDatabase ? 'PostgreSQL and Temporal: making their stores' : 'PostgreSQL and Temporal: starting');
  const store = new EngineStore(folder.at('temporal'));
  let onEngineStart = () => {};
  const [postgres, engine, workflowBundle] = await Promise.all([
    keepDatabase(launch, ports, keys),
    keepEngine(launch, ports, { cli, store, onStart: () => onEngineStart() }),
    bundleOf(launch, cache),
  ]);
  const temporalUiUrl = `http://127.0.0.1:${ports.temporalUi}`;
  const addresses = { databaseUrl: postgres.url, temporalAddress: engine.address, temporalUiUrl };
  const filesDir = folder.at('files');
  const env = embeddedEnvironment({ env: process.env, settings, keys, filesDir, ...addresses, workflowBundle });

  const schema = stateOf('config.ts', 'database', 'domain', 'scripts/migrate.ts', 'package-lock.json');
  if (isNewDatabase || !folder.isDone('migrated', schema)) {
    say('Database: schema and demo data');
    await launch.run('migrate', ['scripts/migrate.ts', '--demo'], env);
    folder.noteDone('migrated', schema);
  }
  // Nothing can be open yet in a database this launch made.
  if (isNewDatabase) store.noteFilled();

  say('Worker and server: starting');
  await keepPrograms(launch, env, { ports, reachedAt: settings.reachedAt });

  const refill = async () => {
    if (store.isFilled) return;
    say('Temporal has a new store: starting in it again what is open in the database');
    await launch.run('rebuild', ['scripts/rebuild-engine.ts'], env);
    store.noteFilled();
  };
  await refill();
  onEngineStart = () => void launch.untilDone('Filling the new store', refill);
  say('Everything answers');
  const temporalUi = `${temporalUiUrl}/namespaces/${embeddedNamespace}/workflows`;
  process.stdout.write(banner({ origin: `http://localhost:${settings.port}`, temporalUi, logs: launch.logs }));
}

/** Starts worker and server and keeps them running; resolves when one polls and the other answers. */
async function keepPrograms(
  launch: Launch,
  env: NodeJS.ProcessEnv,
  { ports, reachedAt }: { ports: Record<PortName, number>; reachedAt: string },
): Promise<void> {
  const worker = await launch.keepProgram('worker', { ...env, METRICS_PORT: String(ports.workerMetrics) }, 20_000);
  const server = await launch.keepProgram('server', { ...env, METRICS_PORT: String(ports.serverMetrics) }, 15_000);
  await Promise.all([
    launch.whenReady('worker', worker, () => isReady(`http://127.0.0.1:${ports.workerMetrics}/health/ready`)),
    launch.whenReady('server', server, () => isReady(`http://${reachedAt}/health/ready`, { engine: 'ok' })),
  ]);
}

async function clearTheWay(folder: DataFolder, { port, host }: { port: number; host: string }): Promise<void> {
  say(`Data folder: ${folder.dir}`);
  const orphans = await folder.endOrphans();
  if (orphans.length > 0) say(`Ended what a killed start had left running: ${orphans.join(', ')}`);
  if (!(await isPortFree(port, host))) {
    const other = port > 65_000 ? 3_000 : port + 100;
    throw new Error(`PORT: somebody else uses port ${port}. Choose another one: PORT=${other} npm start`);
  }
}

/** Made beforehand, a bundle saves the worker two to three seconds at each start. */
async function bundleOf(launch: Launch, cache: string): Promise<string> {
  if (!findWorkflowBundle(cache)) await launch.run('bundle', ['scripts/bundle-workflows.ts', cache], process.env);
  return findWorkflowBundle(cache) ?? '';
}

/** npm runs us by way of a shell that does not pass SIGTERM on: it just dies, and we have another parent. */
function whenNpmIsGone(stop: () => void): void {
  const parent = process.ppid;
  if (process.env['npm_lifecycle_event'] !== 'start') return;
  setInterval(() => process.ppid !== parent && stop(), 250).unref();
}

async function main(): Promise<void> {
  const folder = new DataFolder(process.env['DATA_DIR'] || fileURLToPath(new URL('../.data', import.meta.url)));
  folder.acquire();
  const launch = new Launch(folder, say);
  const stopAsked = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, resolve);
    whenNpmIsGone(resolve);
  });
  try {
    await Promise.race([stopAsked, start(launch).then(() => stopAsked)]);
    say('Stopping: server, worker, Temporal, PostgreSQL');
  } finally {
    await launch.stop();
    folder.release();
  }
  say('Stopped; all data are kept');
}

// Whoever read our output may be gone before us.
process.stdout.on('error', () => undefined);
try {
  await main();
  process.exit(0);
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
