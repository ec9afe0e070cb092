import type { Client } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import pino from 'pino';
import type { FaultPoint } from '../../commands/dependencies.ts';
import { newId, storeCommand } from '../../commands/inbox.ts';
import { findViolations } from '../../commands/check-invariants.ts';
import { httpsBank } from '../../integrations/bank/https.ts';
import { employerVerificationWorkflowId } from '../../workflows/employer-verification.messages.ts';
import { BankServer, type BankFault } from '../support/bank-server.ts';
import { eventually } from '../support/eventually.ts';
import type { BuiltEmployer } from '../support/factories.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { settledEffects } from '../support/signing-cast.ts';
import { openClient } from '../support/temporal-client.ts';
import {
  actsOnVerification,
  amountSent,
  buildUnit,
  materialBody,
  remittanceBody,
  someAccountNo,
  submit,
  verificationOf,
} from '../support/verification-cast.ts';

/** Ends whoever next reaches a point, once: as a kill would, nothing after it happens. */
const killsAt: FaultPoint[] = [];
const lines: string[] = [];
const bank = new BankServer();
let platform: TestPlatform;
let client: Client;
beforeAll(async () => {
  await bank.start();
  platform = await startPlatform({
    bank: httpsBank(bank),
    log: pino({ level: 'trace' }, { write: (line) => lines.push(line) }),
    faults: (point) => (killsAt[0] === point ? Promise.reject(new Error(killsAt.shift())) : Promise.resolve()),
  });
  client = await openClient(platform.namespace);
  await platform.engine.ensureSchedules();
}, 90_000);
afterAll(async () => {
  await client.connection.close();
  await platform.stop();
  await bank.stop();
}, 60_000);

async function begun(accountNo = someAccountNo()): Promise<{ unit: BuiltEmployer; id: string; reference: string }> {
  const unit = await buildUnit(platform);
  const id = await submit(platform, unit, await remittanceBody(platform, unit, { accountNo }));
  return { unit, id, reference: `${id}-1` };
}

const untilStatus = (id: string, status: string) =>
  eventually(async () => expect((await verificationOf(platform, id)).status).toBe(status), 60_000);
const untilPaid = (reference: string) =>
  eventually(() => expect(bank.paymentsUnder(reference)).toBeGreaterThan(0), 60_000);
const bodiesOf = (reference: string) =>
  new Set(bank.received.filter(({ body }) => body.includes(reference)).map(({ body }) => body));

describe('one attempt is one payment', () => {
  const faults: [string, () => void][] = [
    ['when the worker is killed before the order leaves', () => killsAt.push('effect-before')],
    ['when the worker is killed after it left', () => killsAt.push('effect-after')],
    ...(['DROP', 'ERROR_500', 'GARBAGE'] as const).flatMap((how) =>
      (['BEFORE', 'AFTER'] as const).map((when): [string, () => void] => [
        `when the answer is ${how}, ${when} the bank took it`,
        () => bank.fail({ when, how } satisfies BankFault),
      ]),
    ),
  ];
  test.each(faults)(
    '%s',
    async (_, goWrong) => {
      goWrong();
      const { unit, id, reference } = await begun();
      await untilPaid(reference);
      bank.decide(reference, 'SETTLED');
      await untilStatus(id, 'AWAITING_AMOUNT');

      expect(await actsOnVerification(platform).amount(unit, id, await amountSent(platform, id))).toBe('SUCCEEDED');
      expect(bank.paymentsUnder(reference)).toBe(1);
      expect(bodiesOf(reference).size).toBe(1);
      expect(await settledEffects(platform, id)).toMatchObject({ REMIT: 'DONE' });
    },
    90_000,
  );
});

test('an account that the bank refuses at once fails the send, and the unit may change to material', async () => {
  const accountNo = someAccountNo();
  bank.refusedAccounts.set(accountNo, 'NAME_MISMATCH');
  const { unit, id, reference } = await begun(accountNo);

  await untilStatus(id, 'BANK_FAILED');

  expect((await verificationOf(platform, id)).state).toMatchObject({ failure: 'HOLDER_MISMATCH' });
  expect(bank.paymentsUnder(reference)).toBe(0);
  expect(await actsOnVerification(platform).switchMethod(unit, id, await materialBody(platform, unit))).toBe(
    'SUCCEEDED',
  );
}, 60_000);

test('a case that was withdrawn before its order left pays nothing', async () => {
  const unit = await buildUnit(platform);
  const process = { id: await newId(platform.knex), kind: 'EMPLOYER_VERIFICATION', cohortYear: null } as const;
  const from = { actorAccountId: unit.accountId, actorRelation: 'MEMBER', idempotency: null } as const;
  const asked = { process, ...from, requestId: 'test', clientAddress: null };
  await storeCommand(platform, { ...asked, kind: 'submit', body: await remittanceBody(platform, unit) }, true);
  await storeCommand(platform, { ...asked, kind: 'withdraw', body: {} }, false);

  await platform.engine.poke(process);

  await untilStatus(process.id, 'WITHDRAWN');
  expect(await settledEffects(platform, process.id)).toEqual({ REMIT: 'LEFT_OUT' });
  expect(bank.received.filter(({ body, path }) => `${body}${path}`.includes(process.id))).toEqual([]);
}, 60_000);

test('account and amount stand in no log line, no failure and no payload', async () => {
  const accountNo = someAccountNo();
  bank.fail({ when: 'AFTER', how: 'ERROR_500' }, { when: 'BEFORE', how: 'GARBAGE' });
  const { unit, id, reference } = await begun(accountNo);
  await untilPaid(reference);
  const workflow = client.workflow.getHandle(employerVerificationWorkflowId(id));
  const failure = await eventually(async () => {
    const [pending] = (await workflow.describe()).raw.pendingActivities ?? [];
    expect(pending?.lastFailure?.message).toMatch(/^[A-Z_0-9]+$/);
    return JSON.stringify(pending?.lastFailure);
  });
  bank.decide(reference, 'SETTLED');
  await untilStatus(id, 'AWAITING_AMOUNT');
  const amount = await amountSent(platform, id);
  await actsOnVerification(platform).amount(unit, id, amount);
  await workflow.result();

  const history = JSON.stringify(historyToJSON(await workflow.fetchHistory()));
  const payloads = [...history.matchAll(/"data\\?":\s*\\?"([^"\\]+)/g)].map(([, data = '']) =>
    Buffer.from(data, 'base64').toString(),
  );
  expect(payloads.some((payload) => payload.includes(id))).toBe(true);
  const readable = [...lines, failure, history, ...payloads];
  expect(lines.some((line) => line.includes('BANK_HTTP_500'))).toBe(true);
  expect(readable.filter((text) => text.includes(accountNo) || text.includes(`"${amount}"`))).toEqual([]);
}, 90_000);

test('at rest, database and engine are sound', async () => {
  await eventually(async () => expect(await findViolations(platform)).toEqual([]), 90_000);
}, 120_000);
