import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startChild, type Child } from '../../scripts/support/child.ts';
import { eventually } from '../support/eventually.ts';
import { testKeys } from '../support/test-keys.ts';
import { createTestDatabase, freePort, testVariable } from '../support/servers.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'signing-server-'));
const started: Child[] = [];
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let closedPort: number;

beforeAll(async () => {
  database = await createTestDatabase();
  closedPort = await freePort();
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

interface RunningServer extends Child {
  baseUrl: string;
  metricsUrl: string;
  port: number;
}

/** A real server process; its engine is always away. Resolves when it listens. */
async function startServer(databaseUrl = database.url, port?: number): Promise<RunningServer> {
  const ports = { http: port ?? (await freePort()), metrics: await freePort() };
  const server = await startChild({
    command: process.execPath,
    args: [path.join(testVariable('TEST_PROGRAMS'), 'server.js')],
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    logFile: path.join(folder, `${ports.metrics}.log`),
    stopSteps: [{ signal: 'SIGTERM', waitMs: 15_000 }],
    env: {
      PATH: process.env['PATH'],
      APP_MODE: 'embedded',
      PORT: String(ports.http),
      METRICS_PORT: String(ports.metrics),
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: `127.0.0.1:${closedPort}`,
      DATA_KEYS: testKeys.dataKeys.map(({ id, key }) => `${id}:${key}`).join(','),
      HASH_KEY: testKeys.hashKey,
      CURSOR_KEY: testKeys.hashKey,
      PUBLIC_ORIGINS: `http://127.0.0.1:${ports.http}`,
      SMS_PROVIDER: 'sandbox',
      MAIL_PROVIDER: 'sandbox',
      FILES_STORE: 'local',
      FILES_DIR: path.join(folder, 'files'),
      CAPTCHA_PROVIDER: 'none',
      BANK_PROVIDER: 'sandbox',
      LOG_LEVEL: 'debug',
    },
  });
  started.push(server);
  const baseUrl = `http://127.0.0.1:${ports.http}`;
  await eventually(async () => {
    // Bounded: whoever else holds the port may take the call and never answer.
    if (!server.hasExited()) await fetch(`${baseUrl}/health/live`, { signal: AbortSignal.timeout(5_000) });
  }, 60_000);
  return { ...server, baseUrl, metricsUrl: `http://127.0.0.1:${ports.metrics}`, port: ports.http };
}

/** A sign-in whose body is not whole yet; `finish` sends the rest and answers the status and the Connection header. */
function slowSignIn({ port }: RunningServer) {
  const body = '{"userType":"NOBODY"}';
  const headers = { 'content-type': 'application/json', 'content-length': body.length };
  const call = request({ host: '127.0.0.1', port, method: 'POST', path: '/api/v1/sessions', headers });
  const answer = new Promise<[number | undefined, string | undefined]>((resolve, reject) => {
    call.once('error', reject);
    call.once('response', (response) => {
      response.resume();
      resolve([response.statusCode, response.headers.connection]);
    });
  });
  const begun = new Promise<void>((resolve) => call.write(body.slice(0, 5), () => resolve()));
  return { begun, finish: () => (call.end(body.slice(5)), answer) };
}

describe('the server', () => {
  test('starts without database and engine, says so, and stops when asked to', async () => {
    const server = await startServer(`postgres://nobody:nothing@127.0.0.1:${closedPort}/nothing`);
    const ready = await fetch(`${server.baseUrl}/health/ready`);
    expect([ready.status, await ready.json()]).toMatchObject([503, { unavailable: 'database' }]);
    process.kill(server.pid, 'SIGINT');
    expect(await server.exited).toEqual({ code: 0, signal: null });
  }, 90_000);

  test('answers what is under way before it stops, and takes nothing new', async () => {
    const server = await startServer();
    expect((await fetch(`${server.baseUrl}/health/ready`)).status).toBe(200);
    const slow = slowSignIn(server);
    await slow.begun;
    process.kill(server.pid, 'SIGTERM');
    await eventually(() => expect(fetch(`${server.baseUrl}/health/live`)).rejects.toThrow());
    expect(server.hasExited()).toBe(false);
    expect(await slow.finish()).toEqual([422, 'close']);
    expect(await server.exited).toEqual({ code: 0, signal: null });
  }, 90_000);

  test('shows its metrics by route, and logs each statement under its request', async () => {
    const server = await startServer();
    await fetch(`${server.baseUrl}/api/v1/schools?query=x`, { headers: { 'x-request-id': 'request-7' } });
    const metrics = await (await fetch(`${server.metricsUrl}/metrics`)).text();
    const series = 'platform_http_request_seconds_count{method="GET",route="/api/v1/schools",status="200"} 1';
    expect(metrics).toContain(series);
    for (const name of ['inbox_oldest_seconds', 'open_processes', 'database_connections'])
      expect(metrics).toMatch(new RegExp(`^platform_${name}\\b`, 'm'));
    // What has no reason to count yet has no line, only its name.
    for (const name of ['effects_gave_up_total', 'effects_held_up'])
      expect(metrics).toContain(`# TYPE platform_${name} `);
    expect(metrics).toContain('nodejs_eventloop_lag_seconds');
    const lines = await eventually(() => {
      const log = readFileSync(path.join(folder, `${new URL(server.metricsUrl).port}.log`), 'utf8');
      const told = log.split('\n').filter((line) => line.includes('"request-7"'));
      expect(told.length).toBeGreaterThan(1);
      return told.join('\n');
    });
    expect(lines).toMatch(/"sql":"select .*\\"school\\"/);
    expect(lines).toContain('"route":"/api/v1/schools"');
  }, 90_000);

  test('ends with a word on it when its port is taken', async () => {
    const first = await startServer();
    const second = await startServer(database.url, first.port);
    expect(await second.exited).toEqual({ code: 1, signal: null });
    expect(second.tail()).toMatch(/"code":"EADDRINUSE".*cannot listen/);
  }, 90_000);
});
