import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { signCallback } from './callback.ts';
import { isSameSignature, signatureOf } from './signature.ts';

const page = readFileSync(new URL('../../docs/bank.md', import.meta.url), 'utf8');
const key = Buffer.alloc(32).toString('base64');
const timestamp = '1795320000';

// Both signatures were made by openssl.
test('the examples of docs/bank.md are signed as we sign', () => {
  const order =
    '{"paymentReference":"019aa0c2-6f00-7000-8000-000000000001","payeeName":"示范科技有限公司","accountNo":"6222020200001234","branchName":"示范银行示范支行","cnapsCode":"102100099996","amount":"1.78","currency":"CNY"}';
  const event =
    '{"eventId":"e-1","paymentReference":"019aa0c2-6f00-7000-8000-000000000001","outcome":"SETTLED","occurredAt":"2026-11-22T04:00:00.000Z"}';
  const ofOrder = signatureOf(key, 'POST', '/remittances/v1/payments', timestamp, order);
  const ofEvent = signCallback(key, { timestamp, rawBody: Buffer.from(event) });
  expect(ofOrder).toBe('86397216fba1d29e6dee77753cfe4ba81b21f510a1bb358d95f1a3827cc1e010');
  expect(ofEvent).toBe('f1ee5ea946e8eecadecac366ed1086b995061381978488469023f735599b4c7b');
  for (const text of [key, timestamp, order, event, ofOrder, ofEvent]) expect(page).toContain(text);
});

test('a signature is the same as itself and as no other text', () => {
  const right = signatureOf(key, 'a');
  expect(isSameSignature(right, right)).toBe(true);
  for (const other of [signatureOf(key, 'b'), right.slice(1), `${right}0`, ` ${right}`, '', '一'.repeat(64)])
    expect(isSameSignature(other, right)).toBe(false);
});
