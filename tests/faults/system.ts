import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Knex } from 'knex';
import type { FaultPoint } from '../../commands/dependencies.ts';
import { openEngine, type Engine } from '../../commands/engine.ts';
import { openDatabase } from '../../database/knex.ts';
import { migrateToLatest } from '../../database/migrate.ts';
import { personalDataWith, type PersonalData } from '../../database/personal-data.ts';
import { seedDemo } from '../../database/seeds/demo.ts';
import { startChild, type Child } from '../../scripts/support/child.ts';
import { startPostgres, type Postgres } from '../../scripts/support/postgres.ts';
import { startTemporal, type Temporal } from '../../scripts/support/temporal.ts';
import { eventually } from '../support/eventually.ts';
import { testKeys } from '../support/test-keys.ts';
import { freePort, testVariable } from '../support/servers.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const namespace = 'signing-platform';

/**
 * How long to wait for whatever a kill left half done, ms. What a killed worker was sending is tried again once its try's fifteen
 * seconds and the two of the retry are over (workflows/signing.workflow.ts): 17.1 to 18.1 s measured, and a loaded machine takes more.
 */
export const afterKillMs = 40_000;

/** The parts that a fault test kills and starts again. */
export type Part = 'postgres' | 'temporal' | 'worker' | 'server';

type Ports = Record<'postgres' | 'temporal' | 'http' | 'workerMetrics' | 'serverMetrics', number>;

/** A whole system of real processes on ports and in a folder of its own, in which any part can be killed at any named point. */
export class FaultSystem {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'signing-faults-'));
  readonly personalData: PersonalData = personalDataWith(testKeys);
  knex!: Knex;
  engine!: Engine;
  baseUrl!: string;
  #ports!: Ports;
  #running = new Map<Part, Postgres | Temporal | Child>();

  /** Starts everything and fills in the demo data. */
  async start(): Promise<void> {
    const [postgres, temporal, http, workerMetrics, serverMetrics] = await Promise.all(
      Array.from({ length: 5 }, () => freePort()),
    );
    this.#ports = { postgres, temporal, http, workerMetrics, serverMetrics } as Ports;
    this.baseUrl = `http://127.0.0.1:${this.#ports.http}`;
    await Promise.all([this.begin('postgres'), this.begin('temporal')]);
    await migrateToLatest(this.#databaseUrl);
    this.knex = openDatabase(this.#databaseUrl, { poolMax: 4 });
    // A killed server breaks idle connections: the pool replaces them, nobody needs to hear of it.
    this.knex.client.pool.on('error', () => undefined);
    await seedDemo(this.knex, this.personalData);
    this.engine = openEngine({ address: `127.0.0.1:${this.#ports.temporal}`, namespace });
    await Promise.all([this.begin('worker'), this.begin('server')]);
  }

  /** Orders what happens when a part next reaches a point, or once some have passed it; see commands/faults.ts. */
  order(point: FaultPoint, order: 'kill' | 'hold', passes = 0): void {
    writeFileSync(path.join(this.folder, point), `${order} ${passes}`);
  }

  /** Waits until a part stands at a point that was ordered to hold. */
  async held(point: FaultPoint): Promise<void> {
    await eventually(() => {
      if (!existsSync(path.join(this.folder, `${point}.held`))) throw new Error(`nobody stands at ${point}`);
    });
  }

  /** Lets whoever stands at a point go on. */
  release(point: FaultPoint): void {
    rmSync(path.join(this.folder, `${point}.held`));
  }

  /** Waits until a part has died of an order, and starts it again. */
  async reviveAfterDeath(part: 'worker' | 'server'): Promise<void> {
    await (this.#running.get(part) as Child).exited;
    await this.begin(part);
  }

  /** kill -9. */
  async kill(part: Part): Promise<void> {
    const running = this.#running.get(part);
    if (!running) throw new Error(`${part} does not run`);
    process.kill(running.pid, 'SIGKILL');
    await running.exited;
  }

  /** Throws the engine's store away; the engine must have been killed. */
  deleteEngineStore(): void {
    rmSync(path.join(this.folder, 'temporal'), { recursive: true });
  }

  /** Runs one of our scripts to its end and answers its exit code. */
  async run(script: string): Promise<number | null> {
    const child = await this.#program(script, this.#ports.workerMetrics);
    return (await child.exited).code;
  }

  /** Starts a part and waits until it is ready. */
  async begin(part: Part): Promise<void> {
    switch (part) {
      case 'postgres': {
        const account = { user: 'tester', password: 'tester', database: 'platform' };
        // With its real settings: the test servers' fast ones lose the last commits at a kill.
        const dir = path.join(this.folder, 'postgres');
        this.#running.set(part, await startPostgres({ dir, port: this.#ports.postgres, ...account }));
        return;
      }
      case 'temporal': {
        const dbFile = path.join(this.folder, 'temporal', 'engine.db');
        const logFile = path.join(this.folder, 'temporal.log');
        const cli = testVariable('TEST_TEMPORAL_CLI');
        const port = this.#ports.temporal;
        this.#running.set(part, await startTemporal({ cli, port, dbFile, namespace, logFile }));
        return;
      }
      case 'worker':
        this.#running.set(part, await this.#program('worker.ts', this.#ports.workerMetrics));
        return isReady(`http://127.0.0.1:${this.#ports.workerMetrics}/health/ready`);
      case 'server':
        this.#running.set(part, await this.#program('server.ts', this.#ports.serverMetrics));
        return isReady(`${this.baseUrl}/health/ready`);
    }
  }

  /** Ends everything and leaves nothing behind. */
  async stop(): Promise<void> {
    await this.engine.close();
    await this.knex.destroy();
    for (const part of ['server', 'worker', 'temporal', 'postgres'] as const) await this.#running.get(part)?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get #databaseUrl(): string {
    return `postgres://tester:tester@127.0.0.1:${this.#ports.postgres}/platform`;
  }

  #program(file: string, metricsPort: number): Promise<Child> {
    return startChild({
      command: process.execPath,
      args: [path.join(testVariable('TEST_PROGRAMS'), file.replace(/\.ts$/, '.js'))],
      cwd: root,
      logFile: path.join(this.folder, `${path.basename(file)}.log`),
      stopSteps: [{ signal: 'SIGTERM', waitMs: 10_000 }],
      env: {
        PATH: process.env['PATH'],
        APP_MODE: 'embedded',
        PORT: String(this.#ports.http),
        METRICS_PORT: String(metricsPort),
        DATABASE_URL: this.#databaseUrl,
        TEMPORAL_ADDRESS: `127.0.0.1:${this.#ports.temporal}`,
        DATA_KEYS: testKeys.dataKeys.map(({ id, key }) => `${id}:${key}`).join(','),
        HASH_KEY: testKeys.hashKey,
        CURSOR_KEY: testKeys.hashKey,
        PUBLIC_ORIGINS: this.baseUrl,
        SMS_PROVIDER: 'sandbox',
        MAIL_PROVIDER: 'sandbox',
        FILES_STORE: 'local',
        FILES_DIR: path.join(this.folder, 'files'),
        CAPTCHA_PROVIDER: 'none',
        BANK_PROVIDER: 'sandbox',
        WORKFLOW_BUNDLE: testVariable('TEST_WORKFLOW_BUNDLE'),
        FAULT_DIR: this.folder,
        LOG_LEVEL: 'debug',
      },
    });
  }
}

async function isReady(url: string): Promise<void> {
  await eventually(async () => {
    const { ok } = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    if (!ok) throw new Error(`${url} is not ready`);
  }, 60_000);
}
