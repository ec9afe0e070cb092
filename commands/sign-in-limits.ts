import type { Knex } from 'knex';
import { RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible';
import type { PersonalData } from '../database/personal-data.ts';
import type { SignInTries } from '../domain/sign-in-tries.ts';
import { consume } from './consume.ts';

/** How often one may try to sign in. */
export interface SignInLimits extends SignInTries {
  /** Tries from one address, right or wrong, in `addressWindowSeconds`; whole campuses share one. */
  triesPerAddress: number;
  addressWindowSeconds: number;
}

/** What is left of a limit; `name`, `tries` and `windowSeconds` are its policy. */
export interface LimitState {
  name: 'account' | 'address';
  tries: number;
  windowSeconds: number;
  triesLeft: number;
  resetSeconds: number;
}

/** Tries for one name from addresses it is not known from, after which each further try makes the next one wait for longer. */
export const strangeTriesMax = 20;

// A row of wrong tries is forgotten after a day without a lock.
const rowSeconds = 24 * 3_600;

/** The limits of signing in, kept in PostgreSQL, so that all servers count together. */
export interface SignInGuard {
  /** Counts a try from an address. */
  countAddress(address: string): Promise<LimitState>;
  /** Counts a try for a number before it is judged, so that tries at the same time are counted too; `triesLeft` below 0 is locked. */
  countAccount(account: string): Promise<LimitState>;
  /** Whether the next try for a number needs a captcha; a locked one does not: it is refused anyway. */
  needsCaptcha(account: string): Promise<boolean>;
  /** Locks a number, known or not, after its last wrong try. */
  lockAccount(account: string): Promise<void>;
  /** The password was right: the row of wrong ones ends. */
  clearAccount(account: string): Promise<void>;
  /**
   * Counts a try for a name from anywhere, before it is judged: above `strangeTriesMax` each one makes the next wait for
   * longer, up to the time of a lock; `triesLeft` below 0 must wait.
   */
  countStrange(account: string): Promise<LimitState>;
  /** The password was right: nobody waits any more. */
  clearStrange(account: string): Promise<void>;
}

/** Keys are hashed: neither numbers nor addresses stand in the table. */
export function signInGuard(knex: Knex, personalData: PersonalData, limits: SignInLimits): SignInGuard {
  const { wrongInRowMax, lockSeconds, wrongWithoutCaptchaMax } = limits;
  const table = { storeClient: knex, storeType: 'knex', tableName: 'rate_limit', tableCreated: true };
  const account = new RateLimiterPostgres({
    ...table,
    keyPrefix: 'sign-in-account',
    points: wrongInRowMax,
    duration: rowSeconds,
    blockDuration: lockSeconds,
    clearExpiredByTimeout: false,
  });
  const address = new RateLimiterPostgres({
    ...table,
    keyPrefix: 'sign-in-address',
    points: limits.triesPerAddress,
    duration: limits.addressWindowSeconds,
    clearExpiredByTimeout: true,
  });
  const strange = new RateLimiterPostgres({
    ...table,
    keyPrefix: 'sign-in-strange',
    points: strangeTriesMax,
    duration: rowSeconds,
    clearExpiredByTimeout: false,
  });
  const waiting = new RateLimiterPostgres({
    ...table,
    keyPrefix: 'sign-in-waiting',
    points: 1,
    duration: lockSeconds,
    clearExpiredByTimeout: false,
  });
  const keyOf = (text: string) => personalData.hash(`sign-in:${text}`).toString('hex');
  return {
    async countAddress(text) {
      const used = await consume(address, keyOf(text));
      const policy = { tries: limits.triesPerAddress, windowSeconds: limits.addressWindowSeconds };
      return stateOf('address', policy, used);
    },
    async countAccount(text) {
      const used = await consume(account, keyOf(text));
      return stateOf('account', { tries: wrongInRowMax, windowSeconds: lockSeconds }, used);
    },
    async needsCaptcha(text) {
      const wrong = (await account.get(keyOf(text)))?.consumedPoints ?? 0;
      return wrong >= wrongWithoutCaptchaMax && wrong < wrongInRowMax;
    },
    lockAccount: async (text) => void (await account.block(keyOf(text), lockSeconds)),
    clearAccount: async (text) => void (await account.delete(keyOf(text))),
    async countStrange(text) {
      const key = keyOf(text);
      const policy = { tries: strangeTriesMax, windowSeconds: lockSeconds };
      const used = await consume(strange, key);
      const above = used.consumedPoints - strangeTriesMax;
      if (above <= 0) return { ...stateOf('account', policy, used), triesLeft: -above };
      // Of many at the same moment one may try; it makes the others wait, and none of those counts.
      const wait = await consume(waiting, key, { seconds: Math.min(2 ** above, lockSeconds) });
      if (wait.consumedPoints === 1) return { ...stateOf('account', policy, used), triesLeft: 0 };
      await strange.reward(key);
      return { ...stateOf('account', policy, wait), triesLeft: -1 };
    },
    clearStrange: async (text) => void (await Promise.all([strange.delete(keyOf(text)), waiting.delete(keyOf(text))])),
  };
}

function stateOf(
  name: LimitState['name'],
  policy: { tries: number; windowSeconds: number },
  { consumedPoints, msBeforeNext }: RateLimiterRes,
): LimitState {
  const resetSeconds = Math.min(Math.max(Math.ceil(msBeforeNext / 1_000), 1), policy.windowSeconds);
  return { name, ...policy, triesLeft: policy.tries - consumedPoints, resetSeconds };
}
