import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import pino from 'pino';
import type { Response } from 'supertest';
import type { VerificationStatus } from '../../domain/vocabulary/verification-status.ts';
import { verificationStatusCodes } from '../../domain/vocabulary/verification-status.ts';
import { absentEngine, apiOf, startApi, type SignedIn, type TestApi } from '../support/api.ts';
import { buildSigning } from '../support/build-signing.ts';
import { buildVerification, builtAccountNo, builtAmount } from '../support/build-verification.ts';
import { buildAccount, buildColleague, buildEmployer, buildFile, signedInAs } from '../support/factories.ts';
import type { BuiltEmployer } from '../support/factories.ts';

/** What the engine does with a command; as long as it is away, nothing. */
const away = () => Promise.reject(new Error('ENGINE_ABSENT'));
let decide: (commandId: string) => Promise<void> = away;

const lines: string[] = [];
const log = pino(
  { level: 'trace' },
  new Writable({ write: (chunk: Buffer, _, done) => (lines.push(String(chunk)), done()) }),
);

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ log, engine: { ...absentEngine, act: (_, commandId) => decide(commandId) } });
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

const list = '/api/v1/employer/verifications';
const account = { corporateAccountNo: '6222 0202 0000 1234', bankBranchName: '示范银行示范支行' };
const codeOf = ({ status, body }: Response) => [status, (body as { code?: string }).code];
const fields = ({ body }: Response) =>
  (body as { errors: { pointer: string; code: string }[] }).errors.map(({ pointer, code }) => [pointer, code]);
const file = (purpose: Parameters<typeof buildFile>[2], by = unit.accountId) => buildFile(api, by, purpose);
const post = (by: SignedIn, path: string, body: object, key: string = randomUUID()) =>
  by('post', `${list}${path}`).set('idempotency-key', key).send(body);
const outcome = (id: string, change: object) =>
  api
    .knex('command')
    .where({ id })
    .update({ ...change, decidedAt: api.knex.fn.now() });

async function byMoney(more: object = {}) {
  const letter = await file('SIGNING_AUTHORIZATION_LETTER');
  return { scope: 'NATIONAL', method: 'REMITTANCE', ...account, signingAuthorizationLetterFileId: letter, ...more };
}

async function byMaterial(more: object = {}) {
  const [businessLicenseFileId, letter] = [await file('BUSINESS_LICENSE'), await file('SIGNING_AUTHORIZATION_LETTER')];
  const files = { businessLicenseFileId, signingAuthorizationLetterFileId: letter };
  return { scope: 'NATIONAL', method: 'MATERIALS', ...files, ...more };
}

async function built(status: VerificationStatus) {
  return buildVerification(api, { status, employer: unit });
}

async function stored(answer: Response) {
  expect([answer.status, answer.body.status]).toEqual([202, 'RECEIVED']);
  const command = await api.knex('command').where({ id: answer.body.commandId }).first();
  return { ...command, body: JSON.parse(api.personalData.decrypt(command.bodyEncrypted)) as object };
}

