import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import type { ProcessRef } from '../../commands/engine.ts';
import { absentEngine, apiOf, startApi, type TestApi } from '../support/api.ts';
import { bankCallbackKey, signedByBank } from '../support/bank-caller.ts';
import { buildVerification, type BuiltVerification } from '../support/build-verification.ts';

let api: TestApi;
let poked: string[] = [];
beforeAll(async () => {
  const poke = async ({ kind, id }: ProcessRef) => void poked.push(`${kind} ${id}`);
  const settings = { bankCallbackKeys: [randomBytes(32).toString('base64'), bankCallbackKey] };
  api = await startApi({ settings, engine: { ...absentEngine, poke } });
});
afterAll(() => api.stop());

let verification: BuiltVerification;
beforeEach(async () => {
  verification = await buildVerification(api, { status: 'SENDING' });
  poked = [];
});

const path = '/callbacks/bank';
const call = () => api.call('post', path);
const word = (more: object = {}) => ({
  ...{ eventId: randomUUID(), paymentReference: verification.paymentReference, outcome: 'SETTLED' },
  ...{ occurredAt: '2026-11-22T04:00:00.000Z', ...more },
});

async function heard() {
  const commands = await api.knex('command').where({ processId: verification.id, outcome: null }).orderBy('receivedAt');
  return commands.map(({ kind, actorRelation, actorAccountId, bodyEncrypted }) => ({
    ...{ kind, actorRelation, actorAccountId },
    body: JSON.parse(api.personalData.decrypt(bodyEncrypted)) as object,
  }));
}

describe('what the bank tells', () => {
  const bySystem = { actorRelation: 'SYSTEM', actorAccountId: null };
  test.each([
    [{ outcome: 'SETTLED' }, 'remittanceSettled', { attempt: 1 }],
    [{ outcome: 'RETURNED', reason: 'ACCOUNT_CLOSED' }, 'remittanceReturned', { attempt: 1, holderMismatch: false }],
    [{ outcome: 'REJECTED', reason: 'NAME_MISMATCH' }, 'remittanceRejected', { attempt: 1, holderMismatch: true }],
  ])('%j becomes a command of the verification that waits for it, which is woken', async (told, kind, body) => {
    const answer = await signedByBank(call()).send(word(told));
    expect([answer.status, answer.body]).toEqual([200, { status: 'RECORDED' }]);
    expect(await heard()).toEqual([{ ...bySystem, kind, body }]);
    expect(poked).toEqual([`EMPLOYER_VERIFICATION ${verification.id}`]);
  });

  test('is heard once, however often it is told', async () => {
    const told = word();
    const answers = [];
    for (let tries = 0; tries < 3; tries += 1) answers.push((await signedByBank(call()).send(told)).body.status);
    expect(answers).toEqual(['RECORDED', 'REPEATED', 'REPEATED']);
    expect([await heard(), poked]).toEqual([[expect.anything()], [expect.anything()]]);
  });

  test('is heard once of twins told at the same moment', async () => {
    const told = word();
    const answers = await Promise.all([1, 2, 3, 4].map(() => signedByBank(call()).send(told)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await heard()).toHaveLength(1);
  });

  test('is kept while the engine is away: the command waits', async () => {
    const away = apiOf({ ...api, engine: absentEngine }, { bankCallbackKeys: [bankCallbackKey] });
    const answer = await signedByBank(away.call('post', path)).send(word());
    expect([answer.status, await heard()]).toEqual([200, [expect.objectContaining({ kind: 'remittanceSettled' })]]);
  });
});

describe('a call-back is refused, and nothing of it is heard,', () => {
  test.each([
    ['without a signature', () => call().send(word())],
    ['signed with another key', () => signedByBank(call(), { key: randomBytes(32).toString('base64') }).send(word())],
    ['signed more than five minutes ago', () => signedByBank(call(), { secondsAgo: 400 }).send(word())],
    ['signed in the future', () => signedByBank(call(), { secondsAgo: -400 }).send(word())],
    ['signed over another body', () => signedByBank(call()).send(word()).set('x-signature', '0'.repeat(64))],
    ['that is no JSON and not signed either', () => call().type('json').send('{')],
  ])('%s', async (_, request) => {
    const answer = await request();
    expect([answer.status, answer.body.code]).toEqual([401, 'SIGNATURE_WRONG']);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(await heard()).toEqual([]);
  });

  test('where no bank has a key', async () => {
    const without = apiOf(api, { bankCallbackKeys: [] });
    expect((await signedByBank(without.call('post', path)).send(word())).status).toBe(401);
  });

  test.each([
    ['outcome', 'PENDING'],
    ['outcome', undefined],
    ['eventId', ''],
    ['occurredAt', '2026-11-22'],
    ['reason', 'the account of Mr Lin is closed'],
    ['note', 'unknown'],
  ])('with %s = %j', async (field, value) => {
    const answer = await signedByBank(call()).send(word({ [field]: value }));
    expect([answer.status, answer.body.code]).toEqual([422, 'VALIDATION_FAILED']);
    expect(answer.body.errors[0].pointer).toBe(`/${field}`);
    expect(await heard()).toEqual([]);
  });

  test('about a payment that is none of ours', async () => {
    const answer = await signedByBank(call()).send(word({ paymentReference: 'nobodys' }));
    expect([answer.status, answer.body.code]).toEqual([404, 'NOT_FOUND']);
    expect(await api.knex('bank_event').where({ paymentReference: 'nobodys' })).toEqual([]);
  });
});
