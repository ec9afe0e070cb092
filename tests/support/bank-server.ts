import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What goes wrong with one request, before or after the bank did what it asks for; HOLD waits for `release`. */
export interface BankFault {
  when: 'BEFORE' | 'AFTER';
  how: 'DROP' | 'ERROR_500' | 'GARBAGE' | 'REDIRECT' | 'HOLD';
}

/** What a bank may say of a payment in the end. */
export type FinalOutcome = 'SETTLED' | 'RETURNED' | 'REJECTED';

interface Taken {
  body: string;
  answer: object;
  report: { status: string; occurredAt?: string; reason?: string };
}

/**
 * A bank as docs/bank.md describes it, written from that page and not from our adapter: it checks signatures, knows a repeat by
 * the Idempotency-Key alone, and counts how often money left under each reference.
 */
export class BankServer {
  readonly requestKey = Buffer.alloc(32, 3).toString('base64');
  readonly callbackKey = Buffer.alloc(32, 5).toString('base64');
  readonly merchantId = 'platform-test';
  /** Accounts that are refused at once, with the reason. */
  readonly refusedAccounts = new Map<string, string>();
  /** Spaces after each answer. */
  padding = 0;
  /** Everything that was received, as it came. */
  readonly received: { method: string; path: string; body: string }[] = [];
  readonly #server;
  readonly #scheme: 'http' | 'https';
  readonly #taken = new Map<string, Taken>();
  readonly #payments = new Map<string, number>();
  readonly #faults: BankFault[] = [];
  readonly #arrivals: (() => void)[] = [];
  readonly #held: (() => void)[] = [];
  readonly #running = new Set<Promise<void>>();
  readonly #callbacks: string[] = [];

  /** Over plain HTTP unless a certificate is given. */
  constructor(tls?: { key: string; cert: string }) {
    this.#scheme = tls ? 'https' : 'http';
    const listener: RequestListener = (request, response) => {
      const run = this.#handle(request, response).finally(() => this.#running.delete(run));
      this.#running.add(run);
    };
    this.#server = tls ? createTlsServer(tls, listener) : createServer(listener);
  }

  async start(): Promise<void> {
    await new Promise<void>((listening) => this.#server.listen(0, '127.0.0.1', listening));
  }

  async stop(): Promise<void> {
    await this.release();
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  get url(): string {
    return `${this.#scheme}://127.0.0.1:${(this.#server.address() as AddressInfo).port}/remittances/v1`;
  }

  /** What the next requests suffer, one each, in this order. */
  fail(...faults: BankFault[]): void {
    this.#faults.push(...faults);
  }

  /** Comes true when the next request has been received whole. */
  nextArrival(): Promise<void> {
    return new Promise((arrived) => this.#arrivals.push(arrived));
  }

  /** Lets every held request go on, and waits until all are through. */
  async release(): Promise<void> {
    for (const goOn of this.#held.splice(0)) goOn();
    await Promise.all(this.#running);
  }

  /** How often money left the house under a reference. */
  paymentsUnder(paymentReference: string): number {
    return this.#payments.get(paymentReference) ?? 0;
  }

  /** Comes to know what became of a payment, and owes a call-back about it. */
  decide(paymentReference: string, outcome: FinalOutcome, { reason, at }: { reason?: string; at?: string } = {}): void {
    const occurredAt = at ?? new Date().toISOString();
    const told = { occurredAt, ...(reason === undefined ? {} : { reason }) };
    for (const taken of this.#taken.values())
      if (JSON.parse(taken.body).paymentReference === paymentReference) taken.report = { status: outcome, ...told };
    this.#callbacks.push(JSON.stringify({ eventId: randomUUID(), paymentReference, outcome, ...told }));
  }

  /** Makes the call-backs it owes, each so many times, in order or the last one first; answers the statuses it got. */
  async callBack(url: string, { times = 1, lastFirst = false, key = this.callbackKey } = {}): Promise<number[]> {
    const owed = this.#callbacks.splice(0).flatMap((body) => Array.from({ length: times }, () => body));
    const statuses: number[] = [];
    for (const body of lastFirst ? owed.reverse() : owed) {
      const timestamp = String(Math.floor(Date.now() / 1_000));
      const headers = { 'x-timestamp': timestamp, 'x-signature': hmac(key, `${timestamp}\n${body}`) };
      const sent = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body };
      statuses.push((await fetch(url, sent)).status);
    }
    return statuses;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await buffer(request)).toString('utf8');
    const [method, path] = [request.method ?? '', request.url ?? ''];
    this.received.push({ method, path, body });
    this.#arrivals.shift()?.();
    const fault = this.#faults.shift();
    if (fault?.when === 'BEFORE' && (await this.#spoil(fault.how, response))) return;
    const { status, answer } = this.#answerTo(request, body);
    if (fault?.when === 'AFTER' && (await this.#spoil(fault.how, response))) return;
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer) + ' '.repeat(this.padding));
  }

  /** Whether the request has got all the answer it will get. */
  async #spoil(how: BankFault['how'], response: ServerResponse): Promise<boolean> {
    switch (how) {
      case 'DROP':
        response.destroy();
        return true;
      case 'ERROR_500':
        response.writeHead(500).end('no luck');
        return true;
      case 'GARBAGE':
        response.writeHead(200).end('<html>Welcome</html>');
        return true;
      case 'REDIRECT':
        response.writeHead(307, { location: `${this.url}/elsewhere` }).end();
        return true;
      case 'HOLD':
        await new Promise<void>((goOn) => this.#held.push(goOn));
        return false;
    }
  }

  #answerTo({ method = '', url = '', headers }: IncomingMessage, body: string): { status: number; answer: object } {
    const signed = hmac(this.requestKey, `${method}\n${url}\n${String(headers['x-timestamp'])}\n${body}`);
    if (headers['x-signature'] !== signed || headers['x-merchant-id'] !== this.merchantId)
      return { status: 401, answer: {} };
    const place = url.replace('/remittances/v1/payments', '');
    if (method === 'POST' && place === '') return this.#take(String(headers['idempotency-key'] ?? randomUUID()), body);
    const paymentReference = place.slice(1);
    const { status = 'NOT_FOUND', ...told } = this.#taken.get(paymentReference)?.report ?? {};
    return { status: 200, answer: { paymentReference, status, ...told } };
  }

  #take(key: string, body: string): { status: number; answer: object } {
    const known = this.#taken.get(key);
    if (known) return known.body === body ? { status: 200, answer: known.answer } : { status: 409, answer: {} };
    const { paymentReference, accountNo } = JSON.parse(body) as { paymentReference: string; accountNo: string };
    const reason = this.refusedAccounts.get(accountNo);
    const answer = { paymentReference, ...(reason ? { status: 'REJECTED', reason } : { status: 'ACCEPTED' }) };
    const refused = { status: 'REJECTED', occurredAt: new Date().toISOString(), reason: reason ?? '' };
    this.#taken.set(key, { body, answer, report: reason ? refused : { status: 'PENDING' } });
    if (!reason) this.#payments.set(paymentReference, this.paymentsUnder(paymentReference) + 1);
    return { status: 200, answer };
  }
}

function hmac(key: string, text: string): string {
  return createHmac('sha256', Buffer.from(key, 'base64')).update(text).digest('hex');
}
