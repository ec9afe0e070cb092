import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { startChild } from '../scripts/support/child.ts';
import { freePort, isListening, isPortFree } from '../scripts/support/ports.ts';
import { startPostgres } from '../scripts/support/postgres.ts';
import { waitUntil } from '../scripts/support/processes.ts';
import { addNamespace, addSearchAttributes, serves } from '../scripts/support/temporal-admin.ts';
import { searchAttributes } from '../scripts/support/temporal.ts';
import type { RunningEngine } from './running-engine.ts';

const version = 'v1.31.0';
const account = { user: 'temporal', password: 'temporal' };
const run = promisify(execFile);

/** As in the server repository's own example of a configuration for PostgreSQL. */
const historyShards = 4;

/**
 * Starts Temporal's full server on a PostgreSQL of its own, with durable settings. Its programs are built by `go install` when
 * they are not there: BENCH_TEMPORAL_BIN names their folder, by default one in the user's cache.
 */
export async function startTemporalOnPostgres(options: {
  folder: string;
  namespace: string;
  say: (line: string) => void;
  onSpawn: (pid: number) => void;
}): Promise<RunningEngine> {
  const { folder, namespace, say, onSpawn } = options;
  const bin = await programs(say);
  const dir = path.join(folder, 'temporal-postgres');
  const database = await startPostgres({ dir, port: await freePort(), ...account, database: 'temporal', onSpawn });
  const databasePort = new URL(database.url).port;
  for (const name of ['temporal', 'visibility'] as const) await makeSchema(path.join(bin, 'sql'), databasePort, name);
  const port = await freePort();
  const file = path.join(folder, 'temporal.yaml');
  writeFileSync(file, JSON.stringify(await configuration(port, databasePort), null, 2)); // YAML holds all of JSON
  const server = await startChild({
    command: path.join(bin, 'server'),
    args: ['--config-file', file, '--allow-no-auth', 'start'],
    logFile: path.join(folder, 'temporal.log'),
    onSpawn,
    stopSteps: [{ signal: 'SIGTERM', waitMs: 15_000 }],
  });
  const address = `127.0.0.1:${port}`;
  const isUp = async () => (await isListening(port)) && (await serves(address));
  const ready = await waitUntil(async () => server.hasExited() || (await isUp()), { timeoutMs: 60_000, everyMs: 100 });
  if (!ready || server.hasExited()) throw new Error(`Temporal did not start:\n${server.tail()}`);
  await untilItSucceeds(() => addNamespace(address, namespace));
  // Every part of the server looks the namespace up now and then, and refuses what it has not heard of yet.
  await untilItSucceeds(() => addSearchAttributes(address, namespace, searchAttributes));
  return {
    address,
    version: `server ${version} on PostgreSQL, ${historyShards} history shards`,
    parts: { temporal: server.pid, temporalPostgres: database.pid },
    async stop() {
      await server.stop();
      await database.stop();
    },
  };
}

async function programs(say: (line: string) => void): Promise<string> {
  const cache = process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache');
  const bin =
    process.env['BENCH_TEMPORAL_BIN'] || path.join(cache, 'graduate-signing-platform', `temporal-server-${version}`);
  mkdirSync(bin, { recursive: true });
  for (const [program, source] of [
    ['sql', 'cmd/tools/sql'],
    ['server', 'cmd/server'],
  ] as const) {
    if (existsSync(path.join(bin, program))) continue;
    say(`Temporal: go install go.temporal.io/server/${source}@${version} (some minutes)`);
    await run('go', ['install', `go.temporal.io/server/${source}@${version}`], { env: { ...process.env, GOBIN: bin } });
  }
  return bin;
}

async function makeSchema(tool: string, port: string, name: 'temporal' | 'visibility'): Promise<void> {
  const database = name === 'temporal' ? 'temporal' : 'temporal_visibility';
  const { user, password } = account;
  const common = ['--plugin', 'postgres12', '--ep', '127.0.0.1', '-p', port, '-u', user, '--pw', password];
  const call = (...args: string[]) => run(tool, [...common, '--db', database, ...args]);
  if (name === 'visibility') await call('create');
  await call('setup-schema', '-v', '0.0');
  await call('update-schema', '--schema-name', `postgresql/v12/${name}`);
}

/** The server keeps this port in a smallint, below most of those that the system would choose. */
async function freeMembershipPort(): Promise<number> {
  let port: number;
  do port = randomInt(20_000, 32_768);
  while (!(await isPortFree(port)));
  return port;
}

async function configuration(port: number, databasePort: string): Promise<object> {
  const store = (databaseName: string, connectionsMax: number) => ({
    sql: {
      pluginName: 'postgres12',
      databaseName,
      connectAddr: `127.0.0.1:${databasePort}`,
      connectProtocol: 'tcp',
      ...account,
      maxConns: connectionsMax,
      maxIdleConns: connectionsMax,
      maxConnLifetime: '1h',
    },
  });
  const service = async (grpcPort: number) => ({
    rpc: { grpcPort, membershipPort: await freeMembershipPort(), bindOnLocalHost: true },
  });
  return {
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'default',
      visibilityStore: 'visibility',
      numHistoryShards: historyShards,
      datastores: { default: store('temporal', 20), visibility: store('temporal_visibility', 2) },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: {
      frontend: await service(port),
      matching: await service(await freePort()),
      history: await service(await freePort()),
      worker: await service(await freePort()),
    },
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: {
          enabled: true,
          initialFailoverVersion: 1,
          rpcName: 'frontend',
          rpcAddress: `127.0.0.1:${port}`,
        },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
  };
}

async function untilItSucceeds(attempt: () => Promise<void>): Promise<void> {
  let failure: unknown;
  const done = await waitUntil(
    () =>
      attempt().then(
        () => true,
        (error: unknown) => ((failure = error), false),
      ),
    { timeoutMs: 60_000, everyMs: 500 },
  );
  if (!done) throw failure;
}
