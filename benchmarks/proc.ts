import { readdirSync, readFileSync } from 'node:fs';

// USER_HZ: 100 on every Linux there is a Node for.
const ticksPerSecond = 100;

interface ProcessStat {
  pid: number;
  parent: number;
  /** CPU of the process itself and of its children that ended and were waited for, in ticks. */
  ticks: number;
}

/**
 * CPU seconds used so far by a process and everything below it, children that have ended included; of this very process, whose
 * children are the parts under test, only its own.
 */
export function cpuSeconds(root: number): number {
  if (root === process.pid) {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000_000;
  }
  return treeOf(root).reduce((sum, { ticks }) => sum + ticks, 0) / ticksPerSecond;
}

/** What a process and everything below it hold in memory, in MiB: `rss` counts a shared page once per process, `pss` once. */
export function memoryMiB(root: number): { rss: number; pss: number } {
  let [rss, pss] = [0, 0];
  for (const { pid } of treeOf(root)) {
    const text = readOrNothing(`/proc/${pid}/smaps_rollup`);
    rss += kibibytes(text, 'Rss');
    pss += kibibytes(text, 'Pss');
  }
  return { rss: rss / 1_024, pss: pss / 1_024 };
}

/** The load averages of the last 1, 5 and 15 minutes. */
export function loadAverages(): number[] {
  return readFileSync('/proc/loadavg', 'utf8').split(' ').slice(0, 3).map(Number);
}

function treeOf(root: number): ProcessStat[] {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (statOf(Number(name)) ?? []) : []));
  const found = all.filter(({ pid }) => pid === root);
  // Grows while it is walked: children follow their parents.
  for (const { pid } of found) found.push(...all.filter(({ parent }) => parent === pid));
  return found;
}

function statOf(pid: number): ProcessStat | undefined {
  const stat = readOrNothing(`/proc/${pid}/stat`);
  if (stat === '') return undefined;
  // The second field is the command's name in brackets and may itself hold spaces and brackets: count from the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { pid, parent: Number(fields[1]), ticks };
}

function kibibytes(smaps: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(smaps)?.[1] ?? 0);
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // it has ended meanwhile
  }
}
