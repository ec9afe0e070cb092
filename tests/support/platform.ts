import { NativeConnection, Runtime, Worker, DefaultLogger } from '@temporalio/worker';
import pino, { type Logger } from 'pino';
import { createActivities } from '../../activities/all.ts';
import type { CommandDependencies, FaultPoints, FileDependencies } from '../../commands/dependencies.ts';
import { openEngine } from '../../commands/engine.ts';
import { noFaults } from '../../commands/faults.ts';
import { databaseClock, type Clock } from '../../database/clock.ts';
import { openDatabase } from '../../database/knex.ts';
import { personalDataWith } from '../../database/personal-data.ts';
import type { Bank } from '../../integrations/bank/bank.ts';
import { sandboxBank } from '../../integrations/bank/sandbox.ts';
import { typstTypesetter } from '../../integrations/documents/typst.ts';
import type { Typesetter } from '../../integrations/documents/typesetter.ts';
import type { FileStore } from '../../integrations/files/files.ts';
import { sandboxSms } from '../../integrations/sms/sandbox.ts';
import type { SmsSender } from '../../integrations/sms/sms.ts';
import { taskQueues } from '../../workflows/process.messages.ts';
import { memoryFiles } from './memory-files.ts';
import { createNamespace } from './namespaces.ts';
import { createTestDatabase, testVariable } from './servers.ts';
import { testKeys } from './test-keys.ts';

type Activities = ReturnType<typeof createActivities>;

/** The origin that what the tests' workers print leads to. */
const testOrigin = 'http://localhost:3000';

/** A whole platform inside the test process, on a database and an engine's namespace of its own, with the demo data. */
export interface TestPlatform extends CommandDependencies, FileDependencies {
  databaseUrl: string;
  namespace: string;
  stop(): Promise<void>;
}

/** Starts one; give it a clock, a gateway or fault points of your own where a test is about them. */
export async function startPlatform(
  options: {
    clock?: Clock;
    sms?: SmsSender;
    bank?: Bank;
    files?: FileStore;
    documents?: Typesetter;
    log?: Logger;
    faults?: FaultPoints;
    engineAddress?: string;
    namespace?: string;
    withoutWorker?: boolean;
    /** What the worker runs in place of the product's activities. */
    activities?: (made: Activities, deps: Parameters<typeof createActivities>[0]) => Activities;
  } = {},
): Promise<TestPlatform> {
  const database = await createTestDatabase('DEMO');
  const knex = openDatabase(database.url, { poolMax: 15 });
  const personalData = personalDataWith(testKeys);
  const address = options.engineAddress ?? testVariable('TEST_TEMPORAL_ADDRESS');
  const namespace = options.namespace ?? (await createNamespace());
  const engine = openEngine({ address, namespace });
  const clock = options.clock ?? databaseClock;
  const log = options.log ?? pino({ level: 'silent' });
  const faults = options.faults ?? noFaults;
  const files = options.files ?? memoryFiles();
  const shared = { knex, engine, clock, personalData, log, faults, files };
  const sms = options.sms ?? sandboxSms(knex, personalData);
  const bank = options.bank ?? sandboxBank({ knex, seal: personalData, clock });
  const documents = options.documents ?? typstTypesetter();
  const activityDeps = { ...shared, sms, bank, documents, publicOrigin: testOrigin };
  const made = createActivities(activityDeps);
  const worker = options.withoutWorker
    ? { stop: () => Promise.resolve() }
    : await startWorker(options.activities?.(made, activityDeps) ?? made, { address, namespace });
  return {
    ...shared,
    databaseUrl: database.url,
    namespace,
    async stop() {
      await worker.stop();
      await engine.close();
      await knex.destroy();
      await database.drop();
    },
  };
}

let runtimeInstalled = false;

/** Makes the SDK's one runtime of this process, silent but for errors; before anything else of the SDK makes its own. */
export function installRuntime(): void {
  if (runtimeInstalled) return;
  runtimeInstalled = true;
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
  });
}

/** Runs the activities and the bundled workflows of each queue in this process. */
export async function startWorker(
  activities: Activities,
  { address, namespace }: { address: string; namespace: string },
): Promise<{ stop(): Promise<void> }> {
  installRuntime();
  const connection = await NativeConnection.connect({ address });
  const common = { connection, namespace, workflowBundle: { codePath: testVariable('TEST_WORKFLOW_BUNDLE') } };
  const workers = await Promise.all([
    Worker.create({ ...common, taskQueue: taskQueues.processes, activities: activities.processes }),
    Worker.create({ connection, namespace, taskQueue: taskQueues.outside, activities: activities.outside }),
    Worker.create({ ...common, taskQueue: taskQueues.bulk, activities: activities.bulk }),
  ]);
  const runs = workers.map((worker) => worker.run());
  return {
    async stop() {
      workers.forEach((worker) => worker.shutdown());
      await Promise.all(runs);
      await connection.close();
    },
  };
}
