import { RateLimiterRes, type RateLimiterPostgres } from 'rate-limiter-flexible';

/** Counts uses of a key and answers how it stands, over the limit or not; `seconds` is how long a key that is new counts, where not as ever. */
export async function consume(
  limiter: RateLimiterPostgres,
  key: string,
  { uses = 1, seconds }: { uses?: number; seconds?: number } = {},
): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(key, uses, seconds === undefined ? {} : { customDuration: seconds });
  } catch (refused) {
    // Over the limit is thrown too, but it is no error; anything else is.
    if (refused instanceof RateLimiterRes) return refused;
    throw refused;
  }
}
