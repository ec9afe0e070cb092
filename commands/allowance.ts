import type { Knex } from 'knex';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { DomainError } from '../domain/errors.ts';
import { consume } from './consume.ts';
import type { LimitState } from './sign-in-limits.ts';

/** How often something may be done in `windowSeconds`. */
export interface AllowancePolicy {
  tries: number;
  windowSeconds: number;
}

/** An allowance of somebody, by a key that names them. */
export type NamedAllowance = AllowancePolicy & { name: string; key: string };

/** What is left of an allowance; `name` says which one it is. */
export type Allowance = Omit<LimitState, 'name'> & { name: string };

/** An allowance is used up; the next use is possible in `allowance.resetSeconds`. */
export class AllowanceUsedUp extends DomainError {
  readonly allowance: Allowance;

  constructor(allowance: Allowance) {
    super('TOO_MANY_REQUESTS');
    this.allowance = allowance;
  }
}

/**
 * Counts one use of somebody's allowance, or several at once, kept in PostgreSQL for all servers together. Throws
 * AllowanceUsedUp; of several that no longer fit none counts.
 */
export async function takeAllowance(knex: Knex, policy: NamedAllowance, uses = 1): Promise<Allowance> {
  const { name, key, tries, windowSeconds } = policy;
  const limiter = limiterOf(knex, policy);
  const used = await consume(limiter, key, { uses });
  const resetSeconds = Math.min(Math.max(Math.ceil(used.msBeforeNext / 1_000), 1), windowSeconds);
  const triesLeft = tries - used.consumedPoints;
  const allowance = { name, tries, windowSeconds, triesLeft, resetSeconds };
  if (triesLeft >= 0) return allowance;
  if (uses > 1) await limiter.reward(key, uses);
  throw new AllowanceUsedUp({ ...allowance, triesLeft: Math.max(triesLeft + uses, 0) });
}

/** Takes one use back that turned out not to count. */
export async function giveBackAllowance(knex: Knex, policy: NamedAllowance): Promise<void> {
  await limiterOf(knex, policy).reward(policy.key);
}

function limiterOf(knex: Knex, { name, tries, windowSeconds }: NamedAllowance): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: knex,
    storeType: 'knex',
    tableName: 'rate_limit',
    tableCreated: true,
    keyPrefix: name,
    points: tries,
    duration: windowSeconds,
    // The limiter of sign-ins clears the whole table.
    clearExpiredByTimeout: false,
  });
}
