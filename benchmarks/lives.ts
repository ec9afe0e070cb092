import { waitUntil } from '../scripts/support/processes.ts';
import type { Benchmark } from './benchmark.ts';
import { HttpDriver } from './http.ts';
import { effectsOfLife, live, liveOnFloor } from './life.ts';
import { makeInvitees, makeUnits, type Invitee } from './people.ts';
import { cpuSeconds } from './proc.ts';
import { median, rounded } from './statistics.ts';
import { startSystem, type BenchSystem } from './system.ts';

const unitCount = 10;
/** How many lives go on at the same time. */
export const wide = 20;

interface Round {
  livesPerSecond: number;
  /** CPU seconds per life, by part. */
  cpu: Record<string, number>;
}

/** Lives per second over HTTP ÷ floor lives per second by a Temporal client: alternate rounds of each on the same worker. */
export const lives: Benchmark = {
  name: 'lives',
  async run({ engine, say, livesPerRound, rounds }) {
    const system = await startSystem(engine, { say });
    const http = new HttpDriver(system.baseUrl, wide);
    try {
      const units = await makeUnits(system, unitCount);
      const measured: Record<'lives' | 'floor', Round[]> = { lives: [], floor: [] };
      // The first round of each warms up and does not count.
      for (let round = 0; round <= rounds; round += 1) {
        const invitees = await makeInvitees(system, units, { from: round * livesPerRound, count: livesPerRound });
        const both = {
          lives: () => lifeRound(system, http, invitees),
          floor: () => floorRound(system, round, livesPerRound),
        };
        for (const kind of round % 2 === 0 ? (['lives', 'floor'] as const) : (['floor', 'lives'] as const)) {
          await system.settle();
          const result = await timed(system, livesPerRound, both[kind]);
          if (round > 0) measured[kind].push(result);
          say(`Round ${round} of ${rounds}, ${kind}: ${result.livesPerSecond.toFixed(1)} a second`);
        }
      }
      return resultOf(measured, system, http.received);
    } finally {
      http.close();
      await system.stop();
    }
  },
};

async function timed({ parts }: BenchSystem, count: number, work: () => Promise<void>): Promise<Round> {
  const used = () => Object.entries(parts).map(([name, pid]) => [name, cpuSeconds(pid)] as const);
  const before = Object.fromEntries(used());
  const begunAt = performance.now();
  await work();
  const seconds = (performance.now() - begunAt) / 1_000;
  const cpu = Object.fromEntries(used().map(([name, now]) => [name, (now - (before[name] ?? 0)) / count]));
  return { livesPerSecond: count / seconds, cpu };
}

/** So many lives, 20 wide, until the last effect of the last of them is done. */
export async function lifeRound({ knex }: BenchSystem, http: HttpDriver, invitees: readonly Invitee[]): Promise<void> {
  await atOnce(invitees, (invitee) => live(http, invitee));
  await until(async () => (await knex('effect').whereNull('endedAt').first('seq')) === undefined);
}

async function floorRound({ client, knex }: BenchSystem, round: number, count: number): Promise<void> {
  const ids = Array.from({ length: count }, (_, i) => `floor:${round}/${i}`);
  await atOnce(ids, (id) => liveOnFloor(client, id));
  const rowsPerLife = effectsOfLife.length + effectsOfLife.reduce((sum, each) => sum + each, 0);
  const rows = () => knex('bench_row').whereLike('id', `floor:${round}/%`).count<{ count: string }[]>('id');
  await until(async () => Number((await rows())[0]?.count) === count * rowsPerLife);
}

async function atOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const one = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: wide }, one));
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  if (!(await waitUntil(condition, { timeoutMs: 120_000, everyMs: 20 }))) throw new Error('A_ROUND_DOES_NOT_END');
}

function resultOf(
  measured: Record<'lives' | 'floor', Round[]>,
  { parts, engineVersion }: BenchSystem,
  received: number,
) {
  const speed = (kind: 'lives' | 'floor') => median(measured[kind].map(({ livesPerSecond }) => livesPerSecond));
  // Neighbours in time are divided by each other, so that a busy minute weighs on both.
  const ratios = measured.lives.map((life, i) => life.livesPerSecond / (measured.floor[i]?.livesPerSecond ?? NaN));
  const ratio = median(ratios);
  const cpu = (kind: 'lives' | 'floor', part: string) => median(measured[kind].map((round) => round.cpu[part] ?? 0));
  const ms = (seconds: number) => `${(seconds * 1_000).toFixed(1)} ms`;
  return {
    engineVersion,
    table: [
      [`${wide} wide, medians of ${ratios.length} rounds each`, 'a life', 'floor'],
      ['a second', speed('lives').toFixed(1), speed('floor').toFixed(1)],
      ['lives ÷ floor (goal ≥ 0.85)', ratio.toFixed(2), ratio >= 0.85 ? 'met' : 'missed'],
      ['acts first answered 202', String(received), ''],
      ...Object.keys(parts).map((part) => [`CPU of ${part}`, ms(cpu('lives', part)), ms(cpu('floor', part))]),
    ],
    figures: {
      ratio: rounded(ratio),
      received,
      livesPerSecond: rounded(speed('lives'), 1),
      floorLivesPerSecond: rounded(speed('floor'), 1),
      cpuMsPerLife: Object.fromEntries(
        Object.keys(parts).map((part) => [part, rounded(cpu('lives', part) * 1_000, 1)]),
      ),
      cpuMsPerFloorLife: Object.fromEntries(
        Object.keys(parts).map((part) => [part, rounded(cpu('floor', part) * 1_000, 1)]),
      ),
    },
    raw: measured,
  };
}
