import { randomUUID } from 'node:crypto';
import { demoPassword } from '../../database/seeds/demo-data.ts';

/** An answer as a caller sees it; the body is JSON, or null. */
export interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

/** Somebody signed in over HTTP. */
export interface Caller {
  get(path: string): Promise<Answer>;
  /** Sends JSON; `key` is the Idempotency-Key, `seq` becomes If-Match. */
  post(path: string, body?: object, options?: { key?: string; seq?: number; requestId?: string }): Promise<Answer>;
}

/** Signs a demo person in and answers a caller that keeps the session. */
export async function signIn(
  baseUrl: string,
  userType: 'EMPLOYER' | 'GRADUATE' | 'REVIEWER',
  phone: string,
): Promise<Caller> {
  const call = (cookie: string) => callerWith(baseUrl, cookie);
  const { status, headers } = await call('').post('/sessions', { userType, phone, password: demoPassword });
  if (status !== 201) throw new Error(`signing in answered ${status}`);
  return call((headers.get('set-cookie') ?? '').split(';')[0] ?? '');
}

function callerWith(baseUrl: string, cookie: string): Caller {
  const send = async (method: string, path: string, init: { body?: string; headers?: Record<string, string> } = {}) => {
    const response = await fetch(`${baseUrl}/api/v1${path}`, {
      method,
      headers: { cookie, origin: baseUrl, ...init.headers },
      ...(init.body === undefined ? {} : { body: init.body }),
    });
    const text = await response.text();
    const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
    return { status: response.status, headers: response.headers, body };
  };
  return {
    get: (path) => send('GET', path),
    post: (path, body = {}, { key = randomUUID(), seq, requestId } = {}) =>
      send('POST', path, {
        body: JSON.stringify(body),
        headers: {
          'content-type': 'application/json',
          'idempotency-key': key,
          ...(requestId === undefined ? {} : { 'x-request-id': requestId }),
          ...(seq === undefined ? {} : { 'if-match': `"${seq}"` }),
        },
      }),
  };
}
