import { createHash, randomBytes } from 'node:crypto';
import { DomainError } from '../domain/errors.ts';
import type { EmployerUser } from '../domain/permissions.ts';
import type { ApiTokenScope } from '../domain/vocabulary/api-token-scope.ts';
import type { CommandDependencies } from './dependencies.ts';

// The beginning lets scanners for leaked secrets know one when they see it.
const secretForm = /^gsp_[A-Za-z0-9_-]{43}$/;

/** A new token, with the one and only sight of its secret. */
export interface MadeApiToken {
  id: string;
  name: string;
  scopes: readonly ApiTokenScope[];
  expiresOn: string;
  secret: string;
}

/** What is kept of a token's secret, or undefined for what cannot be one. */
export function apiTokenHash(secret: string): Buffer | undefined {
  return secretForm.test(secret) ? createHash('sha256').update(secret).digest() : undefined;
}

/** Makes a token for a system of the caller's unit. Throws EMPLOYER_NOT_VERIFIED for somebody without a unit. */
export async function makeApiToken(
  { knex }: Pick<CommandDependencies, 'knex'>,
  { employerId, accountId }: EmployerUser,
  token: { name: string; scopes: readonly ApiTokenScope[]; expiresOn: string },
): Promise<MadeApiToken> {
  if (employerId === null) throw new DomainError('EMPLOYER_NOT_VERIFIED');
  const secret = `gsp_${randomBytes(32).toString('base64url')}`;
  const { name, scopes, expiresOn } = token;
  const row = {
    employerId,
    createdBy: accountId,
    name,
    scopes: [...scopes],
    expiresOn,
    tokenHash: apiTokenHash(secret),
  };
  const [made] = await knex('api_token').insert(row).returning<{ id: string }[]>('id');
  if (!made) throw new Error('NOT_MADE');
  return { id: made.id, name, scopes, expiresOn, secret };
}
