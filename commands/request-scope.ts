import { withRequestId } from '../database/request-context.ts';

/** Runs a request's work under its id, down to the statements it makes. */
export function underRequestId<T>(requestId: string, work: () => Promise<T>): Promise<T> {
  return withRequestId(requestId, work);
}
