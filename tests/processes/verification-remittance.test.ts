import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { recordBankWord } from '../../commands/record-bank-word.ts';
import { endOfNthDay, plusSeconds, type Instant } from '../../domain/calendar.ts';
import { databaseViolations } from '../../database/queries/invariants.ts';
import { eventually } from '../support/eventually.ts';
import type { BuiltEmployer } from '../support/factories.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { ScriptedBank } from '../support/scripted-bank.ts';
import { eventsOf, inboxOf, outcomeOfCommand, recordedSms, settledEffects } from '../support/signing-cast.ts';
import { startTurnedTime, type TurnedTime } from '../support/time-skipping.ts';
import {
  actsOnVerification,
  amountSent,
  buildUnit,
  materialBody,
  remittanceBody,
  submit,
  toldBeside,
  verificationOf,
  wrongAmount,
} from '../support/verification-cast.ts';

/** Monday, 10:00 in Shanghai; three working days later is Thursday. */
const monday: Instant = '2026-11-02T02:00:00.000Z';
const expectedBy: Instant = '2026-11-05T15:59:59.000Z';

let time: TurnedTime;
let platform: TestPlatform;
let bank: ScriptedBank;
let sms: ReturnType<typeof recordedSms>;
let acts: ReturnType<typeof actsOnVerification>;
beforeAll(async () => {
  time = await startTurnedTime();
  sms = recordedSms(time.now);
  bank = new ScriptedBank();
  platform = await startPlatform({ ...time, sms, bank });
  acts = actsOnVerification(platform);
}, 90_000);
afterAll(async () => {
  await platform.stop();
  await time.stop();
});
beforeEach(() => time.set(monday));

const untilStatus = (id: string, status: string) =>
  eventually(async () => expect((await verificationOf(platform, id)).status).toBe(status));
const typesOf = async (id: string) => (await eventsOf(platform, id)).map(({ type }) => type);
const sendFailedAt = async (processId: string, attempt = 1) =>
  (await platform.knex('remittance').where({ processId, attempt }).first<{ failedAt: Instant | null }>('failedAt'))
    .failedAt;
let words = 0;
const say = async (id: string, outcome: 'SETTLED' | 'RETURNED' | 'REJECTED', attempt = 1, reason?: string) => {
  words += 1;
  const word = { eventId: `e-${words}`, paymentReference: `${id}-${attempt}`, outcome, reason };
  return recordBankWord(platform, { ...word, occurredAt: await time.now() });
};

/** A unit whose money is on its way. */
async function sending(): Promise<{ unit: BuiltEmployer; id: string }> {
  const unit = await buildUnit(platform);
  const id = await submit(platform, unit, await remittanceBody(platform, unit));
  await eventually(() => expect(bank.orders.some((order) => order.paymentReference === `${id}-1`)).toBe(true));
  return { unit, id };
}

/** A unit whose money has arrived. */
async function arrived(): Promise<{ unit: BuiltEmployer; id: string }> {
  const { unit, id } = await sending();
  await say(id, 'SETTLED');
  await untilStatus(id, 'AWAITING_AMOUNT');
  return { unit, id };
}

test('a unit whose money arrives and that enters the right amount is verified, and hears of each step', async () => {
  const { unit, id } = await sending();
  expect((await verificationOf(platform, id)).unit).toBe('IN_PROGRESS');
  bank.decide(`${id}-1`, { status: 'SETTLED', occurredAt: monday });
  await untilStatus(id, 'AWAITING_AMOUNT');

  expect(await acts.amount(unit, id, await amountSent(platform, id))).toBe('SUCCEEDED');

  expect(await verificationOf(platform, id)).toMatchObject({ status: 'VERIFIED', unit: 'VERIFIED', seq: 3 });
  expect(await typesOf(id)).toEqual(['submitted', 'remittanceSettled', 'amountMatched']);
  expect(await settledEffects(platform, id)).toEqual({
    REMIT: 'DONE',
    REMITTANCE_SETTLED: 'DONE',
    UNIT_VERIFIED: 'DONE',
  });
  expect(await inboxOf(platform, id, unit)).toEqual(['REMITTANCE_SUBMITTED', 'REMITTANCE_SETTLED', 'UNIT_VERIFIED']);
  expect(sms.to(id, unit).map(({ kind }) => kind)).toEqual(['REMITTANCE_SETTLED', 'UNIT_VERIFIED']);
  expect(bank.orders.filter(({ paymentReference }) => paymentReference === `${id}-1`)).toMatchObject([
    { payeeName: unit.name, branchName: '示范银行示范支行', amount: await amountSent(platform, id) },
  ]);
});

