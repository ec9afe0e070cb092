import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import type { VerificationStatus } from '../../domain/vocabulary/verification-status.ts';
import { absentEngine, startApi, type SignedIn, type TestApi } from '../support/api.ts';
import { buildVerification, type BuiltVerification } from '../support/build-verification.ts';
import { buildEmployer, buildFile, signedInAs, type BuiltEmployer } from '../support/factories.ts';

/** What the engine does with a command; as long as it is away, nothing. */
const away = () => Promise.reject(new Error('ENGINE_ABSENT'));
let decide: (commandId: string) => Promise<void> = away;

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ engine: { ...absentEngine, act: (_, commandId) => decide(commandId) } });
});
afterAll(() => api.stop());

let unit: BuiltEmployer;
let member: SignedIn;
beforeEach(async () => {
  unit = await buildEmployer(api, { verificationState: 'UNVERIFIED' });
  member = await signedInAs(api, unit.accountId);
});
afterEach(() => {
  decide = away;
});

const codeOf = ({ status, body }: Response) => [status, (body as { code?: string }).code];
const fields = ({ body }: Response) =>
  (body as { errors: { pointer: string; code: string }[] }).errors.map(({ pointer, code }) => [pointer, code]);
const built = (status: VerificationStatus) => buildVerification(api, { status, employer: unit });
const file = (purpose: Parameters<typeof buildFile>[2]) => buildFile(api, unit.accountId, purpose);
const ask = ({ id }: BuiltVerification, act: string, body: object = {}, key: string = randomUUID()) =>
  member('post', `/api/v1/employer/verifications/${id}/${act}`).set('idempotency-key', key).send(body);
const commandsOf = ({ id }: BuiltVerification) => api.knex('command').where({ processId: id, outcome: null });
const refuse = (refusalCode: string, extra: object) => async (id: string) => {
  const outcome = {
    outcome: 'REFUSED',
    refusalCode,
    refusalExtra: JSON.stringify(extra),
    decidedAt: api.knex.fn.now(),
  };
  await api.knex('command').where({ id }).update(outcome);
};

async function stored(verification: BuiltVerification, answer: Response) {
  expect(answer.status).toBe(202);
  const [command] = await commandsOf(verification);
  expect(command).toMatchObject({ id: answer.body.commandId, actorRelation: 'MEMBER' });
  return { kind: command.kind, body: JSON.parse(api.personalData.decrypt(command.bodyEncrypted)) as object };
}

describe('an amount', () => {
  test.each([
    ['2.00', 'OUT_OF_RANGE'],
    ['0.00', 'OUT_OF_RANGE'],
    ['10.00', 'OUT_OF_RANGE'],
    ['1.7', 'WRONG_FORMAT'],
    ['1.780', 'WRONG_FORMAT'],
    ['-1.00', 'WRONG_FORMAT'],
    ['１.７８', 'WRONG_FORMAT'],
    ['', 'REQUIRED'],
    [1.78, 'WRONG_TYPE'],
  ])('%j was never sent: it is named and nothing is stored, so it costs no try', async (amount, code) => {
    const verification = await built('AWAITING_AMOUNT');
    const answer = await ask(verification, 'amount', { amount });
    expect([codeOf(answer), fields(answer)]).toEqual([[422, 'VALIDATION_FAILED'], [['/amount', code]]]);
    expect(await commandsOf(verification)).toEqual([]);
  });

  test('stands in the inbox as it was typed', async () => {
    const verification = await built('AWAITING_AMOUNT');
    const command = await stored(verification, await ask(verification, 'amount', { amount: '0.01' }));
    expect(command).toEqual({ kind: 'amount', body: { amount: '0.01' } });
  });

  test('that is wrong tells the tries left, and so do its repeat and its command', async () => {
    const verification = await built('AWAITING_AMOUNT');
    const key = randomUUID();
    decide = refuse('AMOUNT_MISMATCH', { triesLeft: 2 });
    const first = await ask(verification, 'amount', { amount: '1.00' }, key);
    decide = away;
    const again = await ask(verification, 'amount', { amount: '1.00' }, key);
    for (const { status, body } of [first, again])
      expect([status, body]).toEqual([422, expect.objectContaining({ code: 'AMOUNT_MISMATCH', triesLeft: 2 })]);
    expect(again.headers['idempotency-replayed']).toBe('true');
    const [{ id }] = await api.knex('command').where({ processId: verification.id, kind: 'amount' });
    const { body } = await member('get', `/api/v1/commands/${id}`);
    expect(body.answer).toEqual({ status: 422, code: 'AMOUNT_MISMATCH', triesLeft: 2 });
  });

  test('is only taken while it is waited for', async () => {
    const verification = await built('SENDING');
    expect(codeOf(await ask(verification, 'amount', { amount: '1.78' }))).toEqual([409, 'ACTION_NOT_ALLOWED']);
    expect(await commandsOf(verification)).toEqual([]);
  });
});

