import type { Knex } from 'knex';
import { tokenRequestsPerMinute } from '../domain/api-tokens.ts';
import { takeAllowance, type Allowance } from './allowance.ts';

/** Counts one request of an employer's system. Throws AllowanceUsedUp. */
export function countTokenRequest(knex: Knex, tokenId: string): Promise<Allowance> {
  return takeAllowance(knex, { name: 'token', key: tokenId, tries: tokenRequestsPerMinute, windowSeconds: 60 });
}