describe('a wrong amount', () => {
  test('costs a try and is told so; the third ends the case and counts the send as failed', async () => {
    const { unit, id } = await arrived();
    const wrong = await wrongAmount(platform, id);

    for (const triesLeft of [2, 1, 0]) {
      expect(await acts.amount(unit, id, wrong)).toBe('AMOUNT_MISMATCH');
      expect(await toldBeside(platform, id, 'amount')).toEqual({ triesLeft });
    }

    expect(await verificationOf(platform, id)).toMatchObject({ status: 'AMOUNT_FAILED', unit: 'UNVERIFIED' });
    expect(await typesOf(id)).toEqual([
      'submitted',
      'remittanceSettled',
      'amountMismatched',
      'amountMismatched',
      'amountFailed',
    ]);
    expect(await sendFailedAt(id)).not.toBeNull();
    expect(await acts.amount(unit, id, await amountSent(platform, id))).toBe('ACTION_NOT_ALLOWED');
    expect(await inboxOf(platform, id, unit)).toEqual(expect.arrayContaining(['AMOUNT_MISMATCHED', 'AMOUNT_FAILED']));
  });

  test('twice leaves the third try to the right one', async () => {
    const { unit, id } = await arrived();
    const wrong = await wrongAmount(platform, id);

    expect([await acts.amount(unit, id, wrong), await acts.amount(unit, id, wrong)]).toEqual([
      'AMOUNT_MISMATCH',
      'AMOUNT_MISMATCH',
    ]);
    expect(await acts.amount(unit, id, await amountSent(platform, id))).toBe('SUCCEEDED');
  });
});

describe('silence', () => {
  test('of the unit lets the amount expire seven days after the bank paid', async () => {
    const { unit, id } = await arrived();
    const until = endOfNthDay(monday, 7);
    await time.passUntil(plusSeconds(until, -60));
    expect((await verificationOf(platform, id)).status).toBe('AWAITING_AMOUNT');

    await time.passUntil(plusSeconds(until, 60));

    await untilStatus(id, 'EXPIRED');
    expect((await verificationOf(platform, id)).unit).toBe('UNVERIFIED');
    expect(await acts.amount(unit, id, await amountSent(platform, id))).toBe('ACTION_NOT_ALLOWED');
    expect((await inboxOf(platform, id, unit)).at(-1)).toBe('AMOUNT_EXPIRED');
  });

  test('of the bank for three working days is a failure, which it may put right: then the amount is waited for', async () => {
    const { unit, id } = await sending();
    await time.passUntil(plusSeconds(expectedBy, 60));
    await untilStatus(id, 'BANK_FAILED');
    expect(await eventsOf(platform, id)).toMatchObject([{}, { cause: 'CLOCK', data: { reason: 'NO_CONFIRMATION' } }]);
    expect(await sendFailedAt(id)).not.toBeNull();

    bank.decide(`${id}-1`, { status: 'SETTLED', occurredAt: expectedBy });
    await time.passUntil(plusSeconds(expectedBy, 3_600));

    await untilStatus(id, 'AWAITING_AMOUNT');
    expect(await sendFailedAt(id)).toBeNull();
    expect(await acts.amount(unit, id, await amountSent(platform, id))).toBe('SUCCEEDED');
    expect(bank.orders.filter(({ paymentReference }) => paymentReference === `${id}-1`)).toHaveLength(1);
  });

  test('after a failure ends the case after thirty days', async () => {
    const { unit, id } = await sending();
    await say(id, 'RETURNED');
    await untilStatus(id, 'BANK_FAILED');

    await time.passUntil(plusSeconds(endOfNthDay(monday, 30), 60));

    await untilStatus(id, 'EXPIRED');
    expect((await inboxOf(platform, id, unit)).at(-1)).toBe('BANK_DATA_EXPIRED');
  });
});

