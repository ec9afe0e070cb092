import type { Benchmark } from './benchmark.ts';
import { median, rounded } from './statistics.ts';
import { startSystem, type BenchSystem } from './system.ts';

const warmUps = 50;
const goalPercent = 5;

/** What is asked of numbers that have an account and of numbers that have none. */
const questions = ['REGISTER', 'RESET_PASSWORD', 'CHANGE_PASSWORD'] as const;

/** Numbers by what is known of them; each is asked once, because of the minute between two codes. */
const known = (i: number) => `155${String(i).padStart(8, '0')}`;
const unknown = (i: number) => `157${String(i).padStart(8, '0')}`;

/**
 * Whether the time of an answer tells who has an account: codes asked for known and unknown numbers in turn, the medians held
 * against each other. Source: api.md §2.
 */
export const evenness: Benchmark = {
  name: 'evenness',
  async run({ engine, say, evenPairs }) {
    const system = await startSystem(engine, { say });
    try {
      const rows: string[][] = [['purpose', 'known, ms', 'unknown, ms', 'difference']];
      const raw: Record<string, Record<'known' | 'unknown', number[]>> = {};
      for (const [place, purpose] of questions.entries()) {
        say(`${purpose}: ${evenPairs} pairs`);
        const from = place * (warmUps + evenPairs);
        await makeAccounts(system, from, warmUps + evenPairs);
        const samples = await askInTurn(system, purpose, from, evenPairs);
        raw[purpose] = samples;
        const [ofKnown, ofUnknown] = [median(samples.known), median(samples.unknown)];
        const percent = (Math.abs(ofKnown - ofUnknown) / Math.max(ofKnown, ofUnknown)) * 100;
        const verdict = percent < goalPercent ? `below ${goalPercent} %` : `above ${goalPercent} %`;
        rows.push([
          purpose,
          ...[ofKnown, ofUnknown].map((ms) => ms.toFixed(3)),
          `${rounded(percent, 2)} %, ${verdict}`,
        ]);
      }
      return { table: rows, figures: { pairs: evenPairs, goalPercent }, raw, engineVersion: system.engineVersion };
    } finally {
      await system.stop();
    }
  },
};

async function makeAccounts({ knex, personalData }: BenchSystem, from: number, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, i) => ({
    ...{ userType: 'EMPLOYER', passwordHash: 'none' },
    phoneEncrypted: personalData.encrypt(known(from + i)),
    phoneHash: personalData.hash(known(from + i)),
  }));
  await knex.batchInsert('account', rows, 500);
  await knex.raw('analyze account');
}

/** One of each in turn, the first of a pair now the one, now the other: whatever else the machine does meets both. */
async function askInTurn({ baseUrl }: BenchSystem, purpose: string, from: number, pairs: number) {
  const samples = { known: [] as number[], unknown: [] as number[] };
  const ask = async (who: 'known' | 'unknown', i: number) => {
    const begun = performance.now();
    const answer = await fetch(`${baseUrl}/api/v1/phone-codes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ phone: who === 'known' ? known(from + i) : unknown(from + i), purpose }),
    });
    await answer.text();
    if (answer.status !== 202) throw new Error(`a code answered ${answer.status}`);
    if (i >= warmUps) samples[who].push(performance.now() - begun);
  };
  for (let i = 0; i < warmUps + pairs; i += 1) {
    const order = i % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const);
    for (const who of order) await ask(who, i);
  }
  return samples;
}
