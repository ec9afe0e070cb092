import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { startS3 } from '../../tests/support/s3-server.ts';
import { freePort } from '../../tests/support/servers.ts';
import { filesAt, type FilePlace } from './choose.ts';
import type { FileStore } from './files.ts';
import { s3Files } from './s3.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'files-'));
const mediaType = 'image/png';
const unavailable = { code: 'FILES_UNAVAILABLE', cause: expect.anything() };

/** Some bytes nobody else has, and their hash. */
function someBytes(length = 1_000) {
  const bytes = randomBytes(length);
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

let s3: Awaited<ReturnType<typeof startS3>>;
let places: Record<'local' | 's3', FilePlace>;
beforeAll(async () => {
  s3 = await startS3();
  places = { local: { store: 'local', folder: path.join(folder, 'store') }, s3: { store: 's3', ...s3.place } };
});
afterAll(async () => {
  await s3.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(['local', 's3'] as const)('a store of kind %s', (kind) => {
  let files: FileStore;
  beforeAll(async () => {
    files = await filesAt(places[kind]);
  });

  test.each([1, 6_000_000])('gives back the very %d bytes it was given', async (length) => {
    const { bytes, sha256 } = someBytes(length);
    await files.put(sha256, { bytes, mediaType });
    expect((await files.get(sha256)).equals(bytes)).toBe(true);
  });

  test('takes the same bytes again, and at the same time', async () => {
    const { bytes, sha256 } = someBytes();
    await Promise.all([1, 2, 3, 4].map(() => files.put(sha256, { bytes, mediaType })));
    await files.put(sha256, { bytes, mediaType });
    expect((await files.get(sha256)).equals(bytes)).toBe(true);
  });

  test('removes what it has, and does not mind what it has not', async () => {
    const { bytes, sha256 } = someBytes();
    await files.put(sha256, { bytes, mediaType });
    await files.remove(sha256);
    await expect(files.get(sha256)).rejects.toMatchObject(unavailable);
    await files.remove(sha256);
  });

  test('says so when it has not got what is asked for', async () => {
    await expect(files.get(someBytes().sha256)).rejects.toMatchObject(unavailable);
  });
});

test('a local store keeps each content once under its hash, and leaves nothing else behind', async () => {
  const { bytes, sha256 } = someBytes();
  const store = path.join(folder, 'tidy');
  const files = await filesAt({ store: 'local', folder: store });
  await Promise.all([1, 2].map(() => files.put(sha256, { bytes, mediaType })));
  const all = readdirSync(store, { recursive: true }).map(String).sort();
  expect(all).toEqual([sha256.slice(0, 2), path.join(sha256.slice(0, 2), sha256), 'incoming'].sort());
});

test('what was being written when a process was killed is nobody’s file', async () => {
  const { bytes, sha256 } = someBytes();
  const store = path.join(folder, 'killed');
  const files = await filesAt({ store: 'local', folder: store });
  await files.put(sha256, { bytes, mediaType });
  const half = someBytes();
  writeFileSync(path.join(store, 'incoming', half.sha256), half.bytes.subarray(0, 500));
  await expect(files.get(half.sha256)).rejects.toMatchObject(unavailable);
  await files.put(half.sha256, { bytes: half.bytes, mediaType });
  expect((await files.get(half.sha256)).equals(half.bytes)).toBe(true);
});

test('a store that is opened removes the drafts of writers killed long ago, and leaves those of the last hour', async () => {
  const store = path.join(folder, 'drafts');
  const { bytes, sha256 } = someBytes();
  await (await filesAt({ store: 'local', folder: store })).put(sha256, { bytes, mediaType });
  const [old, fresh] = ['old', 'fresh'].map((name) => path.join(store, 'incoming', name)) as [string, string];
  for (const draft of [old, fresh]) writeFileSync(draft, bytes.subarray(0, 500));
  const longAgo = Date.now() / 1_000 - 3_601;
  utimesSync(old, longAgo, longAgo);
  await filesAt({ store: 'local', folder: store });
  expect([existsSync(old), existsSync(fresh)]).toEqual([false, true]);
});

test('a folder that cannot be written to is FILES_UNAVAILABLE', async () => {
  const noFolder = path.join(folder, 'a-file');
  writeFileSync(noFolder, '');
  const { bytes, sha256 } = someBytes();
  const files = await filesAt({ store: 'local', folder: noFolder });
  await expect(files.put(sha256, { bytes, mediaType })).rejects.toMatchObject(unavailable);
});

describe('an object store that does not do its work is FILES_UNAVAILABLE:', () => {
  test.each([
    ['nobody answers', async () => ({ endpoint: `http://127.0.0.1:${await freePort()}` })],
    ['no such bucket', async () => ({ bucket: 'another' })],
    ['an unknown key', async () => ({ accessKeyId: 'NOBODY' })],
  ])('%s', async (_, wrong) => {
    const { bytes, sha256 } = someBytes();
    const files = await filesAt({ store: 's3', ...s3.place, ...(await wrong()) });
    await expect(files.put(sha256, { bytes, mediaType })).rejects.toMatchObject(unavailable);
    await expect(files.get(sha256)).rejects.toMatchObject(unavailable);
    await expect(files.remove(sha256)).rejects.toMatchObject(unavailable);
  });
});

describe('an object store that falls silent is FILES_UNAVAILABLE before long:', () => {
  const head = 'HTTP/1.1 200 OK\r\ncontent-type: image/png\r\ncontent-length: 1000\r\n\r\nhalf';
  const ordinary = { connectMs: 10_000, answerMs: 10_000, silenceMs: 10_000, wholeMs: 10_000 };
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    server?.close();
  });

  /** The address of a server that says this much to whoever asks, and then nothing more. */
  async function saying(words: string): Promise<string> {
    const port = await freePort();
    server = createServer((socket) => {
      sockets.add(socket.on('error', () => undefined));
      socket.once('data', () => socket.write(words));
    });
    await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve));
    return `http://127.0.0.1:${port}`;
  }

  const get = (files: FileStore) => files.get(someBytes().sha256);
  const put = (files: FileStore) => files.put(someBytes().sha256, { bytes: someBytes().bytes, mediaType });
  test.each([
    ['a picture is asked for and no answer comes', '', { answerMs: 100 }, get],
    ['a picture is sent and no answer comes', '', { answerMs: 100 }, put],
    ['nothing comes on the connection', '', { silenceMs: 100 }, get],
    ['no answer comes in all our time', '', { wholeMs: 300 }, put],
    ['the answer stops in the middle of the bytes', head, { wholeMs: 300 }, get],
  ])('%s', async (_, words, patience, act) => {
    const files = s3Files({ ...s3.place, endpoint: await saying(words) }, { ...ordinary, ...patience });
    const begun = Date.now();
    await expect(act(files)).rejects.toMatchObject(unavailable);
    expect(Date.now() - begun).toBeLessThan(5_000);
  });
});
