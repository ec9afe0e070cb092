import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { BankCallback } from '../../api/schemas/callbacks.ts';
import { BankServer } from '../../tests/support/bank-server.ts';
import { callbackHeaders, signCallback, verifyCallback, type ReceivedCallback } from './callback.ts';

const key = Buffer.alloc(32, 7).toString('base64');
const nextKey = Buffer.alloc(32, 8).toString('base64');
const signedAt = 1_795_320_000;
const now = instantAfter(0);

function instantAfter(seconds: number): string {
  return new Date((signedAt + seconds) * 1_000).toISOString();
}

function signed(by = key, timestamp = String(signedAt), rawBody = Buffer.from('{"eventId":"1"}')): ReceivedCallback {
  return { timestamp, rawBody, signature: signCallback(by, { timestamp, rawBody }) };
}

describe('a call-back', () => {
  test('signed with the key in force is genuine', () => {
    expect(verifyCallback([key], signed(), now)).toBe('GENUINE');
  });

  test('is genuine by the old key and by the new one while both are in force, and by no other after', () => {
    for (const by of [key, nextKey]) expect(verifyCallback([nextKey, key], signed(by), now)).toBe('GENUINE');
    expect(verifyCallback([nextKey], signed(key), now)).toBe('FORGED');
  });

  test('is forged where no key is in force', () => {
    expect(verifyCallback([], signed(), now)).toBe('FORGED');
  });

  test.each([-300, -1, 0, 1, 300])('is genuine %d s after it was signed by our clock', (seconds) => {
    expect(verifyCallback([key], signed(), instantAfter(seconds))).toBe('GENUINE');
  });

  test.each([-300.001, 300.001, 86_400])('is stale %d s after', (seconds) => {
    expect(verifyCallback([key], signed(), instantAfter(seconds))).toBe('STALE');
  });

  test.each([
    ['another byte in the body', { rawBody: Buffer.from('{"eventId":"2"}') }],
    ['a space more in the body', { rawBody: Buffer.from('{"eventId": "1"}') }],
    ['another timestamp', { timestamp: String(signedAt + 1) }],
    ['no signature', { signature: '' }],
    ['half a signature', { signature: signed().signature.slice(0, 32) }],
    ['the signature in capitals', { signature: signed().signature.toUpperCase() }],
    ['no hex', { signature: 'z'.repeat(64) }],
    ['a signature of wide characters', { signature: '一'.repeat(64) }],
  ])('with %s is forged', (_, changed) => {
    expect(verifyCallback([key], { ...signed(), ...changed }, now)).toBe('FORGED');
  });

  test.each(['', 'now', '-1', '1e9', `${signedAt}.5`, '9'.repeat(13), ` ${signedAt}`])(
    'whose timestamp is %j is forged, though signed',
    (timestamp) => {
      expect(verifyCallback([key], signed(key, timestamp), now)).toBe('FORGED');
    },
  );

  test('is signed over its bytes, whatever they are', () => {
    const rawBody = Buffer.from([0xff, 0x00, 0xfe]);
    expect(verifyCallback([key], signed(key, String(signedAt), rawBody), now)).toBe('GENUINE');
  });
});

describe('the body of a call-back', () => {
  const bare = { eventId: 'e-1', paymentReference: randomUUID(), outcome: 'RETURNED', occurredAt: now };
  const right = { ...bare, reason: 'ACCOUNT_CLOSED' };

  test('is taken with a reason and without', () => {
    expect(BankCallback.parse(right)).toEqual(right);
    expect(BankCallback.parse(bare)).toEqual(bare);
  });

  test.each([
    ...[{ eventId: '' }, { eventId: 'a b' }, { eventId: 'e'.repeat(65) }, { paymentReference: '../x' }],
    ...[{ outcome: 'PENDING' }, { outcome: 'settled' }, { occurredAt: '2026-11-22' }, { amount: '1.78' }],
    ...[{ reason: '户名不符' }, { reason: 'account 6222 closed' }, { reason: null }],
  ])('is refused with %j', (changed) => {
    expect(BankCallback.safeParse({ ...right, ...changed }).success).toBe(false);
  });
});

describe('call-backs of a bank that repeats and mixes them up', () => {
  const bank = new BankServer();
  let seen: ReturnType<typeof BankCallback.parse>[] = [];
  const receiver = createServer((request, response) => {
    void buffer(request).then((rawBody) => {
      const header = (name: string) => String(request.headers[name] ?? '');
      const { timestamp, signature } = callbackHeaders;
      const callback = { timestamp: header(timestamp), signature: header(signature), rawBody };
      const verdict = verifyCallback([nextKey, bank.callbackKey], callback, new Date().toISOString());
      if (verdict === 'GENUINE') seen.push(BankCallback.parse(JSON.parse(rawBody.toString())));
      response.writeHead(verdict === 'GENUINE' ? 200 : 401).end();
    });
  });
  let url: string;
  beforeAll(async () => {
    await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/callbacks/bank`;
  });
  beforeEach(() => {
    seen = [];
  });
  afterAll(async () => {
    receiver.closeAllConnections();
    await new Promise((closed) => receiver.close(closed));
  });

  test('a repeat carries the event it repeats, and the order of events is in their instants', async () => {
    const paymentReference = randomUUID();
    bank.decide(paymentReference, 'SETTLED', { at: '2026-11-22T04:00:00.000Z' });
    bank.decide(paymentReference, 'RETURNED', { at: '2026-11-23T04:00:00.000Z', reason: 'ACCOUNT_CLOSED' });
    expect(await bank.callBack(url, { times: 2, lastFirst: true })).toEqual([200, 200, 200, 200]);
    const events = new Map(seen.map((event) => [event.eventId, event]));
    const inOrder = [...events.values()].sort((a, b) => a.occurredAt.localeCompare(b.occurredAt));
    expect(inOrder.map(({ outcome }) => outcome)).toEqual(['SETTLED', 'RETURNED']);
  });

  test('one signed by somebody else is answered 401 and not read', async () => {
    bank.decide(randomUUID(), 'SETTLED');
    expect(await bank.callBack(url, { key: bank.requestKey })).toEqual([401]);
    expect(seen).toEqual([]);
  });
});
