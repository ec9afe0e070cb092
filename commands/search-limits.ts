import { RateLimiterPostgres } from 'rate-limiter-flexible';
import type { Knex } from 'knex';
import { DomainError } from '../domain/errors.ts';
import { consume } from './consume.ts';
import type { LimitState } from './sign-in-limits.ts';

/** Searches a day. Source: domain.md §5. */
export const searchesPerDayMax = { user: 100, unit: 300 } as const;

const daySeconds = 24 * 3_600;

/** What is left of a day's searches; of the two limits the one that is nearer. */
export type SearchAllowance = Omit<LimitState, 'name'> & { name: 'searches-of-user' | 'searches-of-unit' };

/** The day's searches are used up; the next is possible in `allowance.resetSeconds`. */
export class SearchesUsedUp extends DomainError {
  readonly allowance: SearchAllowance;

  constructor(allowance: SearchAllowance) {
    super('TOO_MANY_REQUESTS');
    this.allowance = allowance;
  }
}

/** Counts one search of a user and of their unit before it is made. Throws SearchesUsedUp. */
export async function countSearch(
  knex: Knex,
  { accountId, employerId }: { accountId: string; employerId: string },
): Promise<SearchAllowance> {
  const ofUser = await take(knex, { name: 'searches-of-user', key: accountId, tries: searchesPerDayMax.user });
  const ofUnit = await take(knex, { name: 'searches-of-unit', key: employerId, tries: searchesPerDayMax.unit });
  return ofUser.triesLeft <= ofUnit.triesLeft ? ofUser : ofUnit;
}

async function take(
  knex: Knex,
  { name, key, tries }: { name: SearchAllowance['name']; key: string; tries: number },
): Promise<SearchAllowance> {
  const limiter = new RateLimiterPostgres({
    storeClient: knex,
    storeType: 'knex',
    tableName: 'rate_limit',
    tableCreated: true,
    keyPrefix: name,
    points: tries,
    duration: daySeconds,
    // The limiter of sign-ins clears the whole table.
    clearExpiredByTimeout: false,
  });
  const used = await consume(limiter, key);
  const resetSeconds = Math.min(Math.max(Math.ceil(used.msBeforeNext / 1_000), 1), daySeconds);
  const triesLeft = tries - used.consumedPoints;
  const allowance = { name, tries, windowSeconds: daySeconds, triesLeft, resetSeconds };
  if (triesLeft < 0) throw new SearchesUsedUp({ ...allowance, triesLeft: 0 });
  return allowance;
}
