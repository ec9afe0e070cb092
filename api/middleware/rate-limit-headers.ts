import { AllowanceUsedUp, type Allowance } from '../../commands/allowance.ts';
import { RefusalWithHeaders } from '../refusals.ts';

/** The headers that tell what is left of a limit. Source: draft-ietf-httpapi-ratelimit-headers. */
export function rateLimitHeaders(limit: Allowance) {
  const { name, tries, windowSeconds, triesLeft, resetSeconds } = limit;
  return {
    'ratelimit-policy': `"${name}";q=${tries};w=${windowSeconds}`,
    ratelimit: `"${name}";r=${Math.max(triesLeft, 0)};t=${resetSeconds}`,
  };
}

/** Refuses with the headers of an allowance that is used up; anything else that went wrong is thrown on. */
export function refuseUsedUp(error: unknown): never {
  if (!(error instanceof AllowanceUsedUp)) throw error;
  const { allowance, code } = error;
  throw new RefusalWithHeaders(code, { ...rateLimitHeaders(allowance), 'retry-after': String(allowance.resetSeconds) });
}
