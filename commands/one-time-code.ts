import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const stepSeconds = 30;
const digits = 6;

// A telephone's clock may be one step behind or ahead.
const drift = [0, -1, 1];

/** A new secret for an authenticator app: 20 random bytes in base32 (RFC 4648). */
export function newCodeSecret(): string {
  return Array.from(randomBytes(32), (byte) => alphabet[byte % alphabet.length]).join('');
}

/** The step an instant lies in, given in seconds since 1970. */
export function stepAt(seconds: number): number {
  return Math.floor(seconds / stepSeconds);
}

/** The code of one step. Source: RFC 6238 with SHA-1, the one every authenticator app knows. */
export function codeOfStep(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** The step whose code somebody gave, a step around now; undefined when it is none of theirs. */
export function stepOfCode(secret: string, code: string, nowSeconds: number): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const steps = drift.map((away) => stepAt(nowSeconds) + away);
  return steps.find((step) => timingSafeEqual(Buffer.from(codeOfStep(secret, step)), Buffer.from(code)));
}

/** What an authenticator app reads from the QR code; six digits in 30 seconds are what it takes for granted. Source: Google Authenticator's key URI format. */
export function codeAddress(secret: string, issuer: string, signInName: string): string {
  return `otpauth://totp/${encodeURIComponent(signInName)}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`;
}

function bytesOf(secret: string): Buffer {
  const bits = [...secret].map((character) => alphabet.indexOf(character).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
