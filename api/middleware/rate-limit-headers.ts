import type { LimitState } from '../../commands/sign-in-limits.ts';

/** The headers that tell what is left of a limit. Source: draft-ietf-httpapi-ratelimit-headers. */
export function rateLimitHeaders(limit: Omit<LimitState, 'name'> & { name: string }) {
  const { name, tries, windowSeconds, triesLeft, resetSeconds } = limit;
  return {
    'ratelimit-policy': `"${name}";q=${tries};w=${windowSeconds}`,
    ratelimit: `"${name}";r=${Math.max(triesLeft, 0)};t=${resetSeconds}`,
  };
}
