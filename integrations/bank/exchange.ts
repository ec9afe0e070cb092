import type { z } from 'zod';
import { signatureOf } from './signature.ts';

/** Where a bank is and how it knows us; the key is 32 bytes in base64, for our requests alone. */
export interface BankAddress {
  /** Whatever comes before `/payments`. */
  url: string;
  merchantId: string;
  requestKey: string;
  /** Ends one exchange, its answer's last byte included; after 10 s unless told otherwise. */
  deadline?: () => AbortSignal;
}

/** One question to the bank about one payment. */
export interface BankRequest {
  method: 'GET' | 'POST';
  /** Below the bank's URL. */
  path: string;
  paymentReference: string;
  /** JSON; empty for GET. */
  body: string;
}

/** An answer that can be believed, or the code of why there is none. */
export type Heard<Answer> = { answer: Answer } | { code: string };

const deadlineMs = 10_000;
const answerBytesMax = 65_536;

/**
 * Signs requests, sends each once, and believes only status 200 with a whole answer about the payment asked for. Never throws
 * for what the bank or the network does, and never repeats: who asked decides that. Codes: BANK_TIMEOUT, BANK_UNREACHABLE,
 * BANK_HTTP_<status>, BANK_ANSWER_UNREADABLE.
 */
export function exchangeWith(address: BankAddress) {
  return async function exchange<Answer extends { paymentReference: string }>(
    request: BankRequest,
    schema: z.ZodType<Answer>,
  ): Promise<Heard<Answer>> {
    const heard = await send(address, request);
    if ('code' in heard) return heard;
    const parsed = schema.safeParse(jsonOf(heard.answer));
    const isAboutIt = parsed.success && parsed.data.paymentReference === request.paymentReference;
    return isAboutIt ? { answer: parsed.data } : { code: 'BANK_ANSWER_UNREADABLE' };
  };
}

async function send(address: BankAddress, request: BankRequest): Promise<Heard<string>> {
  const { method, body, paymentReference } = request;
  const url = new URL(`${address.url.replace(/\/$/, '')}/${request.path}`);
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signal = (address.deadline ?? usualDeadline)();
  try {
    const response = await fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        'x-merchant-id': address.merchantId,
        'x-timestamp': timestamp,
        'x-signature': signatureOf(address.requestKey, method, url.pathname, timestamp, body),
        ...(method === 'POST' ? { 'content-type': 'application/json', 'idempotency-key': paymentReference } : {}),
      },
      ...(method === 'POST' ? { body } : {}),
      // Followed, a redirect would carry the order to somebody else.
      redirect: 'manual',
      signal,
    });
    const text = await readText(response);
    return response.status === 200 ? { answer: text } : { code: `BANK_HTTP_${response.status}` };
  } catch {
    // What the error itself says may hold an address: only its kind is told.
    return { code: signal.aborted ? 'BANK_TIMEOUT' : 'BANK_UNREACHABLE' };
  }
}

const usualDeadline = () => AbortSignal.timeout(deadlineMs);

/** The text of an answer; none of one that is too long. */
async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > answerBytesMax) return '';
  }
  return Buffer.concat(chunks).toString('utf8');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
