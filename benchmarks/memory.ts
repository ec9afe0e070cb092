import { setTimeout as pause } from 'node:timers/promises';
import type { Benchmark } from './benchmark.ts';
import { HttpDriver } from './http.ts';
import { lifeRound, wide } from './lives.ts';
import { makeInvitees, makeUnits } from './people.ts';
import { memoryMiB } from './proc.ts';
import { median, rounded } from './statistics.ts';
import { startSystem } from './system.ts';

const unitCount = 10;
const sampleCount = 10;
const betweenSamplesMs = 1_000;
const quietMs = 10_000;

type Samples = Record<string, { rss: number; pss: number }[]>;

/** What each part holds in memory after so many lives and after three times as many: ten samples each, a second apart. */
export const memory: Benchmark = {
  name: 'memory',
  async run({ engine, say, memoryAfter }) {
    const system = await startSystem(engine, { say });
    const http = new HttpDriver(system.baseUrl, wide);
    try {
      const units = await makeUnits(system, unitCount);
      const after: Samples[] = [];
      let lived = 0;
      for (const count of memoryAfter) {
        for (; lived < count; lived += Math.min(100, count - lived)) {
          const next = Math.min(100, count - lived);
          await lifeRound(system, http, await makeInvitees(system, units, { from: lived, count: next }));
        }
        say(`Memory: ${lived} lives`);
        after.push(await sample(system.parts));
      }
      return { ...resultOf(memoryAfter, after), engineVersion: system.engineVersion };
    } finally {
      http.close();
      await system.stop();
    }
  },
};

async function sample(parts: Record<string, number>): Promise<Samples> {
  await pause(quietMs);
  const samples: Samples = Object.fromEntries(Object.keys(parts).map((part) => [part, []]));
  for (let i = 0; i < sampleCount; i += 1) {
    for (const [part, pid] of Object.entries(parts)) samples[part]?.push(memoryMiB(pid));
    await pause(betweenSamplesMs);
  }
  return samples;
}

function resultOf(counts: readonly [number, number], [first, last]: Samples[]) {
  const parts = Object.keys(first ?? {}).filter((part) => part !== 'driver');
  const rows = parts.map((part) => {
    // The backends of PostgreSQL share most of what they touch: there a shared page counts once.
    const kind = part.toLowerCase().includes('postgres') ? 'pss' : 'rss';
    const of = (samples: Samples | undefined) => median((samples?.[part] ?? []).map((each) => each[kind]));
    const [before, after] = [of(first), of(last)];
    return { part, kind, before: rounded(before, 1), after: rounded(after, 1), growth: rounded(after / before - 1) };
  });
  return {
    table: [
      ['MiB, medians of ten samples', `after ${counts[0]} lives`, `after ${counts[1]}`, 'growth', 'goal < 10 %'],
      ...rows.map(({ part, kind, before, after, growth }) => [
        `${part} (${kind.toUpperCase()})`,
        before.toFixed(0),
        after.toFixed(0),
        `${(growth * 100).toFixed(1)} %`,
        growth < 0.1 ? 'met' : 'missed',
      ]),
    ],
    figures: rows,
    raw: { first, last },
  };
}
