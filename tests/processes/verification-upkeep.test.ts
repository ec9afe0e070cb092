import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createUpkeep, restartMissing } from '../../activities/upkeep.ts';
import { forgetBankData } from '../../activities/employer-verification/forget-bank-data.ts';
import { findViolations } from '../../commands/check-invariants.ts';
import { clockAt } from '../../database/clock.ts';
import { databaseViolations } from '../../database/queries/invariants.ts';
import { messageValues } from '../../database/queries/message-values.ts';
import { fillMessage } from '../../domain/messages.ts';
import type { MessageCode } from '../../domain/vocabulary/messages.ts';
import { noSms } from '../../integrations/sms/none.ts';
import { eventually } from '../support/eventually.ts';
import { buildFile } from '../support/factories.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { openClient } from '../support/temporal-client.ts';
import {
  actsOnVerification,
  amountSent,
  buildStaff,
  buildUnit,
  claim,
  materialBody,
  remittanceBody,
  submit,
  verificationOf,
  wrongAmount,
} from '../support/verification-cast.ts';

const dayMs = 86_400_000;
const inDays = (days: number) => clockAt(() => Promise.resolve(Date.now() + days * dayMs));
const nothing = () => undefined;

let platform: TestPlatform;
let acts: ReturnType<typeof actsOnVerification>;
beforeAll(async () => {
  platform = await startPlatform();
  acts = actsOnVerification(platform);
}, 60_000);
afterAll(() => platform.stop(), 60_000);

/** A verification whose money has arrived, by the sandbox. */
async function arrived(cnapsCode?: string) {
  const unit = await buildUnit(platform);
  const body = await remittanceBody(platform, unit);
  const bank = 'bank' in body ? { ...body.bank, cnapsCode } : undefined;
  const id = await submit(platform, unit, { ...body, bank } as typeof body);
  await eventually(async () => expect((await verificationOf(platform, id)).status).toBe('AWAITING_AMOUNT'), 30_000);
  return { unit, id };
}

const keptOf = async (processId: string) => {
  const send = await platform
    .knex('remittance')
    .where({ processId })
    .first('accountNoEncrypted', 'bankBranchName', 'cnapsCode', 'amountEncrypted');
  const bodies = await platform
    .knex('command')
    .where({ processId })
    .whereNotNull('bodyEncrypted')
    .select<{ kind: string }[]>('kind');
  return {
    send: Object.values(send as object).filter((value) => value !== null).length,
    bodies: bodies.map(({ kind }) => kind).sort(),
  };
};

test('account and amount are forgotten thirty days after the end, and not before; what happened stays', async () => {
  const { unit, id } = await arrived('102100099996');
  const open = await arrived();
  await acts.amount(unit, id, await wrongAmount(platform, id));
  await acts.amount(unit, id, await amountSent(platform, id));
  const all = { send: 4, bodies: ['amount', 'amount', 'remittanceSettled', 'submit'] };

  expect(await forgetBankData({ knex: platform.knex, clock: inDays(29) }, nothing)).toBe(0);
  expect(await keptOf(id)).toEqual(all);
  expect(await forgetBankData({ knex: platform.knex, clock: inDays(31) }, nothing)).toBe(1);

  expect(await keptOf(id)).toEqual({ send: 0, bodies: ['remittanceSettled'] });
  expect((await keptOf(open.id)).send).toBe(3);
  expect(await forgetBankData({ knex: platform.knex, clock: inDays(31) }, nothing)).toBe(0);
  expect(await platform.knex('remittance').where({ processId: id }).first('account_hash')).toMatchObject({
    accountHash: expect.any(Buffer),
  });
}, 60_000);

test('the Schedule that forgets runs daily, by the clock that judges', async () => {
  const { forgetBankData: forget } = createUpkeep({ ...platform, sms: noSms, clock: inDays(0) });
  expect(forget).toBeInstanceOf(Function);
  const client = await openClient(platform.namespace);
  await platform.engine.ensureSchedules();
  const { spec } = await client.schedule.getHandle('forget-bank-data').describe();
  expect(spec.intervals).toMatchObject([{ every: dayMs }]);
  await client.connection.close();
}, 60_000);

