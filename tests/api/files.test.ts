import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import type { Response } from 'supertest';
import { fileBytesMax } from '../../api/middleware/form.ts';
import { filesUnavailable } from '../../integrations/files/files.ts';
import { localFiles } from '../../integrations/files/local.ts';
import { apiOf, startApi, testOrigin, type SignedIn, type TestApi } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { buildAccount, buildColleague, buildEmployer, buildGraduate, signedInAs } from '../support/factories.ts';
import { jpg, picture, png } from '../support/pictures.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'uploads-'));
const files = await localFiles(folder);
let api: TestApi;
let uploader: SignedIn;
let uploaderId: string;

beforeAll(async () => {
  api = await startApi({ files });
});
afterAll(async () => {
  await api.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  ({ accountId: uploaderId } = await buildEmployer(api));
  uploader = await signedInAs(api, uploaderId);
});

async function upload(
  by: SignedIn,
  bytes: Buffer,
  name = 'picture.jpg',
  purpose = 'OTHER_MATERIAL',
): Promise<Response> {
  return by('post', '/api/v1/files').field('purpose', purpose).attach('file', bytes, name);
}

const read = (by: SignedIn, id: string) => by('get', `/api/v1/files/${id}`);
const codeOf = ({ status, body }: Response) => [status, (body as { code?: string }).code];
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** What of an account's uploads there is: rows, and everything that lies in the store. */
async function traces(accountId = uploaderId) {
  const rows = await api.knex('file').where({ uploadedBy: accountId }).select<{ id: string }[]>('id');
  const kept = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /^[^/]+\/.+/.test(name));
  return { rows: rows.length, kept: kept.sort() };
}

describe('an uploaded picture', () => {
  test.each([
    ['jpg', jpg, 'image/jpeg'],
    ['png', png, 'image/png'],
  ])('of kind %s is kept, described and given back as it is kept', async (_, make, mediaType) => {
    const answer = await upload(uploader, await make({ width: 70, height: 50 }), '执照.bin', 'BUSINESS_LICENSE');
    expect(answer.status).toBe(201);
    const { id, sha256, bytes } = answer.body as { id: string; sha256: string; bytes: number };
    expect(answer.body).toMatchObject({ purpose: 'BUSINESS_LICENSE', mediaType, width: 70, height: 50 });

    const { status, headers, body } = await read(uploader, id);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': mediaType,
      'content-length': String(bytes),
      'content-disposition': 'inline',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
      etag: `"${sha256}"`,
    });
    expect(hashOf(body as Buffer)).toBe(sha256);
  });

  test('stands upright and has lost all metadata', async () => {
    const exif = { IFD0: { Artist: 'somebody' }, IFD3: { GPSLatitude: '39/1 54/1 0/1' } };
    const given = picture({ width: 70, height: 50 }).withMetadata({ orientation: 6 }).withExifMerge(exif).jpeg();
    const { body } = await upload(uploader, await given.toBuffer());
    expect(body).toMatchObject({ width: 50, height: 70 });
    const kept = await sharp((await read(uploader, body.id)).body as Buffer).metadata();
    expect(kept).toMatchObject({ width: 50, height: 70 });
    for (const part of ['exif', 'icc', 'iptc', 'xmp', 'orientation', 'comments']) expect(kept).not.toHaveProperty(part);
  });

  test('is a picture alone: what was hung to its end is gone', async () => {
    for (const given of [await jpg(), await png()]) {
      const { status, body } = await upload(uploader, Buffer.concat([given, Buffer.from('PK\x03\x04 hidden archive')]));
      expect(status).toBe(201);
      expect(((await read(uploader, body.id)).body as Buffer).includes('hidden archive')).toBe(false);
    }
  });

  test('may be of 5 MB and no byte more', async () => {
    const given = await jpg();
    const padded = Buffer.concat([given, Buffer.alloc(fileBytesMax - given.length)]);
    expect((await upload(uploader, padded)).status).toBe(201);
    const larger = Buffer.concat([padded, Buffer.alloc(1)]);
    expect(codeOf(await upload(uploader, larger))).toEqual([413, 'FILE_TOO_LARGE']);
  });

  test.each(['网签授权书（盖章）.jpg', '../../etc/passwd', '"quoted"; name="purpose".png', 'x'.repeat(1_000), ' '])(
    'may be called %j',
    async (name) => {
      expect((await upload(uploader, await jpg(), name)).status).toBe(201);
    },
  );

  test('uploaded twice is two files with the same bytes, kept once', async () => {
    const given = await png();
    const [first, second] = [await upload(uploader, given), await upload(uploader, given)];
    expect(second.body).toEqual({ ...first.body, id: second.body.id });
    expect(second.body.id).not.toBe(first.body.id);
    const { rows, kept } = await traces();
    expect(rows).toBe(2);
    expect(kept.filter((name) => name.endsWith(first.body.sha256))).toHaveLength(1);
  });
});

