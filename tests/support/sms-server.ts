import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What goes wrong with one request, before or after the message was taken; HOLD never answers. */
export interface SmsFault {
  when: 'BEFORE' | 'AFTER';
  how: 'DROP' | 'ERROR_500' | 'GARBAGE' | 'REDIRECT' | 'HOLD';
}

/** A message that a gateway took: whether it was sent is known here, whatever the caller heard. */
export interface TakenSms {
  to: string;
  signName: string;
  template: string;
  parameters: unknown;
  context: string;
}

/** What a gateway answers instead of taking the message. */
export interface SmsRefusal {
  code: string;
  words?: string;
  status?: number;
}

type Received = { method: string; url: URL; headers: Record<string, string>; body: string };

const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text, 'utf8').digest();
const same = (one: string, other: string) =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/**
 * A gateway of one of the two providers, written from their pages and not from our adapters: it builds the signature anew from what
 * came over the wire, knows no repeats, and counts what it took.
 */
abstract class SmsServer {
  readonly accessKeyId = 'key-of-the-tests';
  readonly accessKeySecret = 'secret-of-the-tests';
  /** Every message that was taken. */
  readonly taken: TakenSms[] = [];
  /** What each request was refused for before it was looked at, in the provider's words. */
  readonly refusedRequests: string[] = [];
  /** Numbers, and what is said of each instead of sending. */
  readonly refusals = new Map<string, SmsRefusal>();
  readonly #faults: SmsFault[] = [];
  readonly #server: Server = createServer((request, response) => void this.#handle(request, response));

  async start(): Promise<void> {
    await new Promise<void>((listening) => this.#server.listen(0, '127.0.0.1', listening));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  /** What the next requests suffer, one each, in this order. */
  fail(...faults: SmsFault[]): void {
    this.#faults.push(...faults);
  }

  /** Why a request is not looked at; undefined when it is as it must be. */
  protected abstract objection(request: Received): SmsRefusal | undefined;
  protected abstract messageIn(request: Received): TakenSms;
  protected abstract answer(message: TakenSms | undefined, refusal: SmsRefusal | undefined): object;

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const received: Received = {
      method: request.method ?? '',
      url: new URL(request.url ?? '/', this.url),
      headers: request.headers as Record<string, string>,
      body: (await buffer(request)).toString('utf8'),
    };
    const fault = this.#faults.shift();
    if (fault?.when === 'BEFORE') return this.#spoil(fault.how, response);
    const { status, body } = this.#answerTo(received);
    if (fault?.when === 'AFTER') return this.#spoil(fault.how, response);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  #answerTo(received: Received): { status: number; body: object } {
    const objection = this.objection(received);
    if (objection) {
      this.refusedRequests.push(objection.code);
      return { status: objection.status ?? 200, body: this.answer(undefined, objection) };
    }
    const message = this.messageIn(received);
    const refusal = this.refusals.get(message.to);
    if (refusal) return { status: refusal.status ?? 200, body: this.answer(undefined, refusal) };
    this.taken.push(message);
    return { status: 200, body: this.answer(message, undefined) };
  }

  #spoil(how: SmsFault['how'], response: ServerResponse): void {
    switch (how) {
      case 'DROP':
        response.destroy();
        return;
      case 'ERROR_500':
        response.writeHead(500).end('no luck');
        return;
      case 'GARBAGE':
        response.writeHead(200).end('<html>Welcome</html>');
        return;
      case 'REDIRECT':
        response.writeHead(307, { location: `${this.url}elsewhere` }).end();
        return;
      case 'HOLD':
        return;
    }
  }
}

/** The canonical request that both providers hash, from the wire. */
function canonical({ method, url, headers, body }: Received, signed: string, small: readonly string[] = []): string {
  const lines = signed.split(';').map((name) => {
    const value = headers[name] ?? '';
    return `${name}:${small.includes(name) ? value.toLowerCase() : value}`;
  });
  return [method, url.pathname, url.search.slice(1), ...lines, '', signed, digest(body)].join('\n');
}

/** Dysmsapi: parameters in the query, ACS3-HMAC-SHA256. */
export class AliyunServer extends SmsServer {
  readonly #nonces = new Set<string>();

