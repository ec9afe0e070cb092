import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startChild, type Child, type ChildOptions } from './child.ts';
import type { DataFolder } from './data-folder.ts';
import { waitUntil } from './processes.ts';
import { Supervised, type Running } from './supervisor.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

const readyWithinMs = 120_000;

/** The parts of one running system: begun one by one, kept running, ended in the reverse order. */
export class Launch {
  readonly folder: DataFolder;
  readonly logs: string;
  #say: (line: string) => void;
  #parts: Supervised[] = [];
  #programs = new Set<Promise<Child>>();
  #stopping: Promise<void> | undefined;

  constructor(folder: DataFolder, say: (line: string) => void) {
    this.folder = folder;
    this.logs = folder.rotateLogs();
    this.#say = say;
  }

  /** Starts a part and keeps it running until stop(). */
  async keep<T extends Running>(name: string, start: () => Promise<T>): Promise<T> {
    this.#throwIfStopping();
    let first: T | undefined;
    const part = new Supervised(name, async () => (first = await start()), this.#say);
    this.#parts.push(part);
    await part.started;
    if (first === undefined) throw new Error(`${name} did not start`);
    return first;
  }

  /** Starts one of our own programs and keeps it running. */
  keepProgram(name: 'worker' | 'server', env: NodeJS.ProcessEnv, stopMs: number): Promise<Child> {
    const stopSteps = [{ signal: 'SIGTERM', waitMs: stopMs }] as const;
    return this.keep(name, () => startChild({ ...this.#program(name, [`${name}.ts`], env), stopSteps }));
  }

  /** Waits for a program's first readiness. Throws with the end of its log when it ends instead, or takes too long. */
  async whenReady(name: string, program: Child, check: () => Promise<boolean>): Promise<void> {
    const isOver = async () => this.#isStopping || program.hasExited() || (await check());
    const isInTime = await waitUntil(isOver, { timeoutMs: readyWithinMs, everyMs: 100 });
    this.#throwIfStopping();
    if (program.hasExited()) throw new Error(`${name} ended while it started:\n${program.tail()}`);
    if (!isInTime) throw new Error(`${name} is not ready after ${readyWithinMs / 1_000} s:\n${program.tail()}`);
  }

  /** Runs one of our own programs to its end. Throws with the end of its log when it fails. */
  async run(name: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
    this.#throwIfStopping();
    const starting = startChild(this.#program(name, args, env));
    this.#programs.add(starting);
    const program = await starting;
    const { code, signal } = await program.exited;
    this.#programs.delete(starting);
    this.#throwIfStopping();
    if (code !== 0) throw new Error(`${name} failed (${signal ?? `exit code ${code}`}):\n${program.tail()}`);
  }

  #program(name: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildOptions {
    return {
      command: process.execPath,
      args: ['--import', 'tsx', ...args],
      cwd: root,
      env,
      logFile: path.join(this.logs, `${name}.log`),
      onSpawn: (pid) => this.folder.record(name, pid),
    };
  }

  /** Tries something until it succeeds or the launch stops. */
  async untilDone(name: string, act: () => Promise<void>): Promise<void> {
    while (!this.#isStopping) {
      try {
        return await act();
      } catch (error) {
        if (this.#isStopping) return;
        this.#say(`${name}: ${error instanceof Error ? error.message : String(error)}`);
        await pause(2_000, undefined, { ref: false });
      }
    }
  }

  get #isStopping(): boolean {
    return this.#stopping !== undefined;
  }

  #throwIfStopping(): void {
    if (this.#isStopping) throw new Error('stopped while it started');
  }

  /** Ends every part, the last one begun first; each has its own bound, and all of it together 60 s. */
  stop(): Promise<void> {
    this.#stopping ??= Promise.race([this.#stopInOrder(), pause(60_000, undefined, { ref: false })]);
    return this.#stopping;
  }

  async #stopInOrder(): Promise<void> {
    await Promise.all([...this.#programs].map(async (program) => (await program).stop()));
    for (const part of this.#parts.reverse()) await part.stop();
  }
}