describe('what the bank says', () => {
  test('once is heard once, however often it is told', async () => {
    const { id } = await sending();
    const word = { eventId: 'the same', paymentReference: `${id}-1`, outcome: 'SETTLED', occurredAt: monday } as const;

    const answers = [await recordBankWord(platform, word), await recordBankWord(platform, word)];

    expect(answers).toEqual(['RECORDED', 'REPEATED']);
    await untilStatus(id, 'AWAITING_AMOUNT');
    expect(await typesOf(id)).toEqual(['submitted', 'remittanceSettled']);
  });

  test('of an earlier moment than what is known changes nothing', async () => {
    const { id } = await sending();
    const of = { paymentReference: `${id}-1` };
    const returned = { ...of, eventId: 'later', outcome: 'RETURNED', occurredAt: plusSeconds(monday, 60) } as const;
    const settled = { ...of, eventId: 'earlier', outcome: 'SETTLED', occurredAt: monday } as const;

    expect(await recordBankWord(platform, returned)).toBe('RECORDED');
    expect(await recordBankWord(platform, settled)).toBe('RECORDED');

    await untilStatus(id, 'BANK_FAILED');
    expect(await typesOf(id)).toEqual(['submitted', 'remittanceFailed']);
  });

  test('of a payment that is not ours is refused', async () => {
    const { id } = await sending();
    expect(await say(id, 'SETTLED', 7)).toBe('UNKNOWN_REFERENCE');
  });

  test('of another holder is told to the unit by its reason', async () => {
    const { id } = await sending();
    await say(id, 'REJECTED', 1, 'NAME_MISMATCH');
    await untilStatus(id, 'BANK_FAILED');
    expect((await verificationOf(platform, id)).state).toMatchObject({ failure: 'HOLDER_MISMATCH' });
  });

  test('after it had paid, that it took the money back, fails the send', async () => {
    const { id } = await arrived();
    await time.passUntil(plusSeconds(await time.now(), 60));
    await say(id, 'RETURNED');
    await untilStatus(id, 'BANK_FAILED');
    expect(await sendFailedAt(id)).not.toBeNull();
  });

  test('of an older send changes nothing: corrected bank data are a send of their own', async () => {
    const { unit, id } = await sending();
    await say(id, 'RETURNED');
    await untilStatus(id, 'BANK_FAILED');
    expect(await acts.switchMethod(unit, id, await remittanceBody(platform, unit))).toBe('SUCCEEDED');
    await eventually(() => expect(bank.orders.map((order) => order.paymentReference)).toContain(`${id}-2`));

    await time.passUntil(plusSeconds(await time.now(), 60));
    await say(id, 'SETTLED', 1);
    const stale = await platform.knex('command').where({ processId: id, kind: 'remittanceSettled' }).first('id');
    expect(await outcomeOfCommand(platform, stale.id as string)).toBe('ACTION_NOT_ALLOWED');
    expect((await verificationOf(platform, id)).state).toMatchObject({ status: 'SENDING', send: { attempt: 2 } });
    await say(id, 'SETTLED', 2);
    await untilStatus(id, 'AWAITING_AMOUNT');
    expect(await acts.amount(unit, id, await amountSent(platform, id, 2))).toBe('SUCCEEDED');
  });
});

test('a unit that changes to material while money is on its way is reviewed, and the bank is asked no more', async () => {
  const { unit, id } = await sending();

  expect(await acts.switchMethod(unit, id, await materialBody(platform, unit))).toBe('SUCCEEDED');

  await time.passUntil(plusSeconds(monday, 1_800));
  expect(await settledEffects(platform, id)).toMatchObject({ REMIT: 'DONE' });
  await say(id, 'SETTLED');
  const late = await platform.knex('command').where({ processId: id, kind: 'remittanceSettled' }).first('id');
  expect(await outcomeOfCommand(platform, late.id as string)).toBe('ACTION_NOT_ALLOWED');
  expect(await verificationOf(platform, id)).toMatchObject({ status: 'AWAITING_REVIEW', unit: 'IN_PROGRESS' });
});

test('what all this left in the database is sound', async () => {
  expect(await databaseViolations(platform.knex)).toEqual([]);
});
