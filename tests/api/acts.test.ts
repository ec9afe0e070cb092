import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { absentEngine, startApi, testOrigin, type SignedIn, type TestApi } from '../support/api.ts';
import { buildSigning, type BuiltSigning } from '../support/build-signing.ts';
import { buildEmployer, buildFavorite, buildGraduate, signedInAs } from '../support/factories.ts';
import { someLetter } from '../support/people.ts';

/** What the engine does with a command; as long as it is away, nothing. */
const away = () => Promise.reject(new Error('ENGINE_ABSENT'));
let decide: (commandId: string) => Promise<void> = away;

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ engine: { ...absentEngine, act: (_, commandId) => decide(commandId) } });
});
afterEach(() => {
  decide = away;
});
afterAll(() => api.stop());

const outcome = (commandId: string, outcome: object) =>
  api
    .knex('command')
    .where({ id: commandId })
    .update({ ...outcome, decidedAt: api.knex.fn.now() });
const succeed = async (id: string) => void (await outcome(id, { outcome: 'SUCCEEDED', outcomeSeq: 1 }));
const refuse = async (id: string) => void (await outcome(id, { outcome: 'REFUSED', refusalCode: 'GRADUATE_BOUND' }));
const codeOf = ({ status, body }: Response) => [status, (body as { code?: string }).code];
const isReplay = ({ headers }: Response) => headers['idempotency-replayed'];

async function invitation(): Promise<{ signing: BuiltSigning; unit: SignedIn; graduate: SignedIn }> {
  const signing = await buildSigning(api);
  const unit = await signedInAs(api, signing.employer.accountId);
  return { signing, unit, graduate: await signedInAs(api, signing.graduate.accountId) };
}
const withdraw = (by: SignedIn, { id }: BuiltSigning, key: string) =>
  by('post', `/api/v1/employer/signings/${id}/withdraw`).set('idempotency-key', key);
const decline = (by: SignedIn, { id }: BuiltSigning, key: string) =>
  by('post', `/api/v1/graduate/signings/${id}/decline`).set('idempotency-key', key);
const commandsOf = ({ id }: BuiltSigning) => api.knex('command').where({ processId: id, outcome: null });

describe('an act while the engine is away', () => {
  test('is received, and its address tells what became of it', async () => {
    const { signing, unit } = await invitation();
    const answer = await withdraw(unit, signing, randomUUID());
    const { commandId } = answer.body as { commandId: string };
    expect([answer.status, answer.body]).toEqual([202, { commandId, status: 'RECEIVED' }]);
    expect(answer.headers['location']).toBe(`/api/v1/commands/${commandId}`);
    await succeed(commandId);
    const later = await unit('get', answer.headers['location'] ?? '');
    expect(later.body).toMatchObject({ status: 'SUCCEEDED', answer: { status: 200, signingId: signing.id } });
  });

  test('is not stored again by its repeat, which joins it and is answered as it would be', async () => {
    const { signing, unit } = await invitation();
    const key = randomUUID();
    const first = await withdraw(unit, signing, key);
    const joined = await withdraw(unit, signing, key);
    expect([joined.status, joined.body, isReplay(joined)]).toEqual([202, first.body, 'true']);
    expect(await commandsOf(signing)).toHaveLength(1);
    decide = succeed;
    const decided = await withdraw(unit, signing, key);
    expect([decided.status, decided.body.id, isReplay(decided)]).toEqual([200, signing.id, 'true']);
  });
});

describe('the answer of an act', () => {
  test('is the record as it now stands, with its version as ETag', async () => {
    const { signing, unit } = await invitation();
    decide = succeed;
    const answer = await withdraw(unit, signing, randomUUID());
    expect(answer.status).toBe(200);
    expect(answer.headers['etag']).toBe(`"${answer.body.seq}"`);
    expect(isReplay(answer)).toBeUndefined();
  });

  test('is the same refusal for a repeat', async () => {
    const { signing, graduate } = await invitation();
    const key = randomUUID();
    decide = refuse;
    const first = await decline(graduate, signing, key);
    decide = away;
    const again = await decline(graduate, signing, key);
    expect([codeOf(first), isReplay(first)]).toEqual([[409, 'GRADUATE_BOUND'], undefined]);
    expect([codeOf(again), isReplay(again)]).toEqual([[409, 'GRADUATE_BOUND'], 'true']);
  });

  test('is one for twins: the same key sent twice at once is one command', async () => {
    const { signing, unit } = await invitation();
    const key = randomUUID();
    const twins = await Promise.all(Array.from({ length: 5 }, () => withdraw(unit, signing, key).send({})));
    expect(new Set(twins.map(({ body }) => body.commandId)).size).toBe(1);
    expect(twins.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202]);
    expect(twins.filter((twin) => isReplay(twin) === undefined)).toHaveLength(1);
  });
});