describe('what is no picture, or no whole one, is refused and leaves nothing behind:', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';
  const unsupported = [415, 'UNSUPPORTED_IMAGE'] as const;
  const unreadable = [422, 'IMAGE_UNREADABLE'] as const;
  const half = (bytes: Buffer) => bytes.subarray(0, bytes.length / 2);
  test.each([
    ['an svg', async () => Buffer.from(svg), unsupported],
    ['a text', async () => Buffer.from('营业执照'), unsupported],
    ['nothing', async () => Buffer.alloc(0), unsupported],
    ['a webp', async () => picture().webp().toBuffer(), unsupported],
    ['a gif', async () => picture().gif().toBuffer(), unsupported],
    ['the first bytes of a jpg alone', async () => Buffer.from([0xff, 0xd8, 0xff]), unreadable],
    [
      'an svg that begins like a png',
      async () => Buffer.concat([(await png()).subarray(0, 8), Buffer.from(svg)]),
      unreadable,
    ],
    ['half a jpg', async () => half(await jpg()), unreadable],
    ['half a png', async () => half(await png()), unreadable],
    ['42 million pixels in a few bytes', () => flat(6_500), unreadable],
    ['6 MB', async () => Buffer.concat([await jpg(), Buffer.alloc(6_000_000)]), [413, 'FILE_TOO_LARGE']],
  ])('%s', async (_, make, refusal) => {
    const before = await traces();
    expect(codeOf(await upload(uploader, await make()))).toEqual(refusal);
    expect(await traces()).toEqual(before);
  });

  test('a form the caller did not finish sending', async () => {
    const statuses: number[] = [];
    const watched = apiOf({ ...api, files, observeRequest: ({ status }) => statuses.push(status) });
    const before = await traces();
    await sendHalf(await signedInAs(watched, uploaderId), await jpg());
    await eventually(() => expect(statuses).toEqual([400]));
    expect(await traces()).toEqual(before);
  });

  test('a picture whose bytes cannot be kept', async () => {
    const away = apiOf({ ...api, files: { ...files, put: async () => filesUnavailable(new Error('AWAY')) } });
    const answer = await upload(await signedInAs(away, uploaderId), await jpg());
    expect(codeOf(answer)).toEqual([503, 'FILES_UNAVAILABLE']);
    expect((await traces()).rows).toBe(0);
  });
});

/** A picture of one colour: a few bytes for any number of pixels. */
function flat(side: number): Promise<Buffer> {
  return sharp({ create: { width: side, height: side, channels: 3, background: 'white' } })
    .png()
    .toBuffer();
}

/** Begins an upload and goes away in the middle of the picture. */
async function sendHalf(by: SignedIn, bytes: Buffer): Promise<void> {
  const { url, header } = by('post', '/api/v1/files') as unknown as { url: string; header: Record<string, string> };
  const headers = { ...header, 'content-type': 'multipart/form-data; boundary=b', 'content-length': '9000' };
  const sent = request(url, { method: 'POST', headers });
  const gone = new Promise((resolve) => sent.once('error', resolve));
  const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n';
  sent.write(Buffer.concat([Buffer.from(head), bytes.subarray(0, bytes.length / 2)]), () => sent.destroy());
  await gone;
}

describe('who may read it:', () => {
  test('its uploader, and nobody else, as long as it is attached to nothing', async () => {
    const { employerId, accountId } = await buildEmployer(api);
    const owner = await signedInAs(api, accountId);
    const { accountId: colleague } = await buildColleague(api, employerId);
    const { body } = await upload(owner, await jpg());
    expect((await read(owner, body.id)).status).toBe(200);
    for (const stranger of [await signedInAs(api, colleague), uploader]) {
      expect(codeOf(await read(stranger, body.id))).toEqual([404, 'NOT_FOUND']);
      const guessed = read(stranger, body.id).set('if-none-match', `"${body.sha256}"`);
      expect(codeOf(await guessed)).toEqual([404, 'NOT_FOUND']);
    }
  });

  test('whoever has it already is told so, without the bytes', async () => {
    const { id, sha256 } = (await upload(uploader, await jpg())).body as { id: string; sha256: string };
    for (const version of [`"${sha256}"`, `W/"${sha256}"`, `"other", "${sha256}"`, '*']) {
      const { status, headers, text } = await read(uploader, id).set('if-none-match', version);
      expect([status, headers['etag'], text ?? '']).toEqual([304, `"${sha256}"`, '']);
    }
    expect((await read(uploader, id).set('if-none-match', '"other"')).status).toBe(200);
  });

  test('people of every kind may upload, and whoever waits to join a unit', async () => {
    const { employerId } = await buildEmployer(api);
    const { accountId: graduate, school } = await buildGraduate(api);
    const joining = await buildColleague(api, employerId, 'PENDING');
    const unitless = await buildAccount(api, 'EMPLOYER', '单位待填');
    for (const account of [graduate, school.schoolReviewer, joining.accountId, unitless]) {
      const caller = await signedInAs(api, account);
      const { status, body } = await upload(caller, await jpg());
      expect([status, (await read(caller, body.id)).status]).toEqual([201, 200]);
    }
  });
});

