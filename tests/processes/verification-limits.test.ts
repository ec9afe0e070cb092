import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { recordBankWord } from '../../commands/record-bank-word.ts';
import { plusSeconds, type Instant } from '../../domain/calendar.ts';
import { databaseViolations } from '../../database/queries/invariants.ts';
import { eventually } from '../support/eventually.ts';
import type { BuiltEmployer } from '../support/factories.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { ScriptedBank } from '../support/scripted-bank.ts';
import { startTurnedTime, type TurnedTime } from '../support/time-skipping.ts';
import {
  actsOnVerification,
  amountSent,
  buildStaff,
  buildUnit,
  claim,
  materialBody,
  remittanceBody,
  someAccountNo,
  submit,
  toldBeside,
  verificationOf,
  wrongAmount,
} from '../support/verification-cast.ts';

/** Monday, 10:00 in Shanghai. */
const monday: Instant = '2026-11-02T02:00:00.000Z';
const daySeconds = 86_400;

let time: TurnedTime;
let platform: TestPlatform;
let bank: ScriptedBank;
let acts: ReturnType<typeof actsOnVerification>;
beforeAll(async () => {
  time = await startTurnedTime();
  bank = new ScriptedBank();
  platform = await startPlatform({ ...time, bank });
  acts = actsOnVerification(platform);
}, 90_000);
afterAll(async () => {
  await platform.stop();
  await time.stop();
});
beforeEach(() => time.set(monday));

type Unit = BuiltEmployer & { uscc: string };

/** Sends once for a unit and withdraws; the refusal where there is one. */
async function sendOnce(unit: Unit, accountNo = someAccountNo()): Promise<string> {
  try {
    const id = await submit(platform, unit, await remittanceBody(platform, unit, { accountNo }));
    return await acts.withdraw(unit, id);
  } catch (error) {
    return (error as Error).message;
  }
}

async function settled(unit: Unit): Promise<string> {
  const id = await submit(platform, unit, await remittanceBody(platform, unit));
  const paymentReference = `${id}-1`;
  await recordBankWord(platform, { eventId: id, paymentReference, outcome: 'SETTLED', occurredAt: await time.now() });
  await eventually(async () => expect((await verificationOf(platform, id)).status).toBe('AWAITING_AMOUNT'));
  return id;
}

/** Does something so many times, one after the other. */
async function repeated<T>(count: number, act: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  while (results.length < count) results.push(await act());
  return results;
}

describe('money is sent at most three times in seven days and six times in ninety', () => {
  test('for one credit code, over two units and whatever the account', async () => {
    const one = await buildUnit(platform);
    const two = await buildUnit(platform, { uscc: one.uscc });

    expect([await sendOnce(one), await sendOnce(two), await sendOnce(one)]).toEqual([
      'SUCCEEDED',
      'SUCCEEDED',
      'SUCCEEDED',
    ]);

    expect(await sendOnce(two)).toBe('REMITTANCE_LIMIT_REACHED');
    expect(await sendOnce(one)).toBe('REMITTANCE_LIMIT_REACHED');
    const id = await submit(platform, two, await materialBody(platform, two));
    const body = await remittanceBody(platform, two);
    expect(await acts.switchMethod(two, id, body)).toBe('REMITTANCE_LIMIT_REACHED');
    const { availableAt } = (await toldBeside(platform, id, 'switchMethod')) as { availableAt: Instant };
    expect(availableAt > plusSeconds(monday, 7 * daySeconds)).toBe(true);
    await time.set(availableAt);
    expect(await acts.switchMethod(two, id, body)).toBe('SUCCEEDED');
  });

  test('for one account, over units of different credit codes and however its number is typed', async () => {
    const accountNo = '6222029999999991234';
    for (const each of [accountNo, '6222 0299 9999 9991 234', '622202-9999999991234'])
      expect(await sendOnce(await buildUnit(platform), each)).toBe('SUCCEEDED');

    expect(await sendOnce(await buildUnit(platform), accountNo)).toBe('REMITTANCE_LIMIT_REACHED');
  });

  test('so that ten accounts of one code are no more guesses than one', async () => {
    const unit = await buildUnit(platform);

    const outcomes: string[] = [];
    for (const days of [0, 8, 60]) {
      await time.set(plusSeconds(monday, days * daySeconds));
      outcomes.push(...(await repeated(10, () => sendOnce(unit))));
    }

    expect(outcomes.filter((outcome) => outcome === 'SUCCEEDED')).toHaveLength(6);
    expect(new Set(outcomes)).toEqual(new Set(['SUCCEEDED', 'REMITTANCE_LIMIT_REACHED']));
  });

  test('when many units of one code ask at once', async () => {
    const first = await buildUnit(platform);
    const others = await repeated(5, () => buildUnit(platform, { uscc: first.uscc }));

    const outcomes = await Promise.all([first, ...others].map((unit) => sendOnce(unit)));

    expect(outcomes.filter((outcome) => outcome === 'SUCCEEDED')).toHaveLength(3);
    expect(outcomes.filter((outcome) => outcome === 'REMITTANCE_LIMIT_REACHED')).toHaveLength(3);
  });
});