test('a verification that the engine lost is started again, and goes on', async () => {
  const { unit, id } = await arrived();
  const client = await openClient(platform.namespace);
  await client.workflow.getHandle(`employer-verification:${id}`).terminate();
  await eventually(async () =>
    expect((await platform.engine.runningProcesses('EMPLOYER_VERIFICATION')).has(id)).toBe(false),
  );
  expect(await findViolations(platform)).toMatchObject([{ rule: 'a process with work has its workflow', id }]);

  expect(await restartMissing(platform)).toBeGreaterThanOrEqual(1);

  await eventually(async () => expect(await findViolations(platform)).toEqual([]), 30_000);
  expect(await acts.amount(unit, id, await amountSent(platform, id))).toBe('SUCCEEDED');
  await client.connection.close();
}, 60_000);

test('every message of a verification finds what it speaks of', async () => {
  const [unit, reviewer] = [await buildUnit(platform), await buildStaff(platform, 'REVIEWER')];
  const body = await materialBody(platform, unit);
  const reviewed = await submit(platform, unit, body);
  const claimIt = () => claim(platform, reviewed, reviewer, new Date(Date.now() + dayMs).toISOString());
  await claimIt();
  const [replacesFileId = ''] = body.fileIds;
  await acts.requestSupplement(reviewer, reviewed, [{ fileId: replacesFileId, reasons: ['UNREADABLE'] }]);
  const fileId = await buildFile(platform, unit.accountId);
  await acts.supplement(unit, reviewed, [{ replacesFileId, fileId }]);
  await claimIt();
  await acts.reject(reviewer, reviewed);
  const { unit: payer, id: paid } = await arrived();
  await acts.amount(payer, paid, await wrongAmount(platform, paid));

  const notices = await platform
    .knex('notification')
    .whereIn('processId', [reviewed, paid])
    .orderBy(['created_at', 'seq'])
    .select<{ processId: string; seq: number; message: MessageCode }[]>('processId', 'seq', 'message');
  const values = await messageValues(platform.knex, notices);
  const texts = notices.map(({ message }, place) => fillMessage(message, 'zh', values[place] ?? {}));

  expect(new Set(notices.map(({ message }) => message))).toEqual(
    new Set([
      ...['MATERIAL_SUBMITTED', 'VERIFICATION_REVIEW_OPENED', 'SUPPLEMENT_REQUESTED', 'SUPPLEMENT_RECEIVED'],
      ...['VERIFICATION_REJECTED', 'REMITTANCE_SUBMITTED', 'REMITTANCE_SETTLED', 'AMOUNT_MISMATCHED'],
    ]),
  );
  expect(texts.join('\n')).toContain('未通过（单位名称不一致）');
  expect(texts.join('\n')).toContain('还可填写2次');
  expect(texts.join('\n')).toContain(`${unit.name}的认证材料等待审核`);
}, 60_000);

test.each([
  [
    'the read model of a verification stands where its process stands',
    `update employer_verification set status_at = now() where id = :id`,
  ],
  [
    'a unit is in progress while its verification is open',
    `update employer set verification_state = 'UNVERIFIED' where id = :unit`,
  ],
  ['the files of a verification are those of its state', `delete from verification_file where process_id = :id`],
  [
    'a send has one order to the bank, and an order its send',
    `delete from effect where process_id = :id and kind = 'REMIT'`,
  ],
  [
    'the newest send of a verification is that of its state',
    `update remittance set attempt = 2 where process_id = :id`,
  ],
  [
    'a claim is one on an open review',
    `update employer_verification set claimed_by = submitted_by, claimed_until = now() where id = :id`,
  ],
  ['a process is open while its state waits', `update process set is_open = false where id = :id`],
  [
    'a verified unit has no rival under way that is not told',
    `update employer set verification_state = 'VERIFIED', uscc = (select uscc from employer_verification where id = :id)
     where id = (select id from employer where id <> :unit and verification_state = 'UNVERIFIED' limit 1)`,
  ],
  [
    'a verified unit is called what was verified',
    `with proved as (update employer_verification set status = 'VERIFIED' where id = :id)
     update employer set verification_state = 'VERIFIED', name = name || '集团' where id = :unit`,
  ],
])('the checker of invariants notices where it does not hold that %s', async (rule, sql) => {
  await buildUnit(platform);
  const { unit, id } = await arrived();
  const trx = await platform.knex.transaction();
  try {
    await trx.raw(sql, sql.includes(':unit') ? { id, unit: unit.employerId } : { id });
    expect((await databaseViolations(trx)).map((violation) => violation.rule)).toContain(rule);
  } finally {
    await trx.rollback();
  }
});