describe('a supplement', () => {
  const at = (field: string, code: string) => [[`/files/0/${field}`, code]];

  test('replaces what was asked for, and may add to it', async () => {
    const verification = await built('NEEDS_SUPPLEMENT');
    // The licence and the certificate prove the same.
    const files = [
      { replacesFileId: verification.licence, fileId: await file('USCC_CERTIFICATE') },
      { fileId: await file('OTHER_MATERIAL') },
    ];
    const answer = await ask(verification, 'supplement', { files, note: ' 已重新盖章 ' });
    expect(await stored(verification, answer)).toEqual({ kind: 'supplement', body: { files, note: '已重新盖章' } });
  });

  test.each<[string, (of: BuiltVerification) => Promise<object>, (string | undefined)[][]]>([
    ['nothing', async () => ({ files: [] }), [['/files', 'TOO_FEW']]],
    [
      'another file than the one asked for',
      async ({ letter }) => ({
        files: [{ replacesFileId: letter, fileId: await file('SIGNING_AUTHORIZATION_LETTER') }],
      }),
      [['/files', 'TOO_FEW']],
    ],
    [
      'a file for one that is none of the case',
      async ({ licence }) => ({
        files: [
          { replacesFileId: randomUUID(), fileId: await file('OTHER_MATERIAL') },
          { replacesFileId: licence, fileId: await file('BUSINESS_LICENSE') },
        ],
      }),
      at('replacesFileId', 'NOT_FOUND'),
    ],
    [
      'a file that was there already',
      async ({ licence, letter }) => ({ files: [{ replacesFileId: licence, fileId: letter }] }),
      at('fileId', 'DUPLICATE'),
    ],
    [
      'a file for another purpose',
      async ({ licence }) => ({ files: [{ replacesFileId: licence, fileId: await file('OTHER_MATERIAL') }] }),
      at('fileId', 'WRONG_PURPOSE'),
    ],
    [
      'a file that is not there',
      async ({ licence }) => ({ files: [{ replacesFileId: licence, fileId: randomUUID() }] }),
      at('fileId', 'NOT_FOUND'),
    ],
    [
      'two for one',
      async ({ licence: replacesFileId }) => ({
        files: [
          { replacesFileId, fileId: await file('BUSINESS_LICENSE') },
          { replacesFileId, fileId: await file('BUSINESS_LICENSE') },
        ],
      }),
      [['/files/1/replacesFileId', 'DUPLICATE']],
    ],
    [
      'more than six files in all',
      async ({ licence: replacesFileId }) => ({
        files: [
          { replacesFileId, fileId: await file('BUSINESS_LICENSE') },
          ...Array.from({ length: 5 }, () => ({ fileId: randomUUID() })),
        ],
      }),
      [['/files', 'TOO_MANY']],
    ],
  ])('that brings %s is refused, and says where', async (_, bring, errors) => {
    const verification = await built('NEEDS_SUPPLEMENT');
    const answer = await ask(verification, 'supplement', await bring(verification));
    expect([codeOf(answer), fields(answer)]).toEqual([[422, 'VALIDATION_FAILED'], errors]);
    expect(await commandsOf(verification)).toEqual([]);
  });

  test('is only taken while it is waited for', async () => {
    const verification = await built('AWAITING_REVIEW');
    const files = [{ fileId: await file('OTHER_MATERIAL') }];
    expect(codeOf(await ask(verification, 'supplement', { files }))).toEqual([409, 'ACTION_NOT_ALLOWED']);
  });
});