test('an account that uploads too much has to wait; whatever they send counts, others do not', async () => {
  const limited = apiOf({ ...api, files }, { uploadLimit: { tries: 2, windowSeconds: 60 } });
  const caller = await signedInAs(limited, uploaderId);
  expect(codeOf(await upload(caller, Buffer.alloc(1)))).toEqual([415, 'UNSUPPORTED_IMAGE']);
  const last = await upload(caller, await jpg());
  expect([last.status, last.headers['ratelimit']]).toEqual([201, expect.stringMatching(/^"uploads";r=0;t=\d+$/)]);
  const refused = await upload(caller, await jpg());
  expect(codeOf(refused)).toEqual([429, 'TOO_MANY_REQUESTS']);
  expect(refused.headers).toMatchObject({
    'retry-after': expect.stringMatching(/^\d+$/),
    'ratelimit-policy': '"uploads";q=2;w=60',
  });
  const { accountId: other } = await buildEmployer(api);
  expect((await upload(await signedInAs(limited, other), await jpg())).status).toBe(201);
});

describe('the form', () => {
  const field = (pointer: string, code: string) => [{ pointer, code, detail: expect.any(String) }];

  test('says of each field what is wrong with it', async () => {
    const answer = await uploader('post', '/api/v1/files')
      .field({ purpose: 'MEME', ['__proto__']: 'x', nobodyKnows: 'x' })
      .attach('another', await jpg(), 'a.jpg');
    expect(codeOf(answer)).toEqual([422, 'VALIDATION_FAILED']);
    const named = (answer.body as { errors: object[] }).errors;
    expect(named).toEqual(
      expect.arrayContaining([
        ...field('/purpose', 'NOT_IN_LIST'),
        ...field('/file', 'REQUIRED'),
        ...field('/nobodyKnows', 'UNKNOWN_FIELD'),
        ...field('/__proto__', 'UNKNOWN_FIELD'),
        ...field('/another', 'UNKNOWN_FIELD'),
      ]),
    );
  });

  test('brings one file, however large the second one is', async () => {
    const answer = await uploader('post', '/api/v1/files')
      .field('purpose', 'LOGO')
      .attach('file', await jpg(), 'a.jpg')
      .attach('file', Buffer.alloc(4_000_000), 'b.jpg');
    expect(answer.body).toMatchObject({ code: 'VALIDATION_FAILED', errors: field('/file', 'TOO_MANY') });
  });

  test.each([
    ['multipart/form-data', 400, 'MALFORMED_MULTIPART'],
    ['multipart/mixed; boundary=b', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['application/x-www-form-urlencoded', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['image/jpeg', 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ])('sent as %s is refused', async (type, status, code) => {
    const answer = await uploader('post', '/api/v1/files').set('content-type', type).send('purpose=LOGO');
    expect(codeOf(answer)).toEqual([status, code]);
  });

  test('is read to its end after a refusal, so that the connection goes on', async () => {
    const { url } = api.call('post', '/api/v1/files');
    const body = new FormData();
    body.set('file', new Blob([Buffer.alloc(15_000_000)]));
    const answer = await fetch(url, { method: 'POST', body, headers: { origin: testOrigin } });
    expect(answer.status).toBe(401);
  });
});

describe('the sample pictures', () => {
  const names = ['business-license.png', 'signing-authorization-letter.png'];

  test('are there to look at, and can be uploaded', async () => {
    const index = await api.call('get', '/sandbox/samples/');
    for (const name of names) {
      expect(index.text).toContain(`/sandbox/samples/${name}`);
      const { status, body, headers } = await api.call('get', `/sandbox/samples/${name}`);
      expect([status, headers['content-type']]).toEqual([200, 'image/png']);
      expect((await upload(uploader, body as Buffer, name)).status).toBe(201);
    }
  });

  test('do not exist in production', async () => {
    const production = apiOf({ ...api, files }, { mode: 'production' });
    for (const name of ['', ...names])
      expect(codeOf(await production.call('get', `/sandbox/samples/${name}`))).toEqual([404, 'NOT_FOUND']);
  });
});
