import type { Context } from 'koa';
import { DomainError } from '../../domain/errors.ts';

/** The Idempotency-Key header. Throws IDEMPOTENCY_KEY_REQUIRED where it is missing or has another form. */
export function readIdempotencyKey(ctx: Context): string {
  const key = ctx.get('idempotency-key');
  if (!/^[\x21-\x7e]{1,64}$/.test(key)) throw new DomainError('IDEMPOTENCY_KEY_REQUIRED');
  return key;
}

/** The seq of the If-Match header. Throws PRECONDITION_REQUIRED without one; what is no version of ours is a stale one. */
export function readIfMatch(ctx: Context): number {
  const header = ctx.get('if-match');
  if (header === '') throw new DomainError('PRECONDITION_REQUIRED');
  const seq = /^"(\d{1,9})"$/.exec(header)?.[1];
  if (seq === undefined) throw new DomainError('RECORD_CHANGED');
  return Number(seq);
}

/** Whether the If-None-Match header names this ETag, or any at all. */
export function namesVersion(ctx: Context, etag: string): boolean {
  const named = ctx
    .get('if-none-match')
    .split(',')
    .map((each) => each.trim().replace(/^W\//, ''));
  return named.includes(etag) || named.includes('*');
}
