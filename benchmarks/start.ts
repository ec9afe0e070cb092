import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isReady } from '../scripts/support/health.ts';
import { freePort } from '../scripts/support/ports.ts';
import { temporalCli } from '../scripts/support/temporal-binaries.ts';
import type { Benchmark } from './benchmark.ts';
import { median, rounded } from './statistics.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const leftBehind = new Set(['node_modules', '.git', '.data', '.cache', 'dist', 'coverage']);
const goalSeconds = { fresh: 20, old: 8 };

/**
 * Seconds from `npm start` to its word that all is ready, which the server's deep readiness must confirm. In a copy of the
 * checkout as a clone would be after `npm ci`: Temporal's programs in the cache, nothing else made yet. Each run on a fresh data
 * folder also bundles the workflows again; each on an old one finds what the one before it left.
 */
export const start: Benchmark = {
  name: 'start',
  async run({ say, starts }) {
    const folder = mkdtempSync(path.join(tmpdir(), 'signing-start-'));
    try {
      const cli = await temporalCli(say);
      const clone = path.join(folder, 'clone');
      cpSync(root, clone, { recursive: true, filter: (source) => !leftBehind.has(path.relative(root, source)) });
      symlinkSync(path.join(root, 'node_modules'), path.join(clone, 'node_modules'));
      const seconds: Record<'fresh' | 'old', number[]> = { fresh: [], old: [] };
      for (let i = 0; i < starts; i += 1) {
        const dataDir = path.join(folder, `data-${i}`);
        rmSync(path.join(clone, '.cache'), { recursive: true, force: true });
        for (const kind of ['fresh', 'old'] as const) {
          const taken = await startOnce(clone, { DATA_DIR: dataDir, TEMPORAL_CLI_PATH: cli });
          seconds[kind].push(taken);
          say(`Start ${i + 1} of ${starts}, ${kind} data folder: ${taken.toFixed(1)} s`);
        }
        rmSync(dataDir, { recursive: true, force: true });
      }
      return resultOf(seconds);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function startOnce(cwd: string, env: NodeJS.ProcessEnv): Promise<number> {
  const port = await freePort();
  const begunAt = performance.now();
  const child = spawn('npm', ['start'], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // Interrupted ourselves, we ask it to end: the launcher then ends all its parts.
  const end = () => void child.kill('SIGTERM');
  process.once('exit', end);
  try {
    let said = '';
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString('utf8');
        if (said.includes('  Ready.')) resolve();
      });
      child.once('error', reject);
      void exited.then(() => reject(new Error(`npm start ended:\n${said}`)));
    });
    if (!(await isReady(`http://127.0.0.1:${port}/health/ready`, { engine: 'ok' }))) throw new Error('NOT_READY');
    return (performance.now() - begunAt) / 1_000;
  } finally {
    end();
    await exited;
    process.removeListener('exit', end);
  }
}

function resultOf(seconds: Record<'fresh' | 'old', number[]>) {
  const row = (kind: 'fresh' | 'old') => {
    const goal = goalSeconds[kind];
    const middle = median(seconds[kind]);
    const range = `${Math.min(...seconds[kind]).toFixed(1)}–${Math.max(...seconds[kind]).toFixed(1)} s`;
    return [`${kind} data folder (goal ${goal} s)`, `${middle.toFixed(1)} s`, range, middle <= goal ? 'met' : 'missed'];
  };
  return {
    table: [[`npm start to ready, ${seconds.fresh.length} runs each`, 'median', 'range', ''], row('fresh'), row('old')],
    figures: { freshSeconds: rounded(median(seconds.fresh), 2), oldSeconds: rounded(median(seconds.old), 2) },
    raw: seconds,
  };
}
