import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { plainTable } from '../benchmarks/results.ts';
import { projectCache } from './support/cache.ts';
import { fuzz, type ActorResult } from '../tests/fuzz/fuzz.ts';
import { actors, type Actor } from '../tests/fuzz/stage.ts';

/**
 * `npm run fuzz [-- actor …]`: generated requests to every operation of openapi.json, as each actor, on a platform of its own; see
 * docs/fuzz.md. FUZZ_REQUESTS: how many as each (20000); FUZZ_SEED: the first round's seed (1). Ends with 1 where a check failed.
 */
const { positionals } = parseArgs({ allowPositionals: true });
const requests = Number(process.env['FUZZ_REQUESTS'] || 20_000);
const seed = Number(process.env['FUZZ_SEED'] || 1);
const startedAt = performance.now();
const say = (line: string) =>
  void process.stderr.write(`${((performance.now() - startedAt) / 1_000).toFixed(0).padStart(5)} s  ${line}\n`);

// An interrupted run still ends its servers: that happens on exit, which a signal alone would skip.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));

const isActor = (name: string): name is Actor => actors.includes(name as Actor);
const chosen = positionals.filter(isActor);
const folder = path.join(projectCache, 'fuzz');
const told: ActorResult[] = [];
const head = ['as', 'requests', '2xx', '3xx', '4xx', '5xx', 'operations answered 2xx', 'seconds', 'rounds that failed'];

try {
  const unknown = positionals.find((name) => !isActor(name));
  if (unknown !== undefined) throw new Error(`There is no actor ${unknown}; there are: ${actors.join(', ')}`);
  say(`${requests} requests as each actor, seed ${seed}`);
  mkdirSync(folder, { recursive: true });
  await fuzz({ actors: chosen.length === 0 ? actors : chosen, requests, seed, say }, (result) => {
    told.push(result);
    writeFileSync(path.join(folder, 'result.json'), `${JSON.stringify({ requests, seed, told }, null, 1)}\n`);
  });
  process.stdout.write(`${plainTable([head, ...told.map(rowOf)])}\n`);
  for (const log of told.flatMap(({ failed }) => failed)) process.stdout.write(`A check failed: ${log}\n`);
  process.exit(told.some(({ failed }) => failed.length > 0) ? 1 : 0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}

function rowOf({ actor, requests: sent, statuses, failed, rounds, seconds }: ActorResult): string[] {
  const operations = Object.values(statuses);
  const share = (digit: string) => {
    const counts = operations.flatMap((each) => Object.entries(each).filter(([status]) => status.startsWith(digit)));
    const sum = counts.reduce((total, [, count]) => total + count, 0);
    return digit === '5' ? String(sum) : `${((100 * sum) / sent).toFixed(1)} %`;
  };
  const done = operations.filter((each) => Object.keys(each).some((status) => status.startsWith('2'))).length;
  return [
    ...[actor, String(sent), share('2'), share('3'), share('4'), share('5'), `${done} of ${operations.length}`],
    ...[String(seconds), `${failed.length} of ${rounds}`],
  ];
}
