import path from 'node:path';
import { freePort } from '../scripts/support/ports.ts';
import { temporalCli } from '../scripts/support/temporal-binaries.ts';
import { startTemporal } from '../scripts/support/temporal.ts';
import type { RunningEngine } from './running-engine.ts';
import { startTemporalOnPostgres } from './temporal-on-postgres.ts';

/** Temporal's dev server with a file database, or its full server on a PostgreSQL of its own. */
export type EngineKind = 'dev' | 'postgres';

/** The namespace all benchmarks run in. */
export const namespace = 'signing-platform';

/** Which engine BENCH_TEMPORAL asks for. Throws for a word that is none. */
export function engineKindOf(env: NodeJS.ProcessEnv): EngineKind {
  const kind = env['BENCH_TEMPORAL'] || 'dev';
  if (kind !== 'dev' && kind !== 'postgres') throw new Error(`BENCH_TEMPORAL must be dev or postgres, not ${kind}`);
  return kind;
}

/** Starts an engine under a folder; resolves when it serves the namespace with the product's search attributes. */
export async function startEngine(
  kind: EngineKind,
  { folder, say, onSpawn }: { folder: string; say: (line: string) => void; onSpawn: (pid: number) => void },
): Promise<RunningEngine> {
  if (kind === 'postgres') return startTemporalOnPostgres({ folder, namespace, say, onSpawn });
  const cli = await temporalCli(say);
  const server = await startTemporal({
    cli,
    port: await freePort(),
    dbFile: path.join(folder, 'temporal', 'engine.db'),
    namespace,
    logFile: path.join(folder, 'temporal.log'),
    onSpawn,
  });
  const { address, pid, stop } = server;
  return { address, version: `dev server of ${path.basename(cli)}, file database`, parts: { temporal: pid }, stop };
}
