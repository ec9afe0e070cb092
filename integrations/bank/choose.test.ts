import { expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { bankOf } from './choose.ts';

const order = {
  ...{ paymentReference: 'r-1', payeeName: 'n', accountNo: '1', branchName: 'b' },
  amount: '0.01',
};
const stored: string[] = [];
const knex = {
  raw: (sql: string) => (stored.push(sql), Promise.resolve({ rows: [] })),
} as unknown as Knex;
const deps = { knex, seal: { encrypt: String, decrypt: String }, clock: () => Promise.resolve('now()') };
// Nobody listens on port 9 of the loopback.
const address = { url: 'https://127.0.0.1:9', merchantId: 'm', requestKey: Buffer.alloc(32).toString('base64') };

test('without a bank every order is rejected at once with a code that says so', async () => {
  const bank = bankOf({ provider: 'none', ...address }, deps);
  expect(await bank.pay(order)).toEqual({ status: 'REJECTED', reason: 'BANK_NOT_CONFIGURED' });
  expect(await bank.outcomeOf('r-1')).toEqual({ status: 'NOT_FOUND' });
});

test('the sandbox asks the database, https the bank', async () => {
  await bankOf({ provider: 'https', ...address }, deps).pay(order);
  expect(stored).toEqual([]);
  await bankOf({ provider: 'sandbox', ...address }, deps).outcomeOf('r-1');
  expect(stored).toEqual([expect.stringContaining('sandbox_transfer')]);
});