  protected objection(request: Received): SmsRefusal | undefined {
    const { headers, url } = request;
    const [, id, signed = '', signature = ''] =
      /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(
        headers['authorization'] ?? '',
      ) ?? [];
    if (id !== this.accessKeyId) return { code: 'InvalidAccessKeyId.NotFound', status: 404 };
    const mustBeSigned = Object.keys(headers).filter((name) => /^(host|content-type|x-acs-.*)$/.test(name));
    const inOrder = signed.split(';').sort().join(';') === signed;
    const right = mac(this.accessKeySecret, `ACS3-HMAC-SHA256\n${digest(canonical(request, signed))}`).toString('hex');
    const sorted = url.search.slice(1).split('&');
    if (
      mustBeSigned.some((name) => !signed.split(';').includes(name)) ||
      !inOrder ||
      sorted.join('&') !== [...sorted].sort().join('&') ||
      headers['x-acs-content-sha256'] !== digest(request.body) ||
      !same(signature, right)
    )
      return { code: 'SignatureDoesNotMatch', status: 400 };
    const nonce = headers['x-acs-signature-nonce'] ?? '';
    if (nonce === '' || this.#nonces.has(nonce)) return { code: 'SignatureNonceUsed', status: 400 };
    this.#nonces.add(nonce);
    const date = headers['x-acs-date'] ?? '';
    const isRecent = Math.abs(Date.now() - Date.parse(date)) < 900_000;
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(date) || !isRecent)
      return { code: 'InvalidTimeStamp.Expired', status: 400 };
    if (headers['x-acs-action'] !== 'SendSms' || headers['x-acs-version'] !== '2017-05-25')
      return { code: 'InvalidAction.NotFound', status: 404 };
    return undefined;
  }

  protected messageIn({ url }: Received): TakenSms {
    const given = (name: string) => url.searchParams.get(name) ?? '';
    return {
      to: given('PhoneNumbers'),
      signName: given('SignName'),
      template: given('TemplateCode'),
      parameters: JSON.parse(given('TemplateParam')) as unknown,
      context: given('OutId'),
    };
  }

  protected answer(message: TakenSms | undefined, refusal: SmsRefusal | undefined): object {
    const RequestId = '819BE656-D2E0-4858-8B21-B2E477085AAF';
    if (!message) return { Code: refusal?.code, Message: refusal?.words ?? `refused for ${refusal?.code}`, RequestId };
    return { Code: 'OK', Message: 'OK', RequestId, BizId: `90061974693649844${this.taken.length}^0` };
  }
}

/** SendSms 2021-01-11: JSON, TC3-HMAC-SHA256. */
export class TencentServer extends SmsServer {
  protected objection(request: Received): SmsRefusal | undefined {
    const { headers } = request;
    const [, id, date = '', signed = '', signature = ''] =
      /^TC3-HMAC-SHA256 Credential=([^/]+)\/(\d{4}-\d\d-\d\d)\/sms\/tc3_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
        headers['authorization'] ?? '',
      ) ?? [];
    if (id !== this.accessKeyId) return { code: 'AuthFailure.SecretIdNotFound' };
    const timestamp = headers['x-tc-timestamp'] ?? '';
    const isOfDay = new Date(Number(timestamp) * 1_000).toISOString().startsWith(date);
    if (!isOfDay || Math.abs(Date.now() / 1_000 - Number(timestamp)) > 300)
      return { code: 'AuthFailure.SignatureExpire' };
    const text = [
      'TC3-HMAC-SHA256',
      timestamp,
      `${date}/sms/tc3_request`,
      digest(canonical(request, signed, ['x-tc-action'])),
    ].join('\n');
    const key = mac(mac(mac(`TC3${this.accessKeySecret}`, date), 'sms'), 'tc3_request');
    const needed = ['content-type', 'host'].every((name) => signed.split(';').includes(name));
    if (!needed || !same(signature, mac(key, text).toString('hex'))) return { code: 'AuthFailure.SignatureFailure' };
    if (headers['x-tc-action'] !== 'SendSms' || headers['x-tc-version'] !== '2021-01-11')
      return { code: 'InvalidAction' };
    if (headers['x-tc-region'] !== 'ap-guangzhou') return { code: 'UnsupportedRegion' };
    return undefined;
  }

  protected messageIn({ body }: Received): TakenSms {
    const given = JSON.parse(body) as Record<string, string> & { PhoneNumberSet: string[] };
    return {
      to: given.PhoneNumberSet.join(),
      signName: given['SignName'] ?? '',
      template: given['TemplateId'] ?? '',
      parameters: given['TemplateParamSet'],
      context: given['SessionContext'] ?? '',
    };
  }

  protected answer(message: TakenSms | undefined, refusal: SmsRefusal | undefined): object {
    const RequestId = 'a0aabda6-cf91-4f3e-a81f-9198114a2279';
    // What is wrong with the request stands for itself; what is wrong with a number, in its line of the set.
    if (refusal && /^(AuthFailure|InvalidAction|Unsupported|RequestLimit|InternalError\.Request)/.test(refusal.code))
      return { Response: { Error: { Code: refusal.code, Message: refusal.words ?? 'refused' }, RequestId } };
    const Code = refusal?.code ?? 'Ok';
    const line = { PhoneNumber: message?.to ?? '', Fee: 1, SessionContext: message?.context ?? '', IsoCode: 'CN' };
    const SerialNo = message ? `5000:1045710669157053657849499${this.taken.length}` : '';
    return { Response: { SendStatusSet: [{ SerialNo, ...line, Code, Message: refusal?.words ?? '' }], RequestId } };
  }
}
