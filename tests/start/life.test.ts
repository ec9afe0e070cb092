import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isStillRunning, lookUpProcess } from '../../scripts/support/processes.ts';
import { eventually } from '../support/eventually.ts';
import { signIn, type Caller } from '../support/http-caller.ts';
import { someLetter } from '../support/people.ts';
import { freePort } from '../support/servers.ts';
import { Launched, root } from './launched.ts';

/** One data folder through its life: these tests follow on one another. */
const folder = mkdtempSync(path.join(tmpdir(), 'signing-start-'));
const dataDir = path.join(folder, 'data');
const older = path.join(folder, 'data-older');
const launches: Launched[] = [];
let port: number;
let current: Launched;
let employer: Caller;
let signingId: string;

function launch(options: { port?: number; dataDir?: string } = {}): Launched {
  const launched = new Launched({ port, dataDir, ...options });
  launches.push(launched);
  return launched;
}

beforeAll(async () => {
  port = await freePort();
});
afterAll(async () => {
  for (const launched of launches) await launched.end();
  rmSync(folder, { recursive: true, force: true });
}, 120_000);

test('from nothing to ready with one command: the demo people are there and a worker polls', async () => {
  current = await launch().ready();
  expect(await current.answers()).toBe(true);
  employer = await signIn(current.baseUrl, 'EMPLOYER', '13800000001');
  signingId = await invite(employer);
  expect(await statusOfSigning()).toBe('AWAITING_GRADUATE');
  expect(current.output).toContain(`http://localhost:${port}/docs`);
  expect(current.output).toContain('13900000001');
}, 200_000);

test('keys and data can be read by their owner only', () => {
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  expect(statSync(path.join(dataDir, 'keys.json')).mode & 0o777).toBe(0o600);
});

test('a second start on the same data says who is there, and leaves it alone', async () => {
  const second = launch({ port: await freePort() });
  expect(await second.exited).toBe(1);
  expect(second.output).toContain(`already runs on ${dataDir} (process ${current.pid})`);
  expect(await current.answers()).toBe(true);
}, 30_000);

test('a port in use is named together with the variable that chooses another', async () => {
  const other = launch({ dataDir: path.join(folder, 'other') });
  expect(await other.exited).toBe(1);
  expect(other.output).toMatch(new RegExp(`PORT: somebody else uses port ${port}\\..+PORT=\\d+ npm start`));
}, 30_000);

test('every part that is killed is started again, and who was signed in stays so', async () => {
  for (const name of ['worker', 'server', 'temporal', 'postgres'] as const) {
    const before = current.parts()[name];
    process.kill(before.pid, 'SIGKILL');
    await current.until(`${name} runs again`, () => current.parts()[name].pid !== before.pid);
    await current.until(`everything answers after ${name} was killed`, () => current.answers());
    expect(isStillRunning(current.parts()[name])).toBe(true);
  }
  expect(current.output).toMatch(/worker ended \(SIGKILL\); starting it again/);
  await eventually(async () => expect(await statusOfSigning()).toBe('AWAITING_GRADUATE'));
}, 200_000);

test('after a kill -9 of the launcher the next one ends what it left, and nobody else, and goes on with all data', async () => {
  const left = current.parts();
  await current.signal('SIGKILL');
  expect(current.running().sort()).toEqual(['postgres', 'server', 'temporal', 'worker']);

  // Somebody who got the number of a dead part, and somebody who took a port in the meantime.
  const bystander = spawn('sleep', ['600'], { stdio: 'ignore' });
  const number = { pid: bystander.pid, startedAt: left.worker.startedAt, command: left.worker.command };
  writeFileSync(path.join(dataDir, 'processes.json'), JSON.stringify({ ...left, rebuild: number }));
  const taken = await listenOn(await freePort());
  const ports = { ...current.ports(), serverMetrics: taken.port };
  writeFileSync(path.join(dataDir, 'ports.json'), JSON.stringify(ports));

  try {
    const next = await launch().ready();
    current = next;
    expect(next.output).toMatch(/Ended what a killed start had left running: .*server/);
    expect(Object.values(left).filter((part) => part.pid !== bystander.pid && isStillRunning(part))).toEqual([]);
    expect(lookUpProcess(bystander.pid ?? 0)?.command).toBe('sleep 600');
    expect(next.ports()).toEqual({ ...ports, serverMetrics: expect.any(Number) });
    expect(next.ports().serverMetrics).not.toBe(taken.port);
    expect(await statusOfSigning()).toBe('AWAITING_GRADUATE');
  } finally {
    bystander.kill('SIGKILL');
    taken.server.close();
  }
}, 200_000);

