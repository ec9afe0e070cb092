import { setTimeout as pause } from 'node:timers/promises';
import type { Exit } from './child.ts';

/** Something that runs until it is stopped. */
export type Running = { pid: number; exited: Promise<Exit>; stop(): Promise<unknown> };

const firstPauseMs = 200;
const longestPauseMs = 10_000;
/** Who lived this long has recovered: its next death is a new one. */
const recoveredMs = 10_000;

/** Keeps one part of the system running: starts it again, with growing pauses, whenever it ends unasked. */
export class Supervised {
  readonly name: string;
  #start: () => Promise<Running>;
  #warn: (line: string) => void;
  #current: Promise<Running>;
  #stopping = new AbortController();
  #watch: Promise<void>;

  /** `start` is called at once; see `started`. */
  constructor(name: string, start: () => Promise<Running>, warn: (line: string) => void) {
    this.name = name;
    this.#start = start;
    this.#warn = warn;
    this.#current = start();
    this.#watch = this.#keepRunning();
  }

  /** Resolves when the first start succeeded, rejects when it failed. */
  get started(): Promise<Running> {
    return this.#current;
  }

  async #keepRunning(): Promise<void> {
    // A failure of the first start belongs to whoever waits for `started`.
    let running = await this.#current.catch(() => undefined);
    let pauseMs = firstPauseMs;
    while (running) {
      const startedAt = performance.now();
      const exit = await running.exited;
      if (this.#stopping.signal.aborted) return;
      this.#warn(`${this.name} ended (${exit.signal ?? `exit code ${exit.code}`}); starting it again`);
      if (performance.now() - startedAt > recoveredMs) pauseMs = firstPauseMs;
      running = undefined;
      while (!running) {
        await pause(pauseMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
        if (this.#stopping.signal.aborted) return;
        pauseMs = Math.min(pauseMs * 2, longestPauseMs);
        running = await this.#startAgain();
      }
    }
  }

  async #startAgain(): Promise<Running | undefined> {
    const attempt = this.#start();
    // Kept even while it starts, so that stop() can wait for it and end it.
    this.#current = attempt;
    try {
      const running = await attempt;
      this.#warn(`${this.name} runs again (process ${running.pid})`);
      return running;
    } catch (error) {
      this.#warn(`${this.name} could not be started: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  /** Ends it, also when it is just being started, and for good. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    const running = await this.#current.catch(() => undefined);
    await running?.stop();
    await this.#watch;
  }
}
