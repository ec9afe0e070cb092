import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { databaseClock } from '../../database/clock.ts';
import { openDatabase } from '../../database/knex.ts';
import { personalDataWith } from '../../database/personal-data.ts';
import { listSandboxTransfers } from '../../database/queries/sandbox-transfers.ts';
import { testKeys } from '../../tests/support/test-keys.ts';
import { createTestDatabase } from '../../tests/support/servers.ts';
import type { PaymentOrder } from './bank.ts';
import { sandboxBank } from './sandbox.ts';

const seal = personalDataWith(testKeys);
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let knex: Knex;
beforeAll(async () => {
  database = await createTestDatabase();
  knex = openDatabase(database.url, { poolMax: 8 });
});
afterAll(async () => {
  await knex.destroy();
  await database.drop();
});

/** A bank whose clock shows so much after a moment of 2026. */
const bankAfter = (elapsed: string) =>
  sandboxBank({
    knex,
    seal,
    clock: () => Promise.resolve(`timestamptz '2026-11-22T04:00:00Z' + interval '${elapsed}'`),
  });
const atSend = () => bankAfter('0 s');

const newOrder = (accountNo: string, changed: Partial<PaymentOrder> = {}): PaymentOrder => ({
  ...{ paymentReference: randomUUID(), payeeName: '示范科技有限公司', branchName: '示范银行示范支行' },
  ...{ accountNo, amount: '1.78' },
  ...changed,
});

describe('by the last four digits of the account', () => {
  test('an ordinary payment is under way, and settled a second later', async () => {
    const order = newOrder('6222020200001234');
    expect(await atSend().pay(order)).toEqual({ status: 'ACCEPTED' });
    expect(await bankAfter('999 ms').outcomeOf(order.paymentReference)).toEqual({ status: 'PENDING' });
    const settled = { status: 'SETTLED', occurredAt: '2026-11-22T04:00:01.000Z', reason: undefined };
    expect(await bankAfter('1 s').outcomeOf(order.paymentReference)).toEqual(settled);
    expect(await bankAfter('30 days').outcomeOf(order.paymentReference)).toEqual(settled);
  });

  test('9001 is accepted and never heard of again', async () => {
    const order = newOrder('6222020200009001');
    expect(await atSend().pay(order)).toEqual({ status: 'ACCEPTED' });
    expect(await bankAfter('300 days').outcomeOf(order.paymentReference)).toEqual({ status: 'PENDING' });
  });

  test('9002 is accepted and returned', async () => {
    const order = newOrder('6222020200009002');
    expect(await atSend().pay(order)).toEqual({ status: 'ACCEPTED' });
    expect(await atSend().outcomeOf(order.paymentReference)).toEqual({ status: 'PENDING' });
    const returned = { status: 'RETURNED', occurredAt: '2026-11-22T04:00:01.000Z', reason: 'ACCOUNT_CLOSED' };
    expect(await bankAfter('1 s').outcomeOf(order.paymentReference)).toEqual(returned);
  });

  test('9003, whose holder has another name, is rejected at once, and so is a repeat', async () => {
    const order = newOrder('6222020200009003');
    const rejected = { status: 'REJECTED', reason: 'NAME_MISMATCH' };
    expect(await atSend().pay(order)).toEqual(rejected);
    expect(await bankAfter('1 day').pay(order)).toEqual(rejected);
    expect(await atSend().outcomeOf(order.paymentReference)).toMatchObject(rejected);
  });
});

test('by the database’s own clock a payment is settled one second after it was sent', async () => {
  const order = newOrder('6222020200001234');
  await sandboxBank({ knex, seal, clock: databaseClock }).pay(order);
  const { paymentReference } = order;
  const { rows } = await knex.raw<{ rows: object[] }>(
    `select sent_at <= clock_timestamp() as "isPast", outcome_at - sent_at = interval '1 s' as "isSecond"
     from sandbox_transfer where payment_reference = ?`,
    [paymentReference],
  );
  expect(rows).toEqual([{ isPast: true, isSecond: true }]);
});

test('sent again and again, by many at once and later, it is one payment with its first instant', async () => {
  const order = newOrder('6222020200001234');
  const answers = await Promise.all(Array.from({ length: 8 }, () => atSend().pay(order)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['ACCEPTED']));
  expect(await bankAfter('1 hour').pay(order)).toEqual({ status: 'ACCEPTED' });
  expect(await knex('sandbox_transfer').where({ paymentReference: order.paymentReference })).toHaveLength(1);
  expect(await bankAfter('1 hour').outcomeOf(order.paymentReference)).toMatchObject({
    ...{ status: 'SETTLED', occurredAt: '2026-11-22T04:00:01.000Z' },
  });
});

test.each([{ amount: '1.79' }, { accountNo: '6222020200005678' }])(
  'another order under a used reference is told apart, and the first one stands: %j',
  async (changed) => {
    const order = newOrder('6222020200001234');
    await atSend().pay(order);
    expect(await atSend().pay({ ...order, ...changed })).toEqual({ status: 'UNKNOWN', code: 'BANK_REFERENCE_REUSED' });
    expect(await atSend().pay(order)).toEqual({ status: 'ACCEPTED' });
  },
);

test('a payment nobody ordered is NOT_FOUND; what may not be ordered is refused', async () => {
  expect(await atSend().outcomeOf(randomUUID())).toEqual({ status: 'NOT_FOUND' });
  const tooMuch = newOrder('6222020200001234', { amount: '2.00' });
  await expect(atSend().pay(tooMuch)).rejects.toThrow(new Error('AMOUNT_OUT_OF_RANGE'));
  expect(await atSend().outcomeOf(tooMuch.paymentReference)).toEqual({ status: 'NOT_FOUND' });
});

test('neither account nor amount stands in the database as it is', async () => {
  const order = newOrder('6222020277771234', { amount: '0.93' });
  await atSend().pay(order);
  const { rows } = await knex.raw<{ rows: { whole: string }[] }>(
    'select t::text as whole from sandbox_transfer t where payment_reference = ?',
    [order.paymentReference],
  );
  expect(rows[0]?.whole).toContain(order.paymentReference);
  expect(rows[0]?.whole).not.toContain(order.accountNo);
  expect(rows[0]?.whole).not.toContain(order.amount);
});

test('the list shows each payment from its send on, newest first, with what has become of it', async () => {
  await knex('sandbox_transfer').delete();
  const [first, second, third] = [newOrder('1'), newOrder('9001'), newOrder('9003')];
  await bankAfter('0 s').pay(first);
  await bankAfter('2 s').pay(second);
  await bankAfter('3 s').pay(third);
  const listed = await listSandboxTransfers(knex, () => Promise.resolve(`timestamptz '2026-11-22T04:00:03Z'`));
  expect(listed.map(({ paymentReference, outcome, at }) => [paymentReference, outcome, at])).toEqual([
    [third.paymentReference, 'REJECTED', '2026-11-22T04:00:03.000Z'],
    [second.paymentReference, 'PENDING', '2026-11-22T04:00:02.000Z'],
    [first.paymentReference, 'SETTLED', '2026-11-22T04:00:00.000Z'],
  ]);
  expect(seal.decrypt(listed[0]?.accountNoEncrypted ?? '')).toBe(third.accountNo);
  expect(seal.decrypt(listed[0]?.amountEncrypted ?? '')).toBe(third.amount);
});
