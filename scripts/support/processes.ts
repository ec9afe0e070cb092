import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** A process that cannot be mistaken for a later one with the same number. */
export type ProcessRecord = { pid: number; startedAt: string; command: string };

/** Who runs under this number now, or undefined. Zombies have ended: they count as nobody. */
export function lookUpProcess(pid: number): ProcessRecord | undefined {
  try {
    return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
  } catch {
    return undefined;
  }
}

function fromProc(pid: number): ProcessRecord | undefined {
  // The second field is the command's name in brackets and may itself hold spaces and brackets: count from the last one.
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, startedAt] = [fields[0], fields[19]];
  if (state === 'Z' || state === 'X' || startedAt === undefined) return undefined;
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  return { pid, startedAt, command };
}

function fromPs(pid: number): ProcessRecord | undefined {
  const line = execFileSync('ps', ['-o', 'stat=,lstart=,command=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
  const match = /^(\S+)\s+(\w+ +\w+ +\d+ +[\d:]+ +\d+)\s+(.*)$/s.exec(line);
  if (!match || match[1]?.startsWith('Z')) return undefined;
  return { pid, startedAt: match[2] ?? '', command: match[3] ?? '' };
}

/** Whether the very process that was recorded still runs: same number, same start. */
export function isStillRunning(record: ProcessRecord): boolean {
  return lookUpProcess(record.pid)?.startedAt === record.startedAt;
}

/** Sends a signal; false when there is no such process. */
export function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** Waits until the condition holds; false when it does not within the bound. */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  { timeoutMs, everyMs = 25 }: { timeoutMs: number; everyMs?: number },
): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    if (await condition()) return true;
    if (performance.now() >= deadline) return false;
    await pause(everyMs);
  }
}

/** Ends a recorded process: each signal in turn until it is gone. False when even the last one did not help. */
export async function endProcess(
  record: ProcessRecord,
  steps: readonly { signal: NodeJS.Signals; waitMs: number }[],
): Promise<boolean> {
  for (const { signal, waitMs } of steps) {
    if (!isStillRunning(record)) return true;
    sendSignal(record.pid, signal);
    if (await waitUntil(() => !isStillRunning(record), { timeoutMs: waitMs })) return true;
  }
  return !isStillRunning(record);
}
