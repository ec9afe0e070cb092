import type { Context } from 'koa';
import { readRawBody } from '../api/middleware/body.ts';
import { DomainError } from '../domain/errors.ts';

/** The fields of a form one of our pages sent; a field that is missing is empty. Throws UNSUPPORTED_MEDIA_TYPE. */
export async function readForm<Name extends string>(
  ctx: Context,
  ...names: readonly Name[]
): Promise<Record<Name, string>> {
  if (!ctx.is('application/x-www-form-urlencoded')) throw new DomainError('UNSUPPORTED_MEDIA_TYPE');
  const given = new URLSearchParams((await readRawBody(ctx)).toString('utf8'));
  const fields = names.map((name) => [name, (given.get(name) ?? '').slice(0, 1_000)]);
  return Object.fromEntries(fields) as Record<Name, string>;
}