describe('of two units with one credit code', () => {
  test('the first to be verified keeps it, and the other is told and ends rejected', async () => {
    const winner = await buildUnit(platform);
    const rival = await buildUnit(platform, { uscc: winner.uscc });
    const [won, lost] = [await settled(winner), await settled(rival)];

    expect(await acts.amount(winner, won, await amountSent(platform, won))).toBe('SUCCEEDED');
    await platform.engine.poke({ id: lost, kind: 'EMPLOYER_VERIFICATION', cohortYear: null });

    await eventually(async () => expect((await verificationOf(platform, lost)).status).toBe('REJECTED'));
    expect(await verificationOf(platform, lost)).toMatchObject({
      unit: 'UNVERIFIED',
      state: { reasonCode: 'EMPLOYER_EXISTS' },
    });
    expect((await verificationOf(platform, won)).unit).toBe('VERIFIED');
    await expect(submit(platform, rival, await materialBody(platform, rival))).rejects.toThrow('EMPLOYER_EXISTS');
  });

  test('both right at once, one is verified', async () => {
    const one = await buildUnit(platform);
    const two = await buildUnit(platform, { uscc: one.uscc });
    const [first, second] = [await settled(one), await settled(two)];
    const amounts = [await amountSent(platform, first), await amountSent(platform, second)] as const;

    const outcomes = await Promise.all([acts.amount(one, first, amounts[0]), acts.amount(two, second, amounts[1])]);

    expect(outcomes.filter((outcome) => outcome === 'SUCCEEDED')).toHaveLength(1);
    expect(outcomes.filter((outcome) => /^(EMPLOYER_EXISTS|ACTION_NOT_ALLOWED)$/.test(outcome))).toHaveLength(1);
    for (const id of [first, second])
      await platform.engine.poke({ id, kind: 'EMPLOYER_VERIFICATION', cohortYear: null });
    await eventually(async () => {
      const ends = await Promise.all([first, second].map((id) => verificationOf(platform, id)));
      expect(ends.map(({ status }) => status).sort()).toEqual(['REJECTED', 'VERIFIED']);
    });
  });

  test('the one whose material is approved rejects the other that waits for its amount', async () => {
    const [byMaterial, byMoney] = [await buildUnit(platform), await buildUnit(platform)];
    await platform.knex('employer').where({ id: byMoney.employerId }).update({ uscc: byMaterial.uscc });
    const [won, lost] = [
      await submit(platform, byMaterial, await materialBody(platform, byMaterial)),
      await settled(byMoney),
    ];
    const reviewer = await buildStaff(platform, 'REVIEWER');
    await claim(platform, won, reviewer, plusSeconds(monday, 3_600));

    expect(await acts.approve(reviewer, won)).toBe('SUCCEEDED');
    expect(await acts.amount(byMoney, lost, await amountSent(platform, lost))).toBe('ACTION_NOT_ALLOWED');

    expect((await verificationOf(platform, lost)).status).toBe('REJECTED');
  });
});

