import { AsyncLocalStorage } from 'node:async_hooks';

const storage = new AsyncLocalStorage<string>();

/** Runs work under a request's id: every log line and statement below carries it. */
export function withRequestId<T>(requestId: string, work: () => T): T {
  return storage.run(requestId, work);
}

/** The id of the request that caused what runs now, if any. */
export function currentRequestId(): string | undefined {
  return storage.getStore();
}
