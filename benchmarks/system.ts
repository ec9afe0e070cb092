import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import type { Knex } from 'knex';
import { openDatabase } from '../database/knex.ts';
import { migrateToLatest } from '../database/migrate.ts';
import { personalDataWith, type PersonalData } from '../database/personal-data.ts';
import { startChild, type Child } from '../scripts/support/child.ts';
import { isReady } from '../scripts/support/health.ts';
import { freePort } from '../scripts/support/ports.ts';
import { startPostgres } from '../scripts/support/postgres.ts';
import { sendSignal, waitUntil } from '../scripts/support/processes.ts';
import { bundleFloor } from './bundle.ts';
import { namespace, startEngine, type EngineKind } from './engines.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A whole platform of real processes, and what a driver needs to load and to look at it. */
export interface BenchSystem {
  baseUrl: string;
  knex: Knex;
  personalData: PersonalData;
  /** A Temporal client of the driver, for the floor. */
  client: Client;
  /** Process ids by part: driver, server, worker, temporal, postgres, and temporalPostgres where there is one. */
  parts: Record<string, number>;
  engineVersion: string;
  logs: Record<'server' | 'worker', string>;
  /** Resolves when no effect is left to carry out and the engine has had a moment to write that down. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts PostgreSQL with its ordinary, durable settings, the engine, the worker with the floor beside it, and the server. */
export async function startSystem(
  kind: EngineKind,
  { say, env = {} }: { say: (line: string) => void; env?: NodeJS.ProcessEnv },
): Promise<BenchSystem> {
  const folder = mkdtempSync(path.join(tmpdir(), 'signing-bench-'));
  const spawned: number[] = [];
  const onSpawn = (pid: number) => void spawned.push(pid);
  // Whatever ends the driver must not leave servers or their files behind.
  const killAll = () => {
    for (const pid of spawned) sendSignal(pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', killAll);
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const end of stops.reverse()) await end();
    process.removeListener('exit', killAll);
    rmSync(folder, { recursive: true, force: true });
  };

  say(`Starting: PostgreSQL, Temporal (${kind}), worker, server`);
  const account = { user: 'platform', password: 'platform', database: 'platform' };
  const dir = path.join(folder, 'postgres');
  const postgres = await startPostgres({ dir, port: await freePort(), ...account, onSpawn });
  stops.push(() => postgres.stop());
  const engine = await startEngine(kind, { folder, say, onSpawn });
  stops.push(() => engine.stop());
  await migrateToLatest(postgres.url);
  const knex = openDatabase(postgres.url, { poolMax: 5 });
  stops.push(() => knex.destroy());
  await knex.raw('create table bench_row (id text primary key, at timestamptz not null default clock_timestamp())');

  const key = () => randomBytes(32).toString('base64');
  const keys = { dataKeys: [{ id: 'k1', key: key() }], hashKey: key() };
  const [port, workerMetrics, serverMetrics] = [await freePort(), await freePort(), await freePort()];
  const baseUrl = `http://127.0.0.1:${port}`;
  const logFolder = path.join(folder, 'logs');
  mkdirSync(logFolder);
  const program = (file: string, metricsPort: number): Promise<Child> =>
    startChild({
      command: process.execPath,
      args: ['--import', 'tsx', file],
      cwd: root,
      logFile: path.join(logFolder, `${path.basename(file)}.log`),
      onSpawn,
      stopSteps: [{ signal: 'SIGTERM', waitMs: 20_000 }],
      env: {
        PATH: process.env['PATH'],
        APP_MODE: 'embedded',
        PORT: String(port),
        METRICS_PORT: String(metricsPort),
        DATABASE_URL: postgres.url,
        TEMPORAL_ADDRESS: engine.address,
        DATA_KEYS: `k1:${keys.dataKeys[0]?.key}`,
        HASH_KEY: keys.hashKey,
        CURSOR_KEY: key(),
        PUBLIC_ORIGINS: baseUrl,
        SMS_PROVIDER: 'sandbox',
        MAIL_PROVIDER: 'sandbox',
        FILES_STORE: 'local',
        FILES_DIR: path.join(folder, 'files'),
        CAPTCHA_PROVIDER: 'none',
        BANK_PROVIDER: 'sandbox',
        WORKFLOW_BUNDLE: bundle,
        ...env,
      },
    });
  const bundle = await bundleFloor(folder);
  const worker = await program('benchmarks/worker.ts', workerMetrics);
  stops.push(() => worker.stop());
  await ready('worker', worker, () => isReady(`http://127.0.0.1:${workerMetrics}/health/ready`));
  const server = await program('server.ts', serverMetrics);
  stops.push(() => server.stop());
  await ready('server', server, () => isReady(`${baseUrl}/health/ready`, { engine: 'ok' }));
  const connection = await Connection.connect({ address: engine.address });
  stops.push(() => connection.close());
  return {
    ...{ baseUrl, knex, stop },
    personalData: personalDataWith(keys),
    client: new Client({ connection, namespace }),
    parts: { driver: process.pid, server: server.pid, worker: worker.pid, ...engine.parts, postgres: postgres.pid },
    engineVersion: engine.version,
    logs: { server: path.join(logFolder, 'server.ts.log'), worker: path.join(logFolder, 'worker.ts.log') },
    settle: () => settle(knex),
  };
}

async function ready(name: string, program: Child, check: () => Promise<boolean>): Promise<void> {
  const isUp = await waitUntil(async () => program.hasExited() || (await check()), {
    timeoutMs: 120_000,
    everyMs: 100,
  });
  if (!isUp || program.hasExited()) throw new Error(`${name} did not start:\n${program.tail()}`);
}

const settleMs = 50;

async function settle(knex: Knex): Promise<void> {
  const isOver = async () => (await knex('effect').whereNull('endedAt').first('seq')) === undefined;
  if (!(await waitUntil(isOver, { timeoutMs: 60_000, everyMs: 10 }))) throw new Error('EFFECTS_LEFT');
  await new Promise((resolve) => setTimeout(resolve, settleMs));
}
