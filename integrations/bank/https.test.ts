import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify, inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BankServer, type BankFault } from '../../tests/support/bank-server.ts';
import { selfSignedCertificate } from '../../tests/support/certificate.ts';
import type { Bank, PaymentOrder } from './bank.ts';
import { httpsBank } from './https.ts';

let server: BankServer;
beforeAll(async () => {
  server = new BankServer();
  await server.start();
});
afterAll(() => server.stop());

const newOrder = (changed: Partial<PaymentOrder> = {}): PaymentOrder => ({
  paymentReference: randomUUID(),
  payeeName: '绝密单位有限公司',
  accountNo: '6222020200012345678',
  branchName: '绝密银行示范支行',
  cnapsCode: '102100099996',
  amount: '1.37',
  ...changed,
});

/** A bank by our adapter; its deadline is the test's to call. */
const bankAt = (of: BankServer, deadline?: () => AbortSignal): Bank =>
  httpsBank({
    ...{ url: of.url, merchantId: of.merchantId, requestKey: of.requestKey },
    ...(deadline ? { deadline } : {}),
  });

/** A deadline that has come once `expire` is called. */
function controlledDeadline() {
  const controller = new AbortController();
  return {
    deadline: () => controller.signal,
    expire: () => controller.abort(new DOMException('too late', 'TimeoutError')),
  };
}

const ways = ['DROP', 'ERROR_500', 'GARBAGE', 'REDIRECT'] as const;
const faults = (['BEFORE', 'AFTER'] as const).flatMap((when) => ways.map((how) => ({ when, how })));
const codes = {
  ...{ DROP: 'BANK_UNREACHABLE', ERROR_500: 'BANK_HTTP_500' },
  ...{ GARBAGE: 'BANK_ANSWER_UNREADABLE', REDIRECT: 'BANK_HTTP_307' },
};

describe('what the bank says', () => {
  test('an order that is taken is ACCEPTED, and PENDING until the bank knows more', async () => {
    const order = newOrder();
    expect(await bankAt(server).pay(order)).toEqual({ status: 'ACCEPTED' });
    expect(await bankAt(server).outcomeOf(order.paymentReference)).toEqual({ status: 'PENDING' });
    expect(JSON.parse(server.received.at(-2)?.body ?? '')).toEqual({ ...order, currency: 'CNY' });
  });

  test('an order that is refused is REJECTED with the bank’s code, and nothing is paid', async () => {
    server.refusedAccounts.set('9003', 'NAME_MISMATCH');
    const order = newOrder({ accountNo: '9003' });
    expect(await bankAt(server).pay(order)).toEqual({ status: 'REJECTED', reason: 'NAME_MISMATCH' });
    expect(await bankAt(server).outcomeOf(order.paymentReference)).toMatchObject({
      ...{ status: 'REJECTED', reason: 'NAME_MISMATCH' },
    });
    expect(server.paymentsUnder(order.paymentReference)).toBe(0);
  });

  test.each([
    ['SETTLED', undefined],
    ['RETURNED', 'ACCOUNT_CLOSED'],
  ] as const)('%s is told with its instant, and with a reason where there is one', async (status, reason) => {
    const order = newOrder();
    const occurredAt = '2026-11-22T04:00:00.000Z';
    await bankAt(server).pay(order);
    server.decide(order.paymentReference, status, { at: occurredAt, ...(reason ? { reason } : {}) });
    expect(await bankAt(server).outcomeOf(order.paymentReference)).toEqual({ status, occurredAt, reason });
  });

  test('a reference it has never heard of is NOT_FOUND', async () => {
    expect(await bankAt(server).outcomeOf(randomUUID())).toEqual({ status: 'NOT_FOUND' });
  });
});

