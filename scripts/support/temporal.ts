import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { startChild, type Child } from './child.ts';
import { waitUntil } from './processes.ts';
import { freePort, isListening } from './ports.ts';

export type TemporalOptions = {
  /** The `temporal` command line tool. */
  cli: string;
  port: number;
  /** Chooses the ports that nobody is told of; free ones unless told otherwise. */
  otherPort?: () => Promise<number>;
  /** Undefined: no web page. */
  uiPort?: number;
  /** Where everything is kept; undefined: in memory only. */
  dbFile?: string;
  namespace: string;
  logFile: string;
  /** `key=JSON`, as the dev server's dynamic configuration. */
  settings?: readonly string[];
  /** Ends it at once: for a store that nobody will want again. */
  killOnStop?: boolean;
  onSpawn?: (pid: number) => void;
};

export type Temporal = {
  address: string;
  pid: number;
  /** The store was made by this start: the engine remembers nothing. */
  isNewStore: boolean;
  exited: Child['exited'];
  stop(): Promise<void>;
};

/** What the workflows of this product can be found by (temporal.md §6). */
export const searchAttributes = ['AppKind', 'AppCohort'] as const;

/** Starts Temporal's dev server, for development and tests; resolves when it serves the namespace with its attributes. */
export async function startTemporal(options: TemporalOptions): Promise<Temporal> {
  const isNewStore = options.dbFile === undefined || !existsSync(options.dbFile);
  const address = `127.0.0.1:${options.port}`;
  // Asked by the tool that is there anyway: loading a client takes longer than all the rest.
  const ask = (...args: string[]) => operate(options.cli, [...args, '--address', address, '-n', options.namespace]);
  const isServed = () =>
    ask('namespace', 'describe').then(
      () => true,
      () => false,
    );
  const isUp = async () => (await isListening(options.port)) && (await isServed());
  const server = await untilItServes(isUp, options);
  // A store that exists already ignores the attributes on the command line, and says nothing.
  if (!isNewStore) {
    await ask(
      'search-attribute',
      'create',
      ...searchAttributes.flatMap((name) => ['--name', name, '--type', 'Keyword']),
    );
  }
  const stop = async () => void (await server.stop());
  return { address, pid: server.pid, isNewStore, exited: server.exited, stop };
}

async function untilItServes(isUp: () => Promise<boolean>, options: TemporalOptions): Promise<Child> {
  const server = await startChild({
    command: options.cli,
    args: await argumentsOf(options),
    env: environment(),
    logFile: options.logFile,
    onSpawn: options.onSpawn,
    stopSteps: options.killOnStop ? [] : [{ signal: 'SIGINT', waitMs: 8_000 }],
    // The file's name becomes part of a URI, where '#', '?' and '%' mean something: so it is named from its own folder.
    ...(options.dbFile === undefined ? {} : { cwd: folderFor(options.dbFile) }),
  });
  // Whoever else listens on that port may let us wait for an answer long after our server has ended.
  const ended = server.exited.then(() => true);
  const ready = await waitUntil(() => Promise.race([ended, isUp()]), { timeoutMs: 30_000, everyMs: 50 });
  if (ready && !server.hasExited()) return server;
  await server.stop();
  if (otherPortIsTaken.test(server.tail())) return untilItServes(isUp, options);
  throw new Error(`Temporal did not start on port ${options.port}. The end of its log:\n${server.tail()}`);
}

/** It ended before it served anybody, as somebody took a port between our choice and its listening: any other one does. */
const otherPortIsTaken = /can't set (frontend HTTP|metrics) port \d+: .*address already in use/;

async function argumentsOf(options: TemporalOptions): Promise<string[]> {
  const { otherPort = freePort } = options;
  const repeated = (flag: string, values: readonly string[]) => values.flatMap((value) => [flag, value]);
  return [
    ...[
      'server',
      'start-dev',
      '--disable-config-file',
      '--ip',
      '127.0.0.1',
      '--log-level',
      'warn',
      '--log-format',
      'json',
    ],
    ...[
      '--port',
      String(options.port),
      '--http-port',
      String(await otherPort()),
      '--metrics-port',
      String(await otherPort()),
    ],
    ...(options.uiPort === undefined
      ? ['--headless']
      : ['--ui-port', String(options.uiPort), '--ui-disable-news-fetch']),
    ...(options.dbFile === undefined ? [] : ['--db-filename', path.basename(options.dbFile)]),
    ...['--namespace', options.namespace],
    ...repeated(
      '--search-attribute',
      searchAttributes.map((name) => `${name}=Keyword`),
    ),
    ...repeated('--dynamic-config-value', options.settings ?? []),
  ];
}

function folderFor(dbFile: string): string {
  const folder = path.dirname(path.resolve(dbFile));
  mkdirSync(folder, { recursive: true });
  return folder;
}

async function operate(cli: string, args: readonly string[]): Promise<void> {
  const options = { env: environment(), timeout: 10_000 };
  await promisify(execFile)(cli, ['operator', ...args, '--disable-config-file'], options);
}

/** Without the caller's TEMPORAL_*: they are meant for clients, of perhaps another server. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_')));
}
