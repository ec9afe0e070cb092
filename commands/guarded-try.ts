import type { LimitState, SignInGuard } from './sign-in-limits.ts';

/** What became of a try at proving who one is. `limit` is the limit that is nearest. */
export type TryOutcome<T> =
  | { outcome: 'RIGHT'; proven: T; limit: LimitState }
  | { outcome: 'WRONG'; isLocked: boolean; limit: LimitState }
  | { outcome: 'TOO_MANY_REQUESTS'; limit: LimitState };

/**
 * Judges one try under the limits of its address and of the account `key` names. It is counted before it is judged; the
 * last wrong one in a row locks, a right one ends the row. `strangeKey` is given where the account is not known from this
 * address: then tries from everywhere count together.
 */
export async function guardedTry<T>(
  guard: SignInGuard,
  { key, strangeKey, clientAddress }: { key: string; strangeKey?: string | undefined; clientAddress: string | null },
  prove: () => Promise<T | undefined>,
): Promise<TryOutcome<T>> {
  const ofAddress = await guard.countAddress(clientAddress ?? 'unknown');
  if (ofAddress.triesLeft < 0) return { outcome: 'TOO_MANY_REQUESTS', limit: ofAddress };
  const limit = await guard.countAccount(key);
  if (limit.triesLeft < 0) return { outcome: 'TOO_MANY_REQUESTS', limit };
  const ofStrangers = strangeKey === undefined ? undefined : await guard.countStrange(strangeKey);
  if (ofStrangers && ofStrangers.triesLeft < 0) return { outcome: 'TOO_MANY_REQUESTS', limit: ofStrangers };

  const proven = await prove();
  if (proven === undefined) {
    const isLocked = limit.triesLeft === 0;
    if (isLocked) await guard.lockAccount(key);
    return { outcome: 'WRONG', isLocked, limit };
  }
  await guard.clearAccount(key);
  if (strangeKey !== undefined) await guard.clearStrange(strangeKey);
  return { outcome: 'RIGHT', proven, limit: { ...limit, triesLeft: limit.tries } };
}
