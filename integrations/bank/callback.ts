import type { Instant } from '../../domain/calendar.ts';
import { isSameSignature, signatureOf } from './signature.ts';

/** The headers of a call-back: when it was signed, seconds since 1970, and its signature, small hex. */
export const callbackHeaders = { timestamp: 'x-timestamp', signature: 'x-signature' } as const;

/** How far a call-back's timestamp may be from our clock, in seconds, either way. */
export const callbackWindowSeconds = 300;

/** A call-back as it came: two headers, empty where missing, and the body's bytes before anybody parsed them. */
export interface ReceivedCallback {
  timestamp: string;
  signature: string;
  rawBody: Buffer;
}

/**
 * What a call-back is: FORGED is not by the bank, STALE was signed too long ago or too far ahead. Both are answered 401, and
 * nothing of the body is read; which of the two is for the log.
 */
export type CallbackVerdict = 'GENUINE' | 'FORGED' | 'STALE';

const timestampForm = /^\d{1,12}$/;

/** Signs a call-back as the bank does: over its timestamp, a line end, and the body. */
export function signCallback(key: string, { timestamp, rawBody }: Omit<ReceivedCallback, 'signature'>): string {
  return signatureOf(key, timestamp, rawBody);
}

/** Judges a call-back by the keys in force (none, one, or two while they change; base64) and our own clock. */
export function verifyCallback(keys: readonly string[], callback: ReceivedCallback, now: Instant): CallbackVerdict {
  const { timestamp, signature } = callback;
  // Every key is tried, so that the time tells nothing of which one fits.
  const fitting = keys.filter((key) => isSameSignature(signature, signCallback(key, callback)));
  if (fitting.length === 0 || !timestampForm.test(timestamp)) return 'FORGED';
  const distanceMs = Math.abs(Date.parse(now) - Number(timestamp) * 1_000);
  return distanceMs <= callbackWindowSeconds * 1_000 ? 'GENUINE' : 'STALE';
}