describe('a credit code that a disabled unit holds', () => {
  const tasksOf = (id: string) => platform.knex('staff_task').where({ processId: id }).pluck<string[]>('kind');
  const setState = ({ employerId }: Unit, verificationState: 'REVOKED' | 'UNVERIFIED') =>
    platform.knex('employer').where({ id: employerId }).update({ verificationState });
  const disable = (unit: Unit) => setState(unit, 'REVOKED');

  /** Verified by material, once. */
  async function verified(unit: Unit): Promise<Unit> {
    const id = await submit(platform, unit, await materialBody(platform, unit));
    const reviewer = await buildStaff(platform, 'REVIEWER');
    await claim(platform, id, reviewer, plusSeconds(monday, 3_600));
    expect(await acts.approve(reviewer, id)).toBe('SUCCEEDED');
    return unit;
  }

  test('verifies nobody by money, and staff are told of whoever hands in material for it', async () => {
    const gone = await verified(await buildUnit(platform));
    await disable(gone);
    const next = await buildUnit(platform, { uscc: gone.uscc });
    expect(await sendOnce(next)).toBe('DISABLED_UNIT_HOLDS_CODE');
    const id = await submit(platform, next, await materialBody(platform, next));
    expect(await tasksOf(id)).toEqual(['DISABLED_UNIT_CODE']);
    const reviewer = await buildStaff(platform, 'REVIEWER');
    await claim(platform, id, reviewer, plusSeconds(monday, 3_600));
    expect(await acts.approve(reviewer, id)).toBe('SUCCEEDED');
    expect((await verificationOf(platform, id)).unit).toBe('VERIFIED');
  });

  test('nor by money that was sent before; the way on is material', async () => {
    const gone = await verified(await buildUnit(platform));
    await setState(gone, 'UNVERIFIED');
    const next = await buildUnit(platform, { uscc: gone.uscc });
    const id = await settled(next);
    await disable(gone);
    expect(await acts.amount(next, id, await amountSent(platform, id))).toBe('DISABLED_UNIT_HOLDS_CODE');
    const { fileIds } = await materialBody(platform, next);
    expect(await acts.switchMethod(next, id, { method: 'MATERIALS', fileIds })).toBe('SUCCEEDED');
    expect(await tasksOf(id)).toEqual(['DISABLED_UNIT_CODE']);
  });

  test('one that was disabled and never verified holds nothing: whoever told a code first blocks nobody', async () => {
    const squatter = await buildUnit(platform);
    await disable(squatter);
    const owner = await buildUnit(platform, { uscc: squatter.uscc });
    const id = await settled(owner);
    expect(await acts.amount(owner, id, await amountSent(platform, id))).toBe('SUCCEEDED');
    expect(await tasksOf(id)).toEqual([]);
  });
});

test('every third send of a code that comes to nothing is counted so, over all records', async () => {
  const unit = await buildUnit(platform);
  await repeated(3, async () => {
    const id = await settled(unit);
    await repeated(3, async () => acts.amount(unit, id, await wrongAmount(platform, id)));
    expect((await verificationOf(platform, id)).status).toBe('AMOUNT_FAILED');
  });

  const { rows } = await platform.knex.raw<{ rows: { failedSends: number }[] }>(
    `select (e.data ->> 'failedSends')::integer as failed_sends from process_event e
       join employer_verification v on v.id = e.process_id
     where v.employer_id = ? and e.type = 'amountFailed' order by e.at`,
    unit.employerId,
  );
  expect(rows.map(({ failedSends }) => failedSends)).toEqual([1, 2, 3]);
  // The third one is for staff to look into, once.
  const tasks = await platform
    .knex('staff_task as t')
    .join('employer_verification as v', 'v.id', 't.process_id')
    .where('v.employer_id', unit.employerId)
    .pluck<string[]>('t.kind');
  expect(tasks).toEqual(['FAILED_SENDS']);
});

test('what all this left in the database is sound', async () => {
  expect(await databaseViolations(platform.knex)).toEqual([]);
});
