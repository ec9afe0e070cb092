import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';

const hoursMax = 24;

/** A password that only opens the way to one of the member's own. */
export function newOneTimePassword(): string {
  return randomBytes(15).toString('base64url');
}

/** What an account holds beside the hash of a one-time password. */
export function oneTimePasswordRules(knex: Knex) {
  const end = knex.raw(`clock_timestamp() + interval '${hoursMax} hours'`) as unknown as string;
  return { mustChangePassword: true, passwordExpiresAt: end };
}
