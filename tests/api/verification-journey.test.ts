import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { forgetBankData } from '../../activities/employer-verification/forget-bank-data.ts';
import { clockAt } from '../../database/clock.ts';
import { amountOfFen } from '../../domain/payments.ts';
import { apiOf, type SignedIn, type TestApi } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { jpg } from '../support/pictures.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';

// The whole way with a real engine and the sandbox's bank: it needs the process of employer verification.
let platform: TestPlatform;
let api: Omit<TestApi, 'stop'>;
let member: SignedIn;
beforeAll(async () => {
  platform = await startPlatform();
  api = apiOf(platform);
  member = await api.signIn('EMPLOYER', '13800000004');
});
afterAll(() => platform.stop());

const list = '/api/v1/employer/verifications';
const accountNo = '6222020200001234';

async function upload(purpose: string): Promise<string> {
  const { status, body } = await member('post', '/api/v1/files')
    .field('purpose', purpose)
    .attach('file', await jpg(), 'letter.jpg');
  expect(status).toBe(201);
  return (body as { id: string }).id;
}

const post = (path: string, body: object) =>
  member('post', `${list}${path}`).set('idempotency-key', randomUUID()).send(body);

const search = () =>
  member('post', '/api/v1/employer/graduate-searches').send({
    ...{ name: '林晓雨', idNumber: '990100200401010017', schoolCode: '99001' },
  });

test('a unit is verified by the amount that arrived on its account, and may then search', async () => {
  expect((await search()).body.code).toBe('EMPLOYER_NOT_VERIFIED');
  const letter = await upload('SIGNING_AUTHORIZATION_LETTER');
  const submission = {
    ...{ scope: 'NATIONAL', method: 'REMITTANCE', corporateAccountNo: accountNo, bankBranchName: '示范银行示范支行' },
    signingAuthorizationLetterFileId: letter,
  };
  const submitted = await post('', submission);
  expect([submitted.status, submitted.body.status]).toEqual([201, 'SENDING']);
  const { id } = submitted.body as { id: string };
  expect((await post('', submission)).body.code).toBe('VERIFICATION_OPEN');

  await eventually(async () => expect((await member('get', `${list}/${id}`)).body.status).toBe('AWAITING_AMOUNT'));
  const { items } = (await api.call('get', '/sandbox/bank/transfers')).body;
  const { amount } = items.find((transfer: { accountNo: string }) => transfer.accountNo === accountNo);
  const wrong = await post(`/${id}/amount`, { amount: amount === '1.78' ? '1.77' : '1.78' });
  expect([wrong.status, wrong.body.code, wrong.body.triesLeft]).toEqual([422, 'AMOUNT_MISMATCH', 2]);

  const right = await post(`/${id}/amount`, { amount });
  expect([right.status, right.body.status]).toEqual([200, 'VERIFIED']);
  expect((await member('get', '/api/v1/employer')).body.verificationState).toBe('VERIFIED');
  expect((await search()).body.match.name).toBe('林晓雨');
});

test('once bank data are forgotten, nothing kept is what anybody without the key can compute from the 199 amounts', async () => {
  const [process] = await platform.knex('command').where({ kind: 'amount' }).pluck<string[]>('process_id');
  expect(process).toEqual(expect.any(String));
  const path = `${list}/${process ?? ''}/amount`;
  const clock = clockAt(() => Promise.resolve(Date.now() + 31 * 86_400_000));
  expect(await forgetBankData({ knex: platform.knex, clock }, () => undefined)).toBe(1);
  await platform.knex('sandbox_transfer').delete();

  const bodies = Array.from({ length: 199 }, (_, index) => amountOfFen(index + 1)).flatMap((amount) => [
    amount,
    JSON.stringify({ amount }),
    JSON.stringify(['POST', path, JSON.stringify({ amount }), '']),
  ]);
  const guesses = bodies.flatMap((body) =>
    ['sha256', 'sha512', 'sha1', 'md5'].map((name) => createHash(name).update(body).digest('hex')),
  );
  const { rows: tables } = await platform.knex.raw<{ rows: { name: string }[] }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  );
  for (const { name } of tables) {
    const kept = JSON.stringify(await platform.knex(name).select(platform.knex.raw('to_jsonb(??) as row', [name])));
    expect([name, guesses.filter((guess) => kept.includes(guess))]).toEqual([name, []]);
    expect([name, /"(amount|account_?no|corporateAccountNo)":|6222020200001234/i.test(kept)]).toEqual([name, false]);
  }
});
