import { randomBytes } from 'node:crypto';
import type { Test } from 'supertest';
import { callbackHeaders, signCallback } from '../../integrations/bank/callback.ts';

/** The key the bank of the tests signs its call-backs with. */
export const bankCallbackKey = randomBytes(32).toString('base64');

/** Signs whatever a request will send, as the bank does, by the clock of this machine. */
export function signedByBank(request: Test, { secondsAgo = 0, key = bankCallbackKey } = {}): Test {
  const send = request.send.bind(request);
  const sign = (rawBody: Buffer) => {
    const timestamp = String(Math.floor(Date.now() / 1_000) - secondsAgo);
    void request.set(callbackHeaders.timestamp, timestamp);
    void request.set(callbackHeaders.signature, signCallback(key, { timestamp, rawBody }));
  };
  sign(Buffer.alloc(0));
  request.send = (body) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    sign(Buffer.from(text));
    if (typeof body !== 'string') void request.type('json');
    return send(text);
  };
  return request;
}