describe('a verification is begun', () => {
  test('by remittance: what was typed stands in the inbox, and nowhere else', async () => {
    const body = await byMoney({ cnapsCode: '102100099996', sandboxDeadlineSeconds: 60 });
    const command = await stored(await post(member, '', body));
    expect(command).toMatchObject({ kind: 'submit', actorRelation: 'MEMBER', actorAccountId: unit.accountId });
    expect(command.body).toEqual({
      ...{ scope: 'NATIONAL', method: 'REMITTANCE', employerId: unit.employerId, sandboxDeadlineSeconds: 60 },
      fileIds: [body.signingAuthorizationLetterFileId],
      bank: { ...account, corporateAccountNo: '6222020200001234', cnapsCode: '102100099996' },
    });
    const process = await api.knex('process').where({ id: command.processId }).first();
    expect(process).toMatchObject({ kind: 'EMPLOYER_VERIFICATION', cohortYear: null, seq: 0 });
    expect(lines.join('')).not.toMatch(/6222|示范银行/);
  });

  test('by material, its files in one order', async () => {
    const other = await file('OTHER_MATERIAL');
    const body = await byMaterial({ otherFileIds: [other] });
    const { body: kept } = await stored(await post(member, '', body));
    const fileIds = [body.businessLicenseFileId, body.signingAuthorizationLetterFileId, other];
    expect(kept).toEqual({ scope: 'NATIONAL', method: 'MATERIALS', employerId: unit.employerId, fileIds });
  });

  test('and answered with its address, which tells what became of it', async () => {
    const answer = await post(member, '', await byMaterial());
    const { commandId } = answer.body as { commandId: string };
    const availableAt = '2026-12-01T00:00:00.000Z';
    const extra = JSON.stringify({ availableAt });
    await outcome(commandId, { outcome: 'REFUSED', refusalCode: 'REMITTANCE_LIMIT_REACHED', refusalExtra: extra });
    const later = await member('get', answer.headers['location'] ?? '');
    const refused = { status: 409, code: 'REMITTANCE_LIMIT_REACHED', availableAt };
    expect(later.body).toEqual({ commandId, status: 'REFUSED', answer: refused });
  });

  test.each([
    ['without a method', { method: undefined }, '/method', 'REQUIRED'],
    ['by another method', { method: 'VISIT' }, '/method', 'NOT_IN_LIST'],
    ['by a number', { method: 7 }, '/method', 'WRONG_TYPE'],
    ['in one province', { scope: 'PROVINCIAL' }, '/scope', 'SCOPE_NOT_OPEN'],
    ['with seven digits', { corporateAccountNo: '1234567' }, '/corporateAccountNo', 'WRONG_FORMAT'],
    ['with 31 digits', { corporateAccountNo: '1'.repeat(31) }, '/corporateAccountNo', 'WRONG_FORMAT'],
    ['with dashes', { corporateAccountNo: '6222-0202-0000' }, '/corporateAccountNo', 'WRONG_FORMAT'],
    ['with a blank number', { corporateAccountNo: ' ' }, '/corporateAccountNo', 'REQUIRED'],
    ['with 11 digits of the bank', { cnapsCode: '10210009999' }, '/cnapsCode', 'WRONG_FORMAT'],
    [
      'with a field of the other method',
      { businessLicenseFileId: randomUUID() },
      '/businessLicenseFileId',
      'UNKNOWN_FIELD',
    ],
  ])('not %s', async (_, wrong, pointer, code) => {
    const answer = await post(member, '', { ...(await byMoney()), ...wrong });
    expect([codeOf(answer), fields(answer)]).toEqual([[422, 'VALIDATION_FAILED'], [[pointer, code]]]);
  });

  test('not by a list, which has no method', async () => {
    expect(fields(await post(member, '', []))).toEqual([['', 'WRONG_TYPE']]);
  });

  test('not by material without licence and certificate, nor by more than six files', async () => {
    const without = await byMaterial({ businessLicenseFileId: undefined });
    expect(fields(await post(member, '', without))).toEqual([['/businessLicenseFileId', 'AT_LEAST_ONE']]);
    const five = Array.from({ length: 5 }, () => randomUUID());
    const crowded = await byMaterial({ otherFileIds: five });
    expect(fields(await post(member, '', crowded))).toEqual([['/otherFileIds', 'TOO_MANY']]);
  });

  test('not with short deadlines outside embedded mode', async () => {
    const production = await signedInAs(apiOf(api, { mode: 'production' }), unit.accountId);
    const answer = await post(production, '', await byMoney({ sandboxDeadlineSeconds: 60 }));
    expect(fields(answer)).toEqual([['/sandboxDeadlineSeconds', 'NOT_AVAILABLE']]);
  });

  test('not by whoever does not belong to the unit yet', async () => {
    const joining = await buildColleague(api, unit.employerId, 'PENDING');
    const stranger = await buildAccount(api, 'EMPLOYER', '无单位');
    const codes = [];
    for (const id of [joining.accountId, stranger])
      codes.push(codeOf(await post(await signedInAs(api, id), '', await byMoney())));
    expect(codes).toEqual([
      [403, 'MEMBERSHIP_PENDING'],
      [403, 'EMPLOYER_NOT_VERIFIED'],
    ]);
  });
});

