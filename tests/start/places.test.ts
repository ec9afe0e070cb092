import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isStillRunning } from '../../scripts/support/processes.ts';
import { signIn } from '../support/http-caller.ts';
import { freePort } from '../support/servers.ts';
import { Launched } from './launched.ts';
import { ordinaryUser, plantTree } from './tree.ts';

/** Everything a path can hold that something on the way might read as its own: spaces, Chinese, '#', '%' and an escape. */
const awkward = path.join('my work', '示范 #1', '100% %41');
/** An ordinary user cannot become another one: then both copies are that user's. */
const isRoot = process.getuid?.() === 0;
const owners = isRoot
  ? [
      { name: 'root, below a folder only root may enter', user: undefined, mode: 0o700 },
      { name: 'an ordinary user', user: ordinaryUser(), mode: 0o755 },
    ]
  : [
      { name: 'an ordinary user, below a folder of its own', user: undefined, mode: 0o700 },
      { name: 'an ordinary user', user: undefined, mode: 0o755 },
    ];

const folders: string[] = [];
const copies: Launched[] = [];

beforeAll(async () => {
  for (const { user, mode } of owners) {
    const folder = mkdtempSync(path.join(tmpdir(), 'signing-place-'));
    folders.push(folder);
    chmodSync(folder, mode);
    const tree = plantTree(path.join(folder, awkward), user);
    copies.push(new Launched({ tree, port: await freePort(), byNpm: true, ...(user ? { user } : {}) }));
  }
}, 120_000);

afterAll(async () => {
  for (const copy of copies) await copy.end();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}, 120_000);

test.each(owners.map(({ name }, index) => ({ name, index })))(
  'npm start works as $name, in a path with spaces, Chinese, # and %',
  async ({ index }) => {
    const copy = await at(index).ready();
    expect(await copy.answers()).toBe(true);
    expect(statSync(copy.dataDir).mode & 0o777).toBe(0o700);
  },
  300_000,
);

test('two copies with other PORT and DATA_DIR run side by side: nothing of one is in the other', async () => {
  const [one, other] = [at(0), at(1)];
  const ports = [one, other].flatMap((copy) => Object.values(copy.ports()));
  expect(new Set(ports).size).toBe(ports.length);
  const signedIn = await signIn(one.baseUrl, 'REVIEWER', '13700000001');
  expect((await signedIn.get('/me')).status).toBe(200);
  const [, cookie] = await Promise.all([other.answers(), sessionCookie(one)]);
  const elsewhere = await fetch(`${other.baseUrl}/api/v1/me`, { headers: { cookie } });
  expect(elsewhere.status).toBe(401);
}, 60_000);

test.each([
  { how: 'SIGTERM to npm', index: 0, end: (copy: Launched) => copy.signal('SIGTERM') },
  { how: 'Ctrl-C with npm in the foreground', index: 1, end: (copy: Launched) => copy.pressCtrlC() },
])(
  '$how ends the whole of it cleanly',
  async ({ index, end }) => {
    const copy = at(index);
    const parts = Object.values(copy.parts());
    await end(copy);
    // npm itself does not wait for what it ran.
    await copy.until('everything has ended', () => !parts.some(isStillRunning), 60_000);
    await copy.until('it says that it has stopped', () => copy.output.includes('all data are kept'), 60_000);
  },
  120_000,
);

function at(index: number): Launched {
  const copy = copies[index];
  if (!copy) throw new Error('it was not started');
  return copy;
}

async function sessionCookie(copy: Launched): Promise<string> {
  const answer = await fetch(`${copy.baseUrl}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: copy.baseUrl },
    body: JSON.stringify({ userType: 'REVIEWER', phone: '13700000001', password: 'Demo-2026!' }),
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}
