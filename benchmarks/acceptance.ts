import type { Client } from '@temporalio/client';
import type { Benchmark } from './benchmark.ts';
import { HttpDriver } from './http.ts';
import { accept, bareUpdate, invite, openBare } from './life.ts';
import { makeInvitees, makeUnits, type Invitee } from './people.ts';
import { percentile, rounded } from './statistics.ts';
import { startSystem } from './system.ts';

const unitCount = 10;
/** Few enough that every workflow of a batch is still in the worker's cache when its turn comes. */
const batchSize = 25;
const warmUpPairs = 50;

type Kind = 'acceptance' | 'bare' | 'bareAgain';
// Every order in turn: nobody always comes after the same one.
const orders: readonly (readonly [Kind, Kind, Kind])[] = [
  ['acceptance', 'bare', 'bareAgain'],
  ['bareAgain', 'acceptance', 'bare'],
  ['bare', 'bareAgain', 'acceptance'],
  ['acceptance', 'bareAgain', 'bare'],
  ['bare', 'acceptance', 'bareAgain'],
  ['bareAgain', 'bare', 'acceptance'],
];

/**
 * One acceptance over HTTP ÷ one bare Update with one local activity that inserts one row, one at a time, and bare ÷ bare as the
 * noise. Before each call every effect of the one before has ended.
 */
export const acceptance: Benchmark = {
  name: 'acceptance',
  async run({ engine, say, pairs }) {
    const system = await startSystem(engine, { say });
    const http = new HttpDriver(system.baseUrl, 4);
    try {
      const units = await makeUnits(system, unitCount);
      const invitees = await makeInvitees(system, units, { from: 0, count: warmUpPairs + pairs });
      const samples: Record<Kind, number[]> = { acceptance: [], bare: [], bareAgain: [] };
      for (let from = 0; from < invitees.length; from += batchSize) {
        const batch = await prepare({ ...system, http }, invitees.slice(from, from + batchSize), from);
        await system.settle();
        for (const [i, calls] of batch.entries())
          for (const kind of orders[(from + i) % orders.length] ?? []) {
            const ms = await calls[kind]();
            if (from + i >= warmUpPairs) samples[kind].push(ms);
            await system.settle();
          }
        say(`Acceptance: ${Math.max(0, from + batch.length - warmUpPairs)} of ${pairs} pairs`);
      }
      return { ...resultOf(samples, http.received), engineVersion: system.engineVersion };
    } finally {
      http.close();
      await system.stop();
    }
  },
};

async function prepare(
  { client, http }: { client: Client; http: HttpDriver },
  invitees: readonly Invitee[],
  from: number,
) {
  const calls: Record<Kind, () => Promise<number>>[] = [];
  for (const [i, invitee] of invitees.entries()) {
    const signingId = await invite(http, invitee);
    const bare = await openBare(client, `bare:${from + i}/a`);
    const bareAgain = await openBare(client, `bare:${from + i}/b`);
    calls.push({
      acceptance: () => accept(http, invitee, signingId),
      bare: () => bareUpdate(bare),
      bareAgain: () => bareUpdate(bareAgain),
    });
  }
  return calls;
}

function resultOf(samples: Record<Kind, number[]>, received: number) {
  const p = (kind: Kind, share: number) => percentile(samples[kind], share);
  const ratio = p('acceptance', 0.5) / p('bare', 0.5);
  const noise = p('bareAgain', 0.5) / p('bare', 0.5);
  const row = (kind: Kind, what: string) => [what, `${p(kind, 0.5).toFixed(1)} ms`, `${p(kind, 0.95).toFixed(1)} ms`];
  return {
    table: [
      [`${samples.acceptance.length} interleaved pairs`, 'p50', 'p95'],
      row('acceptance', 'one acceptance over HTTP'),
      row('bare', 'one bare Update'),
      row('bareAgain', 'one bare Update, again'),
      ['acceptance ÷ bare, p50 (goal ≤ 1.5)', ratio.toFixed(2), ratio <= 1.5 ? 'met' : 'missed'],
      ['bare ÷ bare, p50 (noise)', noise.toFixed(2), ''],
      ['acts first answered 202', String(received), ''],
    ],
    figures: { ratio: rounded(ratio), noise: rounded(noise), received },
    raw: Object.fromEntries(Object.entries(samples).map(([kind, each]) => [kind, each.map((ms) => rounded(ms, 2))])),
  };
}
