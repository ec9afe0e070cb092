import { createHash, createHmac } from 'node:crypto';

/** A request to the root of a cloud provider's API as its signature sees it. */
export interface CanonicalRequest {
  method: 'POST';
  /** Sorted and escaped, as it goes into the URL; empty where there is none. */
  query: string;
  /** What is signed: names in small letters, values as the signature wants them. */
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** The names of the signed headers, sorted, with semicolons. */
export function signedHeaderNames(headers: CanonicalRequest['headers']): string {
  return Object.keys(headers).sort().join(';');
}

/** SHA-256 of a request in the form that Aliyun (ACS3) and Tencent (TC3) share, in hex. */
export function hashOfRequest({ method, query, headers, body }: CanonicalRequest): string {
  const lines = Object.keys(headers)
    .sort()
    .map((name) => `${name}:${(headers[name] ?? '').trim()}\n`);
  return sha256([method, '/', query, lines.join(''), signedHeaderNames(headers), sha256(body)].join('\n'));
}

/** SHA-256 of a text in hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** HMAC-SHA256 of a text. */
export function hmacSha256(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
