import { setTimeout as pause } from 'node:timers/promises';

/** Waits until a condition holds, a check that throws counting as not yet; after the bound the last failure is thrown. */
export async function eventually<T>(check: () => Promise<T> | T, withinMs = 15_000): Promise<T> {
  const until = performance.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > until) throw error;
      await pause(25);
    }
  }
}
