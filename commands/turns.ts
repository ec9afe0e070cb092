/** What there is room for. */
export interface Room {
  atOnceMax: number;
  waitingMax: number;
}

/** So many tasks run, and so many wait, that one more cannot even wait. */
export class NoRoom extends Error {
  constructor() {
    super('NO_ROOM');
  }
}

/** Runs tasks in the order they come, a few at once, while a few more wait. The runner throws NoRoom for any beyond those. */
export function inTurns({ atOnceMax, waitingMax }: Room): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running < atOnceMax) running += 1;
    else if (waiting.length < waitingMax) await new Promise<void>((resolve) => waiting.push(resolve));
    else throw new NoRoom();
    try {
      return await task();
    } finally {
      // Whoever waits takes over the place, so that nobody can slip in between.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
