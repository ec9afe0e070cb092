import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApi, type SignedIn, type TestApi } from '../support/api.ts';
import { buildSigning, type BuiltSigning } from '../support/build-signing.ts';
import { signedInAs } from '../support/factories.ts';

let api: TestApi;
let graduate: SignedIn;
let employer: SignedIn;
let signing: BuiltSigning;
beforeAll(async () => {
  api = await startApi();
  signing = await buildMessages(25);
  graduate = await signedInAs(api, signing.graduate.accountId);
  employer = await api.signIn('EMPLOYER', '13800000001');
});
afterAll(() => api.stop());

const list = '/api/v1/notifications';
const idsOf = (body: { items: { id: string }[] }) => body.items.map(({ id }) => id);

describe('the inbox', () => {
  test('shows each message once over its pages, newest first, even those of one millisecond', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await graduate('get', `${list}?limit=7${cursor && `&cursor=${cursor}`}`);
      seen.push(...idsOf(body));
      cursor = body.nextCursor;
    } while (cursor);
    const stored = await api
      .knex('notification')
      .where({ accountId: signing.graduate.accountId })
      .orderBy([
        { column: 'createdAt', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .pluck<string[]>('id');
    expect(seen).toHaveLength(25);
    expect(seen).toEqual(stored);
  });

  test('speaks the language of its reader', async () => {
    const [chinese, english] = [
      await graduate('get', `${list}?limit=1`),
      await graduate('get', `${list}?limit=1`).set('accept-language', 'en'),
    ];
    expect(chinese.body.items[0].text).toContain('邀请您签约（岗位：软件工程师）');
    expect(english.body.items[0].text).toContain('invites you to sign as 软件工程师');
    expect(english.body.items[0]).toMatchObject({ message: 'INVITATION_SENT', signingId: signing.id, readAt: null });
  });

  test('says with each message why its record waits now, in the words of the record', async () => {
    const { body } = await graduate('get', `${list}?limit=1`);
    const record = await graduate('get', `/api/v1/graduate/signings/${signing.id}`);
    expect(body.items[0].waitingFor).toEqual(record.body.waitingFor);
    expect(body.items[0].waitingFor.explanation).toMatch(/^自.+起等待学生应约；.+前未回应，签约失败/);
  });

  test('counts on request, and shows 20 unless told otherwise', async () => {
    const { body } = await graduate('get', `${list}?count=true`);
    expect([body.items.length, body.total]).toEqual([20, 25]);
  });

  test("is one's own: others see nothing of it and can read nothing away", async () => {
    const mine = await graduate('get', `${list}?limit=1`);
    expect((await employer('get', list)).body).toEqual({ items: [], nextCursor: null });
    const answer = await employer('post', `${list}/${mine.body.items[0].id}/read`);
    expect([answer.status, answer.body.code]).toEqual([404, 'NOT_FOUND']);
  });

  test('keeps the first time a message was read, and shows the unread ones alone on request', async () => {
    const [id] = idsOf((await graduate('get', `${list}?limit=1`)).body);
    const first = await graduate('post', `${list}/${id}/read`);
    const second = await graduate('post', `${list}/${id}/read`);
    expect(first.body.readAt).toMatch(/Z$/);
    expect(second.body).toEqual(first.body);
    const unread = await graduate('get', `${list}?unread=true&count=true&limit=1`);
    expect(unread.body.total).toBe(24);
    expect(idsOf(unread.body)).not.toContain(id);
  });

  test('can be read all at once', async () => {
    expect((await graduate('post', `${list}/read-all`)).status).toBe(204);
    const { body } = await graduate('get', `${list}?unread=true&count=true`);
    expect(body).toEqual({ items: [], nextCursor: null, total: 0 });
  });
});

describe('a cursor', () => {
  test.each([
    ['tampered with', async (cursor: string) => graduate('get', `${list}?cursor=${flip(cursor)}`)],
    ['of other filters', async (cursor: string) => graduate('get', `${list}?unread=false&cursor=${flip(cursor)}`)],
    ['of another caller', async (cursor: string) => employer('get', `${list}?cursor=${cursor}`)],
    ['of another list', async (cursor: string) => graduate('get', `/api/v1/schools?cursor=${cursor}`)],
    ['of other filters, untouched', async (cursor: string) => graduate('get', `${list}?unread=true&cursor=${cursor}`)],
  ])('%s is refused at /cursor', async (_, ask) => {
    const { body } = await graduate('get', `${list}?limit=5`);
    const answer = await ask(body.nextCursor);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ pointer: '/cursor', code: 'WRONG_FORMAT' }]);
  });

  test('goes on with another page size', async () => {
    const { body } = await graduate('get', `${list}?limit=5`);
    const next = await graduate('get', `${list}?limit=3&cursor=${body.nextCursor}`);
    expect(next.body.items).toHaveLength(3);
  });
});

function flip(cursor: string): string {
  return cursor.slice(0, -2) + (cursor.endsWith('AA') ? 'BB' : 'AA');
}

/** A signing with this many messages to its graduate, two or three of them in each millisecond. */
async function buildMessages(messages: number): Promise<BuiltSigning> {
  const signing = await buildSigning(api);
  const { accountId } = signing.graduate;
  const message = { accountId, processId: signing.id, seq: 1, message: 'INVITATION_SENT' };
  await api.knex('notification').where({ accountId }).delete();
  await api.knex('notification').insert(
    Array.from({ length: messages }, (_, i) => ({
      ...message,
      kind: `TEST_${i}`,
      createdAt: api.knex.raw(`timestamptz '2026-11-01T00:00:00Z' + ? * interval '499 microseconds'`, [i]),
    })),
  );
  return signing;
}