describe('an unknown outcome', () => {
  test.each(faults)('after $how $when the order is taken, asked and sent again it is one payment', async (fault) => {
    const bank = bankAt(server);
    const order = newOrder();
    server.fail(fault);
    expect(await bank.pay(order)).toEqual({ status: 'UNKNOWN', code: codes[fault.how] });

    const isTaken = fault.when === 'AFTER';
    expect(await bank.outcomeOf(order.paymentReference)).toEqual({ status: isTaken ? 'PENDING' : 'NOT_FOUND' });
    expect(await bank.pay(order)).toEqual({ status: 'ACCEPTED' });
    expect(server.paymentsUnder(order.paymentReference)).toBe(1);
  });

  test.each(faults)('a question that meets $how $when it is answered throws a code', async (fault) => {
    server.fail(fault);
    await expect(bankAt(server).outcomeOf(randomUUID())).rejects.toThrow(new Error(codes[fault.how]));
  });

  test('an order that arrives late, after the bank said NOT_FOUND and took the repeat, is one payment', async () => {
    const { deadline, expire } = controlledDeadline();
    const order = newOrder();
    const arrival = server.nextArrival();
    server.fail({ when: 'BEFORE', how: 'HOLD' });
    const first = bankAt(server, deadline).pay(order);
    await arrival;
    expire();
    expect(await first).toEqual({ status: 'UNKNOWN', code: 'BANK_TIMEOUT' });
    expect(await bankAt(server).outcomeOf(order.paymentReference)).toEqual({ status: 'NOT_FOUND' });
    expect(await bankAt(server).pay(order)).toEqual({ status: 'ACCEPTED' });

    await server.release();
    expect(server.paymentsUnder(order.paymentReference)).toBe(1);
  });

  test('an answer that takes its time is waited for, and others may ask meanwhile', async () => {
    const order = newOrder();
    const arrival = server.nextArrival();
    server.fail({ when: 'AFTER', how: 'HOLD' });
    const paying = bankAt(server, () => new AbortController().signal).pay(order);
    await arrival;
    expect(await bankAt(server).outcomeOf(order.paymentReference)).toEqual({ status: 'PENDING' });
    await server.release();
    expect(await paying).toEqual({ status: 'ACCEPTED' });
  });

  test('a bank that never answers is waited for until the deadline', async () => {
    const order = newOrder();
    server.fail({ when: 'AFTER', how: 'HOLD' });
    const bank = bankAt(server, () => AbortSignal.timeout(50));
    expect(await bank.pay(order)).toEqual({ status: 'UNKNOWN', code: 'BANK_TIMEOUT' });
    await server.release();
  });

  test('nobody at the address is unknown too', async () => {
    const gone = new BankServer();
    await gone.start();
    const bank = bankAt(gone);
    await gone.stop();
    expect(await bank.pay(newOrder())).toEqual({ status: 'UNKNOWN', code: 'BANK_UNREACHABLE' });
  });

  test('a signature the bank refuses is unknown, never a rejection', async () => {
    const bank = httpsBank({ url: server.url, merchantId: server.merchantId, requestKey: server.callbackKey });
    expect(await bank.pay(newOrder())).toEqual({ status: 'UNKNOWN', code: 'BANK_HTTP_401' });
    await expect(bank.outcomeOf(randomUUID())).rejects.toThrow(new Error('BANK_HTTP_401'));
  });

  test('an answer longer than any should be is not read to its end', async () => {
    const order = newOrder();
    server.padding = 100_000;
    expect(await bankAt(server).pay(order)).toEqual({ status: 'UNKNOWN', code: 'BANK_ANSWER_UNREADABLE' });
    server.padding = 0;
    expect(await bankAt(server).pay(order)).toEqual({ status: 'ACCEPTED' });
    expect(server.paymentsUnder(order.paymentReference)).toBe(1);
  });

  test('another order under a used reference is told apart, and the first one stands', async () => {
    const order = newOrder();
    await bankAt(server).pay(order);
    const answer = await bankAt(server).pay({ ...order, accountNo: '6222020200099999999' });
    expect(answer).toEqual({ status: 'UNKNOWN', code: 'BANK_REFERENCE_REUSED' });
    expect(server.paymentsUnder(order.paymentReference)).toBe(1);
  });
});

