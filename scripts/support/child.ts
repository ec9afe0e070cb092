import { spawn } from 'node:child_process';
import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sendSignal } from './processes.ts';

/** How a child ended. */
export type Exit = { code: number | null; signal: NodeJS.Signals | null };

/** A child process whose output goes to a file, so that neither outlives or blocks the other. */
export type Child = {
  pid: number;
  exited: Promise<Exit>;
  hasExited(): boolean;
  /** What the child wrote since this start, at most the last 4 kB. */
  tail(): string;
  /** Asks it to end; after the bound SIGKILL. */
  stop(): Promise<Exit>;
};

export type ChildOptions = {
  command: string;
  args: readonly string[];
  logFile: string;
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
  /** Called in the same turn, so that a kill of the parent cannot fall between a child's birth and its note. */
  onSpawn?: ((pid: number) => void) | undefined;
  /** Signals sent in turn, with the time each is given; SIGKILL follows by itself. */
  stopSteps?: readonly { signal: NodeJS.Signals; waitMs: number }[];
};

/** Starts a child in a group of its own: Ctrl-C reaches its parent only, who ends its children in order. */
export async function startChild(options: ChildOptions): Promise<Child> {
  mkdirSync(path.dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'a', 0o600);
  const writtenBefore = fstatSync(log).size;
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', log, log],
    detached: true,
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.gid ?? options.uid }),
  });
  closeSync(log);
  if (child.pid !== undefined) options.onSpawn?.(child.pid);
  let exit: Exit | undefined;
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => resolve((exit = { code, signal })));
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) => reject(new Error(`cannot start ${options.command}: ${error.message}`)));
  });
  const pid = child.pid;
  if (pid === undefined) throw new Error(`cannot start ${options.command}`);

  const stop = async (): Promise<Exit> => {
    const steps = [...(options.stopSteps ?? [{ signal: 'SIGTERM', waitMs: 10_000 } as const])];
    for (const { signal, waitMs } of [...steps, { signal: 'SIGKILL', waitMs: 5_000 } as const]) {
      if (exit) break;
      sendSignal(pid, signal);
      await Promise.race([exited, pause(waitMs, undefined, { ref: false })]);
    }
    return exit ?? { code: null, signal: 'SIGKILL' };
  };
  return { pid, exited, hasExited: () => exit !== undefined, tail: () => tailOf(options.logFile, writtenBefore), stop };
}

function tailOf(file: string, from: number): string {
  if (!existsSync(file)) return '';
  const size = statSync(file).size;
  const start = Math.max(from, size - 4_096);
  const buffer = Buffer.alloc(Math.max(0, size - start));
  const handle = openSync(file, 'r');
  try {
    readSync(handle, buffer, 0, buffer.length, start);
  } finally {
    closeSync(handle);
  }
  return buffer.toString('utf8').trim();
}