describe('the other method', () => {
  const account = { corporateAccountNo: '6222020200009999', bankBranchName: '示范银行' };
  const money = (letter: string) => ({
    ...{ method: 'REMITTANCE', ...account, signingAuthorizationLetterFileId: letter },
  });

  test('goes on with the same letter', async () => {
    const verification = await built('SENDING');
    const businessLicenseFileId = await file('BUSINESS_LICENSE');
    const proofs = { businessLicenseFileId, signingAuthorizationLetterFileId: verification.letter };
    const answer = await ask(verification, 'switch-method', { scope: 'NATIONAL', method: 'MATERIALS', ...proofs });
    const fileIds = [businessLicenseFileId, verification.letter];
    expect(await stored(verification, answer)).toEqual({
      kind: 'switchMethod',
      body: { method: 'MATERIALS', fileIds },
    });
  });

  test('may be the same one with corrected bank data, once the transfer has failed', async () => {
    const verification = await built('BANK_FAILED');
    const answer = await ask(verification, 'switch-method', money(verification.letter));
    const body = { method: 'REMITTANCE', fileIds: [verification.letter], bank: account };
    expect(await stored(verification, answer)).toEqual({ kind: 'switchMethod', body });
  });

  test('is not the same one while money is under way: the account is final', async () => {
    const verification = await built('SENDING');
    const answer = await ask(verification, 'switch-method', money(verification.letter));
    expect(codeOf(answer)).toEqual([409, 'ACTION_NOT_ALLOWED']);
  });

  test('has no deadlines of its own', async () => {
    const verification = await built('BANK_FAILED');
    const body = { ...money(verification.letter), sandboxDeadlineSeconds: 5 };
    const answer = await ask(verification, 'switch-method', body);
    expect(fields(answer)).toEqual([['/sandboxDeadlineSeconds', 'UNKNOWN_FIELD']]);
  });

  test('may have to wait, and says until when', async () => {
    const verification = await built('BANK_FAILED');
    const availableAt = '2026-12-01T00:00:00.000Z';
    decide = refuse('REMITTANCE_LIMIT_REACHED', { availableAt });
    const { status, body } = await ask(verification, 'switch-method', money(verification.letter));
    expect([status, body]).toEqual([409, expect.objectContaining({ code: 'REMITTANCE_LIMIT_REACHED', availableAt })]);
  });
});

describe('a withdrawal', () => {
  test('is answered with the record as it now stands', async () => {
    const verification = await built('AWAITING_REVIEW');
    decide = async (id) => {
      const outcome = { outcome: 'SUCCEEDED', outcomeSeq: 1, decidedAt: api.knex.fn.now() };
      await api.knex('command').where({ id }).update(outcome);
    };
    const { status, body, headers } = await ask(verification, 'withdraw');
    expect([status, body.id, headers['etag']]).toEqual([200, verification.id, `"${verification.seq}"`]);
    const [{ id }] = await api.knex('command').where({ processId: verification.id, kind: 'withdraw' });
    const answer = { status: 200, verificationId: verification.id };
    expect((await member('get', `/api/v1/commands/${id}`)).body.answer).toEqual(answer);
  });

  test('comes too late for what is closed', async () => {
    expect(codeOf(await ask(await built('EXPIRED'), 'withdraw'))).toEqual([409, 'ACTION_NOT_ALLOWED']);
  });
});
