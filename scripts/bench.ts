import { parseArgs } from 'node:util';
import { acceptance } from '../benchmarks/acceptance.ts';
import { agreement } from '../benchmarks/agreement.ts';
import type { BenchOptions } from '../benchmarks/benchmark.ts';
import { evenness } from '../benchmarks/evenness.ts';
import { lists } from '../benchmarks/lists.ts';
import { lives } from '../benchmarks/lives.ts';
import { memory } from '../benchmarks/memory.ts';
import { profile } from '../benchmarks/profile.ts';
import { start } from '../benchmarks/start.ts';
import { engineKindOf } from '../benchmarks/engines.ts';
import { loadAverages } from '../benchmarks/proc.ts';
import { plainTable, writeResult } from '../benchmarks/results.ts';

/**
 * `npm run bench [-- name …] [--trial]`: measures speed, start and memory on servers of its own; see docs/benchmarks.md. With
 * BENCH_TEMPORAL=postgres on the PostgreSQL-backed Temporal server. --trial takes few samples and writes no file.
 */
const benchmarks = [acceptance, lives, memory, start, profile, agreement, evenness, lists];

const whole = {
  pairs: 600,
  livesPerRound: 120,
  rounds: 5,
  memoryAfter: [1_000, 3_000],
  starts: 5,
  documents: 100,
  profiled: 200,
  evenPairs: 1_000,
  listRows: [10_000, 1_000_000],
  listSamples: 20,
} as const;
const trial = {
  pairs: 75,
  livesPerRound: 40,
  rounds: 2,
  memoryAfter: [40, 80],
  starts: 1,
  documents: 20,
  profiled: 60,
  evenPairs: 100,
  listRows: [2_000, 20_000],
  listSamples: 6,
} as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { trial: { type: 'boolean', default: false } },
});
const known = benchmarks.map(({ name }) => name);
const unknown = positionals.find((name) => !known.includes(name));
const startedAt = performance.now();
const say = (line: string) =>
  void process.stderr.write(`${((performance.now() - startedAt) / 1_000).toFixed(0).padStart(5)} s  ${line}\n`);

// An interrupted run still ends its servers: that happens on exit, which a signal alone would skip.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));

try {
  if (unknown !== undefined) throw new Error(`There is no benchmark ${unknown}; there are: ${known.join(', ')}`);
  const engine = engineKindOf(process.env);
  const options: BenchOptions = { engine, say, ...(values.trial ? trial : whole) };
  for (const benchmark of benchmarks.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
    const [begunAt, before] = [new Date().toISOString(), loadAverages()];
    const result = await benchmark.run(options);
    const load = { before, after: loadAverages() };
    const about = `${benchmark.name}${result.engineVersion === undefined ? '' : `: ${result.engineVersion}`}`;
    process.stdout.write(`\n${about}; load ${load.before.join(' ')} → ${load.after.join(' ')}\n`);
    process.stdout.write(`${plainTable(result.table)}\n\n`);
    const file = result.engineVersion === undefined ? benchmark.name : `${benchmark.name}-${engine}`;
    if (!values.trial) await writeResult(file, { ...result, begunAt, endedAt: new Date().toISOString(), load });
  }
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}
