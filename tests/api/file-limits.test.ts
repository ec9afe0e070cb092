import { request, type ClientRequest } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { fileBytesMax } from '../../api/middleware/form.ts';
import { apiOf, startApi, type SignedIn, type TestApi } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { buildEmployer, signedInAs } from '../support/factories.ts';
import { jpg } from '../support/pictures.ts';

interface HeardAnswer {
  status: number;
  code: string | undefined;
  retryAfter: string | undefined;
}

let api: TestApi;
let uploader: SignedIn;
let uploaderId: string;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  ({ accountId: uploaderId } = await buildEmployer(api));
  uploader = await signedInAs(api, uploaderId);
});

const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n';
const purpose = '\r\n--b\r\ncontent-disposition: form-data; name="purpose"\r\n\r\nLOGO\r\n--b--\r\n';
const upload = async (by: SignedIn) =>
  by('post', '/api/v1/files')
    .field('purpose', 'LOGO')
    .attach('file', await jpg(), 'a.jpg');

/** Begins an upload: its headers go out and nothing else; what is heard of it is `answer`. */
function begin(by: SignedIn, length: number): { sent: ClientRequest; answer: Promise<HeardAnswer> } {
  const { url, header } = by('post', '/api/v1/files') as unknown as { url: string; header: Record<string, string> };
  const headers = { ...header, 'content-type': 'multipart/form-data; boundary=b', 'content-length': length };
  const sent = request(url, { method: 'POST', headers, agent: false });
  const answer = new Promise<HeardAnswer>((resolve, reject) => {
    sent.once('error', reject);
    sent.once('response', (heard) => {
      const chunks: Buffer[] = [];
      heard.on('data', (chunk: Buffer) => chunks.push(chunk));
      heard.once('end', () => {
        const { code } = JSON.parse(Buffer.concat(chunks).toString()) as { code?: string };
        resolve({ status: heard.statusCode ?? 0, code, retryAfter: heard.headers['retry-after'] });
      });
    });
  });
  answer.catch(() => undefined);
  sent.flushHeaders();
  return { sent, answer };
}

describe('before a byte of the form has come,', () => {
  test('an account that uploads too much hears so', async () => {
    const limited = apiOf(api, { uploadLimit: { tries: 1, windowSeconds: 60 } });
    const caller = await signedInAs(limited, uploaderId);
    expect((await upload(caller)).status).toBe(201);
    const { sent, answer } = begin(caller, 9_000);
    expect(await answer).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS', retryAfter: expect.any(String) });
    sent.destroy();
  });

  test('a form too long for one picture is refused', async () => {
    const { sent, answer } = begin(uploader, 2 * fileBytesMax);
    expect(await answer).toMatchObject({ status: 413, code: 'FILE_TOO_LARGE' });
    sent.destroy();
  });

  test('somebody who is not signed in hears so, and no allowance is counted', async () => {
    const { sent, answer } = begin(api.call, 9_000);
    expect(await answer).toMatchObject({ status: 401 });
    sent.destroy();
    expect((await upload(uploader)).headers['ratelimit']).toContain('r=999;');
  });
});

describe('of one account', () => {
  /** How many of these have been counted, and so are under way. */
  const counted = async () => {
    const row = await api
      .knex('rate_limit')
      .where({ key: `uploads:${uploaderId}` })
      .first<{ points: number }>('points');
    return row?.points ?? 0;
  };

  test('six uploads are under way at once and a seventh has to wait, until one of them ends', async () => {
    const form = Buffer.concat([Buffer.from(head), await jpg(), Buffer.from(purpose)]);
    const begun = Array.from({ length: 6 }, () => begin(uploader, form.length));
    await eventually(async () => expect(await counted()).toBe(6));
    const seventh = await upload(uploader);
    expect([seventh.status, seventh.headers['retry-after']]).toEqual([429, '1']);
    expect(await counted()).toBe(6);
    const { accountId: other } = await buildEmployer(api);
    expect((await upload(await signedInAs(api, other))).status).toBe(201);

    begun[0]?.sent.end(form);
    expect(await begun[0]?.answer).toMatchObject({ status: 201 });
    expect((await upload(uploader)).status).toBe(201);
    for (const { sent } of begun) sent.destroy();
  });

  test('uploads that end badly are under way no more', async () => {
    const ended = Array.from({ length: 8 }, () => uploader('post', '/api/v1/files').field('purpose', 'LOGO'));
    for (const each of ended) expect((await each).status).toBe(422);
    const limited = apiOf(api, { uploadLimit: { tries: 1, windowSeconds: 60 } });
    const caller = await signedInAs(limited, uploaderId);
    for (const each of Array.from({ length: 8 }, () => caller)) expect((await upload(each)).status).toBe(429);
    expect((await upload(uploader)).status).toBe(201);
  });
});
