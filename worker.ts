import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { WorkerOptions, WorkflowBundleOption } from '@temporalio/worker';
import { Registry } from 'prom-client';
import { createActivities } from './activities/all.ts';
import { openEngine } from './commands/engine.ts';
import { faultPointsIn, noFaults } from './commands/faults.ts';
import { bankSettings, engineAddress, filePlace, publicOrigin, readConfig } from './config.ts';
import { smsSettings } from './config-messages.ts';
import { databaseClock } from './database/clock.ts';
import { openDatabase } from './database/knex.ts';
import { personalDataWith } from './database/personal-data.ts';
import { reportOf } from './domain/error-report.ts';
import { bankOf } from './integrations/bank/choose.ts';
import { typstTypesetter } from './integrations/documents/typst.ts';
import { filesAt } from './integrations/files/choose.ts';
import { smsOf } from './integrations/sms/choose.ts';
import { openLog, statementLog } from './observability/log.ts';
import { freeLoopbackPort, serveMetrics } from './observability/metrics-server.ts';
import { registerProcessMetrics } from './observability/process-metrics.ts';
import { temporalLog } from './observability/temporal-log.ts';
import { taskQueues } from './workflows/process.messages.ts';

/** Slots: decisions never more than the pool can serve; outward calls and bulk work have their own. */
const slots = { decisions: 20, outside: 50, bulk: 4, workflowTasks: 40 };
const cachedWorkflowsMax = 500;
const reconnectMs = 1_000;

const config = readConfig();
const log = openLog('worker', config.LOG_LEVEL);
const knex = openDatabase(config.DATABASE_URL, { poolMax: config.DATABASE_POOL_MAX, onStatement: statementLog(log) });
const temporal = engineAddress(config);
const engine = openEngine(temporal);
const personalData = personalDataWith({ dataKeys: config.DATA_KEYS, hashKey: config.HASH_KEY });
const activities = createActivities({
  knex,
  engine,
  clock: databaseClock,
  personalData,
  sms: smsOf(smsSettings(config), { knex, seal: personalData }),
  bank: bankOf(bankSettings(config), { knex, seal: personalData, clock: databaseClock }),
  files: await filesAt(filePlace(config)),
  documents: typstTypesetter(),
  publicOrigin: publicOrigin(config),
  log,
  faults: config.FAULT_DIR === undefined ? noFaults : faultPointsIn(config.FAULT_DIR),
});

const sdkMetricsPort = await freeLoopbackPort();
Runtime.install({
  logger: temporalLog(log),
  telemetryOptions: {
    metrics: { prometheus: { bindAddress: `127.0.0.1:${sdkMetricsPort}` } },
    logging: { forward: {}, filter: 'WARN' },
  },
  shutdownSignals: [], // the order of the end is ours
});
const registry = new Registry();
registerProcessMetrics(registry, knex);

/** Built beforehand where the launcher or the image did so; two seconds less at every start. */
const bundle: Promise<WorkflowBundleOption> = config.WORKFLOW_BUNDLE
  ? Promise.resolve({ codePath: config.WORKFLOW_BUNDLE })
  : bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('./workflows/index.ts', import.meta.url)) });

let stopping = false;
let workers: Worker[] = [];
let wake: () => void = () => undefined;

const metricsServer = await serveMetrics(
  {
    async metrics() {
      const sdk = await fetch(`http://127.0.0.1:${sdkMetricsPort}/metrics`);
      return `${await registry.metrics()}\n${await sdk.text()}`;
    },
    notReady: () => Promise.resolve(polls() ? null : 'POLLERS'),
  },
  config.METRICS_HOST,
  config.METRICS_PORT,
);

function polls(): boolean {
  return workers.length > 0 && workers.every((worker) => worker.getState() === 'RUNNING');
}

async function createWorkers(connection: NativeConnection): Promise<Worker[]> {
  const common: WorkerOptions = {
    connection,
    namespace: config.TEMPORAL_NAMESPACE,
    taskQueue: taskQueues.processes,
    shutdownGraceTime: '30s',
    shutdownForceTime: '45s',
    activityTaskPollerBehavior: { type: 'autoscaling', minimum: 1, initial: 2, maximum: 20 },
  };
  const workflowBundle = await bundle;
  const workflowTaskPollerBehavior = { type: 'autoscaling', minimum: 1, initial: 5, maximum: 20 } as const;
  return Promise.all([
    Worker.create({
      ...common,
      workflowBundle,
      activities: activities.processes,
      workflowTaskPollerBehavior,
      maxConcurrentLocalActivityExecutions: slots.decisions,
      maxConcurrentActivityTaskExecutions: slots.decisions,
      maxConcurrentWorkflowTaskExecutions: slots.workflowTasks,
      maxCachedWorkflows: cachedWorkflowsMax,
    }),
    Worker.create({
      ...common,
      taskQueue: taskQueues.outside,
      activities: activities.outside,
      maxConcurrentActivityTaskExecutions: slots.outside,
    }),
    Worker.create({
      ...common,
      workflowBundle,
      taskQueue: taskQueues.bulk,
      activities: activities.bulk,
      workflowTaskPollerBehavior: { type: 'autoscaling', minimum: 1, initial: 1, maximum: 5 },
      maxConcurrentActivityTaskExecutions: slots.bulk,
    }),
  ]);
}

/** Connects, polls until told to stop, and begins again when the engine was lost. */
async function work(): Promise<void> {
  const { address, apiKey, tls } = temporal;
  const connection = await NativeConnection.connect({
    address,
    ...(apiKey ? { apiKey } : {}),
    ...(tls ? { tls } : {}),
  });
  try {
    await engine.ensureSchedules();
    workers = await createWorkers(connection);
    const runs = workers.map((worker) => worker.run().finally(stopWorkers)); // one that fails ends the others too
    log.info('polling');
    if (stopping) stopWorkers();
    const failed = (await Promise.allSettled(runs)).find((run) => run.status === 'rejected');
    if (failed) throw failed.reason;
  } finally {
    workers = [];
    await connection.close();
  }
}

function stopWorkers(): void {
  for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
}

function stop(): void {
  stopping = true;
  stopWorkers();
  wake();
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);

while (!stopping) {
  try {
    await work();
  } catch (error) {
    log.warn({ error: reportOf(error) }, 'the engine is away; trying again');
    await new Promise<void>((resolve) => {
      wake = resolve;
      setTimeout(resolve, reconnectMs);
    });
  }
}
metricsServer.close();
await engine.close();
await knex.destroy();
log.info('stopped');