describe('a key', () => {
  test.each([
    ['another body', (s: BuiltSigning, as: SignedIn, key: string) => decline(as, s, key).send({ reason: '不去' })],
    [
      'a body that is no JSON',
      (s: BuiltSigning, as: SignedIn, key: string) => decline(as, s, key).type('json').send('{'),
    ],
    ['a wrong body', (s: BuiltSigning, as: SignedIn, key: string) => decline(as, s, key).send({ x: 1 })],
    ['an If-Match', (s: BuiltSigning, as: SignedIn, key: string) => decline(as, s, key).set('if-match', '"1"')],
    [
      'another path',
      (s: BuiltSigning, as: SignedIn, key: string) =>
        as('post', `/api/v1/graduate/signings/${s.id}/accept`).set('idempotency-key', key).send({ confirmed: true }),
    ],
  ])('used before is refused with %s', async (_, repeat) => {
    const { signing, graduate } = await invitation();
    const key = randomUUID();
    await decline(graduate, signing, key);
    expect(codeOf(await repeat(signing, graduate, key))).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  });

  test("is its user's own", async () => {
    const { signing, unit, graduate } = await invitation();
    const key = randomUUID();
    expect((await withdraw(unit, signing, key)).status).toBe(202);
    const other = await decline(graduate, signing, key);
    expect([other.status, isReplay(other)]).toEqual([202, undefined]);
  });

  test('of a request refused at the first look can be used again: nothing was stored', async () => {
    const { signing, unit } = await invitation();
    const key = randomUUID();
    const path = `/api/v1/employer/signings/${signing.id}/withdraw`;
    expect((await unit('post', path).set('idempotency-key', key).send({ x: 1 })).status).toBe(422);
    expect((await unit('post', path).set('idempotency-key', key)).status).toBe(202);
  });
});

describe('the checks of an act come in the order of the contract', () => {
  const nothing = { id: randomUUID() } as BuiltSigning;
  const bare = (api: TestApi, path: string) => api.call('post', `/api/v1${path}`).type('json').send('{');

  test('origin, session, user type, key, thing, body', async () => {
    const { signing, unit, graduate } = await invitation();
    const path = `/api/v1/employer/signings/${nothing.id}/withdraw`;
    const steps: [Response, string][] = [
      [await unit('post', path).set('origin', 'https://evil.example'), 'ORIGIN_NOT_ALLOWED'],
      [await bare(api, `/employer/signings/${nothing.id}/withdraw`).set('origin', testOrigin), 'SIGNED_OUT'],
      [await graduate('post', path).type('json').send('{'), 'WRONG_USER_TYPE'],
      [await unit('post', path).type('json').send('{'), 'IDEMPOTENCY_KEY_REQUIRED'],
      [await withdraw(unit, nothing, 'k').type('json').send('{'), 'NOT_FOUND'],
      [await withdraw(unit, signing, randomUUID()).type('json').send('{'), 'MALFORMED_JSON'],
    ];
    expect(steps.map(([answer]) => answer.body.code)).toEqual(steps.map(([, code]) => code));
  });

  test('for a decision then body, If-Match, state', async () => {
    const signing = await buildSigning(api, { status: 'SIGNED' });
    const reviewer = await signedInAs(api, signing.graduate.school.collegeReviewer ?? '');
    const reject = (ifMatch: string | null, body: object) => {
      const request = reviewer('post', `/api/v1/review/cases/${signing.id}/reject`).set(
        'idempotency-key',
        randomUUID(),
      );
      return (ifMatch === null ? request : request.set('if-match', ifMatch)).send(body);
    };
    const right = { reasonCode: 'OTHER', reason: '材料有误' };
    const codes = [
      await reject(null, {}),
      await reject(null, right),
      await reject('"1"', right),
      await reject(`"${signing.seq}"`, right),
    ].map(({ body }) => body.code as string);
    expect(codes).toEqual(['VALIDATION_FAILED', 'PRECONDITION_REQUIRED', 'RECORD_CHANGED', 'ACTION_NOT_ALLOWED']);
  });

  test('for what needs a verified unit: a repeat hears what the first heard, then body, then whether the unit is', async () => {
    const employer = await buildEmployer(api);
    const unit = await signedInAs(api, employer.accountId);
    const favoriteId = await buildFavorite(api, employer, await buildGraduate(api));
    const invite = (key: string, body: object = { favoriteId, ...someLetter }) =>
      unit('post', '/api/v1/employer/signings').set('idempotency-key', key).send(body);
    const key = randomUUID();
    const first = await invite(key);
    expect([first.status, isReplay(first)]).toEqual([202, undefined]);
    await api.knex('employer').where({ id: employer.employerId }).update({ verificationState: 'REVERIFY_REQUIRED' });
    const again = await invite(key);
    expect([again.status, again.body, isReplay(again)]).toEqual([202, first.body, 'true']);
    expect(codeOf(await invite(key, {}))).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    expect(codeOf(await invite(randomUUID(), {}))).toEqual([422, 'VALIDATION_FAILED']);
    expect(codeOf(await invite(randomUUID()))).toEqual([403, 'EMPLOYER_NOT_VERIFIED']);
  });
});