test('Ctrl-C ends server, worker, Temporal and PostgreSQL in this order, cleanly and with code 0', async () => {
  const parts = Object.values(current.parts());
  expect(await current.pressCtrlC()).toBe(0);
  expect(parts.filter(isStillRunning)).toEqual([]);
  const log = (name: string) => readFileSync(path.join(dataDir, 'logs', `${name}.log`), 'utf8');
  const stoppedAt = (text: string) => Date.parse(/"time":"([^"]+)"[^\n]*"stopped"/.exec(text)?.[1] ?? 'never');
  const asked = /^(\S+ \S+) UTC .*received fast shutdown request$/m.exec(log('postgres'))?.[1] ?? 'never';
  const order = [stoppedAt(log('server')), stoppedAt(log('worker')), Date.parse(`${asked.replace(' ', 'T')}Z`)];
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(log('postgres')).toContain('database system is shut down');
  expect(current.output).toContain('all data are kept');
}, 60_000);

test('a copy of the stopped data folder is a backup', () => {
  execFileSync('cp', ['-a', dataDir, older]);
});

test('with its store gone the engine is filled again from the database, and what was open goes on', async () => {
  rmSync(path.join(dataDir, 'temporal'), { recursive: true });
  current = await launch().ready();
  expect(current.output).toContain('Temporal has a new store');
  expect(readFileSync(path.join(dataDir, 'logs', 'rebuild.log'), 'utf8')).toContain('1 processes started again');
  const graduate = await signIn(current.baseUrl, 'GRADUATE', '13900000001');
  expect((await graduate.post(`/graduate/signings/${signingId}/accept`, { confirmed: true })).status).toBe(200);
  expect(await statusOfSigning()).toBe('COLLEGE_REVIEW');
  expect(await current.signal('SIGTERM')).toBe(0);
  expect(current.running()).toEqual([]);
}, 200_000);

test('on an older copy of the database, the engine’s store dropped, everything stands where it stood then and goes on', async () => {
  rmSync(dataDir, { recursive: true });
  execFileSync('cp', ['-a', older, dataDir]);
  rmSync(path.join(dataDir, 'temporal'), { recursive: true });
  current = await launch().ready();
  expect(current.output).toContain('Temporal has a new store');
  expect(await statusOfSigning()).toBe('AWAITING_GRADUATE');
  await eventually(async () => expect(await invariants()).toBe('0 violations\n'), 60_000);
  const graduate = await signIn(current.baseUrl, 'GRADUATE', '13900000001');
  expect((await graduate.post(`/graduate/signings/${signingId}/accept`, { confirmed: true })).status).toBe(200);
  expect(await statusOfSigning()).toBe('COLLEGE_REVIEW');
  expect(await current.signal('SIGTERM')).toBe(0);
}, 200_000);

test('data whose keys are gone are not opened with new ones', async () => {
  rmSync(path.join(dataDir, 'keys.json'));
  const launched = launch();
  expect(await launched.exited).toBe(1);
  expect(launched.output).toContain('keys.json is gone or damaged');
}, 30_000);

async function invite(from: Caller): Promise<string> {
  const graduate = { name: '林晓雨', idNumber: '990100200401010017', schoolCode: '99001' };
  const { body: search } = await from.post('/employer/graduate-searches', graduate);
  const { searchId } = (search as { match: { searchId: string } }).match;
  const { body: favorite } = await from.post('/employer/favorites', { searchId });
  const { status, body } = await from.post('/employer/signings', { favoriteId: favorite['id'], ...someLetter });
  expect(status).toBe(201);
  return body['id'] as string;
}

/** What `npm run invariants` says of the running platform. */
async function invariants(): Promise<string> {
  const args = ['--import', 'tsx', 'scripts/check-invariants.ts'];
  const env = { PATH: process.env['PATH'], DATA_DIR: dataDir };
  return (await promisify(execFile)(process.execPath, args, { cwd: root, env })).stdout;
}

async function statusOfSigning(): Promise<unknown> {
  return (await employer.get(`/employer/signings/${signingId}`)).body['status'];
}

async function listenOn(wanted: number): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(wanted, '127.0.0.1', resolve));
  return { server, port: wanted };
}