test('whatever fails and however many ask at once, a reference is paid once when the bank has taken it, else never', async () => {
  const someFault = fc.record<BankFault>({ when: fc.constantFrom('BEFORE', 'AFTER'), how: fc.constantFrom(...ways) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(someFault, { maxLength: 6 }),
      fc.integer({ min: 1, max: 4 }),
      async (suffered, atOnce) => {
        const bank = bankAt(server);
        const order = newOrder();
        server.fail(...suffered);
        const tries = Math.ceil(suffered.length / atOnce);
        for (let tried = 0; tried < tries; tried += 1)
          await Promise.all(Array.from({ length: atOnce }, () => bank.pay(order)));
        const wasTaken = (await bank.outcomeOf(order.paymentReference)).status === 'PENDING';
        expect(server.paymentsUnder(order.paymentReference)).toBe(wasTaken ? 1 : 0);
        expect(await bank.pay(order)).toEqual({ status: 'ACCEPTED' });
        expect(server.paymentsUnder(order.paymentReference)).toBe(1);
      },
    ),
    { numRuns: 40 },
  );
});

describe('an order that may not leave the house', () => {
  test.each(['0.00', '2.00', '1.375', '-1.00', ''])(
    'the amount %j is refused before anything is sent',
    async (amount) => {
      const before = server.received.length;
      await expect(bankAt(server).pay(newOrder({ amount }))).rejects.toThrow(new Error('AMOUNT_OUT_OF_RANGE'));
      expect(server.received).toHaveLength(before);
    },
  );

  test.each(['', 'a/../b', 'x'.repeat(65), '1 2', '一'])('so is the reference %j', async (paymentReference) => {
    const before = server.received.length;
    const malformed = new Error('REFERENCE_MALFORMED');
    await expect(bankAt(server).pay(newOrder({ paymentReference }))).rejects.toThrow(malformed);
    await expect(bankAt(server).outcomeOf(paymentReference)).rejects.toThrow(malformed);
    expect(server.received).toHaveLength(before);
  });
});

test('no answer and no error tells an account, a name, an amount, a key or an address', async () => {
  const order = newOrder();
  const told: unknown[] = [];
  for (const fault of faults) {
    server.fail(fault, fault);
    told.push(await bankAt(server).pay(order), await bankAt(server).outcomeOf(order.paymentReference).catch(whole));
  }
  told.push(
    await bankAt(server)
      .pay({ ...order, amount: '9.99' })
      .catch(whole),
  );
  const secrets = Object.values({ ...order, paymentReference: server.requestKey });
  for (const secret of [...secrets, '9.99', new URL(server.url).host])
    expect(inspect(told, { depth: 10 })).not.toContain(secret);
});

/** Everything an error could give away. */
function whole(error: unknown): unknown {
  return { ...(error as object), text: inspect(error, { depth: 10, showHidden: true }) };
}

describe('over TLS', () => {
  const certificate = selfSignedCertificate();
  const folder = mkdtempSync(path.join(tmpdir(), 'bank-'));
  const trusted = path.join(folder, 'trusted.pem');
  const overTls = new BankServer(certificate);
  beforeAll(async () => {
    writeFileSync(trusted, certificate.cert);
    await overTls.start();
  });
  afterAll(async () => {
    await overTls.stop();
    rmSync(folder, { recursive: true });
  });

  test('a bank whose certificate nobody vouches for gets no order to see', async () => {
    expect(await bankAt(overTls).pay(newOrder())).toEqual({ status: 'UNKNOWN', code: 'BANK_UNREACHABLE' });
    expect(overTls.received).toEqual([]);
  });

  test('one that NODE_EXTRA_CA_CERTS vouches for is paid through', async () => {
    const { url, merchantId, requestKey } = overTls;
    const order = newOrder();
    const program = `
      import { httpsBank } from ${JSON.stringify(new URL('https.ts', import.meta.url).href)};
      const bank = httpsBank(${JSON.stringify({ url, merchantId, requestKey })});
      console.log(JSON.stringify(await bank.pay(${JSON.stringify(order)})));`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', program],
      { env: { NODE_EXTRA_CA_CERTS: trusted } },
    );
    expect(JSON.parse(stdout)).toEqual({ status: 'ACCEPTED' });
    expect(overTls.paymentsUnder(order.paymentReference)).toBe(1);
  });
});