describe('the files of a verification', () => {
  const letterAt = '/signingAuthorizationLetterFileId';
  test.each<[string, () => Promise<string>, string]>([
    ['not there', async () => randomUUID(), 'NOT_FOUND'],
    [
      "another unit's",
      async () => file('SIGNING_AUTHORIZATION_LETTER', (await buildEmployer(api)).accountId),
      'NOT_FOUND',
    ],
    ['for another purpose', () => file('LOGO'), 'WRONG_PURPOSE'],
  ])('are refused where they are %s', async (_, wrong, code) => {
    const answer = await post(member, '', await byMoney({ signingAuthorizationLetterFileId: await wrong() }));
    expect([codeOf(answer), fields(answer)]).toEqual([[422, 'VALIDATION_FAILED'], [[letterAt, code]]]);
  });

  test('are each named once', async () => {
    const other = await file('OTHER_MATERIAL');
    const answer = await post(member, '', await byMoney({ otherFileIds: [other, other] }));
    expect(fields(answer)).toEqual([['/otherFileIds/1', 'DUPLICATE']]);
  });

  test("may be a colleague's, as long as they belong to the unit; all members may look at them", async () => {
    const colleague = await buildColleague(api, unit.employerId);
    const letter = await file('SIGNING_AUTHORIZATION_LETTER', colleague.accountId);
    await stored(await post(member, '', await byMoney({ signingAuthorizationLetterFileId: letter })));
    await api.knex('employer_membership').where({ accountId: colleague.accountId }).update({ status: 'ENDED' });
    const answer = await post(member, '', await byMoney({ signingAuthorizationLetterFileId: letter }));
    expect(fields(answer)).toEqual([[letterAt, 'NOT_FOUND']]);
  });

  test('are read by the members of the unit once handed in, and by nobody else', async () => {
    const { licence } = await built('AWAITING_REVIEW');
    const colleague = await signedInAs(api, (await buildColleague(api, unit.employerId)).accountId);
    const joining = await signedInAs(api, (await buildColleague(api, unit.employerId, 'PENDING')).accountId);
    const others = await signedInAs(api, (await buildEmployer(api)).accountId);
    const attachedNowhere = await file('OTHER_MATERIAL');
    const statuses = [];
    for (const [by, id] of [
      [colleague, licence],
      [colleague, attachedNowhere],
      [joining, licence],
      [others, licence],
    ] as const)
      statuses.push(codeOf(await by('get', `/api/v1/files/${id}`))[1]);
    // Nothing lies in the store of this test: who may read it gets as far as that.
    expect(statuses).toEqual(['FILES_UNAVAILABLE', 'NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
  });
});

describe('a verification is shown', () => {
  const seen: Record<VerificationStatus, [actions: string[], who: string | null, triesLeft: number | null]> = {
    SENDING: [['switchMethod', 'withdraw'], 'BANK', 3],
    AWAITING_AMOUNT: [['amount', 'switchMethod', 'withdraw'], 'EMPLOYER', 3],
    BANK_FAILED: [['switchMethod', 'withdraw'], 'EMPLOYER', 3],
    AWAITING_REVIEW: [['switchMethod', 'withdraw'], 'STAFF', null],
    NEEDS_SUPPLEMENT: [['supplement', 'switchMethod', 'withdraw'], 'EMPLOYER', null],
    VERIFIED: [[], null, 3],
    REJECTED: [[], null, null],
    AMOUNT_FAILED: [[], null, 0],
    EXPIRED: [[], null, 3],
    WITHDRAWN: [[], null, 3],
  };

  test.each(verificationStatusCodes)(
    '%s: what can be done, who is waited for, and what is kept from view',
    async (status) => {
      const { id, seq } = await built(status);
      const { body, headers, text } = await member('get', `${list}/${id}`);
      expect([body.allowedActions, body.waitingFor?.who ?? null, body.triesLeft]).toEqual(seen[status]);
      expect(body).toMatchObject({ id, status, seq, payeeName: unit.name, scope: 'NATIONAL' });
      expect(headers['etag']).toBe(`"${seq}"`);
      expect(body.timeline.filter(({ phase }: { phase: string }) => phase === 'PAST')).toHaveLength(seq);
      const now = body.timeline.find(({ phase }: { phase: string }) => phase === 'NOW');
      expect(now?.text).toBe(body.waitingFor?.explanation);
      expect(text).not.toContain(builtAccountNo);
      expect(text).not.toContain(`"${builtAmount}"`);
      const english = await member('get', `${list}/${id}`).set('accept-language', 'en');
      const words = (english.body.timeline as { text: string }[]).map((line) => line.text).join();
      expect(words).not.toMatch(/[\u4e00-\u9fff]/);
    },
  );

  test('with the accounts masked, the payer’s once it has paid, by when the money should come, and until when it waits', async () => {
    const sending = (await member('get', `${list}/${(await built('SENDING')).id}`)).body;
    expect(sending).toMatchObject({ corporateAccountNoMasked: '6222********1234', cnapsCode: '102100099996' });
    expect(sending.payerAccountNoMasked).toBeNull();
    expect([sending.expectedBy, sending.deadline]).toEqual([sending.waitingFor.until, null]);
    await api.knex('employer_verification').where({ id: sending.id }).update({ status: 'WITHDRAWN' });
    const waiting = (await member('get', `${list}/${(await built('AWAITING_AMOUNT')).id}`)).body;
    expect([waiting.expectedBy, waiting.deadline]).toEqual([null, waiting.waitingFor.until]);
    const masked = { corporateAccountNoMasked: '6222********1234', payerAccountNoMasked: '6222********9000' };
    expect(waiting).toMatchObject(masked);
  });

  test('with its files and what is wrong with them', async () => {
    const { id, licence, letter } = await built('NEEDS_SUPPLEMENT');
    const { body } = await member('get', `${list}/${id}`);
    expect(body.files).toEqual(
      expect.arrayContaining([
        { fileId: licence, purpose: 'BUSINESS_LICENSE', current: true },
        { fileId: letter, purpose: 'SIGNING_AUTHORIZATION_LETTER', current: true },
      ]),
    );
    const reasons = {
      reasons: ['NO_SEAL', 'UNREADABLE'],
      reasonTexts: ['未加盖公章', '图片不清晰'],
      text: '请重新拍摄',
    };
    const files = [{ fileId: licence, purpose: 'BUSINESS_LICENSE', ...reasons }];
    expect(body.supplementRequests).toEqual([{ seq: 2, at: body.statusAt, until: body.deadline, open: true, files }]);
  });

  test('with the reason it was rejected for', async () => {
    const { body } = await member('get', `${list}/${(await built('REJECTED')).id}`);
    expect(body.rejection).toEqual({ reasonCode: 'NAME_MISMATCH', reason: '执照名称不符' });
    expect(body.timeline.map(({ text }: { text: string }) => text)).toContain('审核不通过：单位名称不一致');
  });

  test('to the unit alone', async () => {
    const { id } = await built('SENDING');
    const other = await signedInAs(api, (await buildEmployer(api)).accountId);
    expect(codeOf(await other('get', `${list}/${id}`))).toEqual([404, 'NOT_FOUND']);
    expect(codeOf(await post(other, `/${id}/withdraw`, {}))).toEqual([404, 'NOT_FOUND']);
    expect((await other('get', list)).body).toEqual({ items: [], nextCursor: null });
  });

  test('in the history, newest status first, page by page', async () => {
    const ids = [];
    for (const hour of [3, 2, 1]) {
      const submittedAt = new Date(Date.now() - hour * 3_600_000).toISOString();
      ids.unshift((await buildVerification(api, { status: 'WITHDRAWN', employer: unit, submittedAt })).id);
    }
    const first = (await member('get', `${list}?limit=2&count=true`)).body;
    const second = (await member('get', `${list}?limit=2&cursor=${first.nextCursor}`)).body;
    const seenIds = [...first.items, ...second.items].map(({ id }: { id: string }) => id);
    expect([seenIds, first.total, second.nextCursor]).toEqual([ids, 3, null]);
  });
});

describe('messages about a verification', () => {
  test('stand beside those about signings, each with its own words', async () => {
    const verification = await built('AWAITING_AMOUNT');
    const signing = await buildSigning(api, { employer: unit });
    const mine = { accountId: unit.accountId, kind: 'TEST' };
    const rows = [
      {
        ...mine,
        processId: signing.id,
        seq: 1,
        message: 'INVITATION_SENT_EMPLOYER',
        createdAt: '2026-01-03T00:00:00Z',
      },
      { ...mine, processId: verification.id, seq: 2, message: 'REMITTANCE_SETTLED', createdAt: '2026-01-02T00:00:00Z' },
      {
        ...mine,
        processId: signing.id,
        seq: 1,
        message: 'INVITATION_SENT_EMPLOYER',
        createdAt: '2026-01-01T00:00:00Z',
      },
    ];
    await api.knex('notification').insert(rows.map((row, place) => ({ ...row, kind: `TEST_${place}` })));
    const { items } = (await member('get', '/api/v1/notifications')).body as { items: Record<string, string>[] };
    expect(items.map(({ signingId, verificationId }) => signingId ?? verificationId)).toEqual(
      rows.map(({ processId }) => processId),
    );
    const [first, second, third] = items.map(({ text }) => text);
    expect(first).toContain(`已向${signing.graduate.name}发出签约邀请`);
    expect(second).toMatch(/请查收并于\d+月\d+日23:59前登录平台填写/);
    expect(third).toBe(first);
  });

  test('name it, and say what they mean', async () => {
    const { id } = await built('BANK_FAILED');
    const about = { accountId: unit.accountId, processId: id, createdAt: api.knex.fn.now(), kind: 'TEST' };
    await api.knex('notification').insert({ ...about, seq: 2, message: 'REMITTANCE_FAILED' });
    await api.knex('notification').insert({ ...about, seq: 1, message: 'REMITTANCE_SUBMITTED' });
    const { items } = (await member('get', '/api/v1/notifications')).body;
    expect(items.map(({ verificationId }: { verificationId: string }) => verificationId)).toEqual([id, id]);
    expect(items[0].text).toMatch(/预计\d+月\d+日23:59前到账/);
    expect(items[1].text).toContain('款项被退回');
  });
});
