import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findViolations } from '../../commands/check-invariants.ts';
import type { Instant } from '../../domain/calendar.ts';
import { goThrough, scripts, type Script } from './lines.ts';
import type { Stage } from './people.ts';
import { sharedDays, type SharedDays } from './shared-days.ts';
import { apiOf } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { quickTime, type QuickTime } from '../support/quick-clock.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { startTurnedTime } from '../support/time-skipping.ts';

/** What a failure prints to be replayed with: then there is that line alone. */
const path = process.env['MODEL_PATH'];

/** How many lines run beside each other: what a machine of two cores bears without answers that come too late. */
const besideEachOther = Number(process.env['MODEL_BESIDE'] ?? 8);

/** 10:00 in Shanghai. */
const firstDay: Instant = '2026-11-02T02:00:00.000Z';

/** As many lines as have so many steps together. */
function linesOf(steps: number, seed: number): Script[] {
  const lines: Script[] = [];
  const count = () => lines.reduce((sum, line) => sum + line.steps.length, 0);
  for (const line of fc.sample(scripts, { seed, numRuns: steps })) if (count() < steps) lines.push(line);
  return lines;
}

/**
 * Random lines of acts against the model, the same every time for one seed; MODEL_SEED and MODEL_STEPS ask for others.
 */
export function testLines(wanted: { seed: number; steps: number }): void {
  const seed = Number(process.env['MODEL_SEED'] ?? wanted.seed);
  const stepsMin = Number(process.env['MODEL_STEPS'] ?? wanted.steps);

  let time: QuickTime;
  let platform: TestPlatform;
  let stage: Stage;
  let days: SharedDays;
  beforeAll(async () => {
    time = quickTime(await startTurnedTime());
    const nothing = Buffer.from('%PDF');
    platform = await startPlatform({
      ...time,
      sms: { recognisesRepeats: true, send: ({ key }) => Promise.resolve({ status: 'SENT', providerMessageId: key }) },
      documents: { agreement: () => Promise.resolve(nothing), authorizationLetter: () => Promise.resolve(nothing) },
    });
    stage = { platform, api: apiOf(platform), patienceMs: 60_000 };
    await time.keepIn(platform.knex);
    await time.set(firstDay);
    days = sharedDays(time, firstDay);
    // Lines one after the other take years.
    await platform.knex('cohort').where({ year: 2027 }).update({ closesOn: '2999-12-31' });
  }, 90_000);
  afterAll(async () => {
    await platform.stop();
    await time.stop();
  });

  /** Finds the shortest line that fails as this one does, and tells it. */
  async function tell(replayed: string): Promise<void> {
    const limits = { interruptAfterTimeLimit: 120_000, endOnFailure: path !== undefined };
    const line = fc.asyncProperty(scripts, (script) => goThrough({ ...stage, patienceMs: 8_000 }, script, days));
    await fc.assert(line, { seed, path: replayed, numRuns: 1, ...limits });
  }

  test(`${stepsMin} random acts and days leave what a small model says`, async () => {
    if (path !== undefined) return tell(path);
    const lines = linesOf(stepsMin, seed);
    const waiting = [...lines.entries()];
    let failed: { line: number; error: unknown } | undefined;
    const goOn = async (): Promise<void> => {
      for (let next = waiting.shift(); next && !failed; next = waiting.shift()) {
        const [line, script] = next;
        await goThrough(stage, script, days).catch((error: unknown) => (failed ??= { line, error }));
      }
    };
    await Promise.all(Array.from({ length: besideEachOther }, goOn));
    if (failed) {
      await tell(String(failed.line));
      // It held when it was repeated alone: this is what was seen.
      throw new Error(`line ${failed.line} of seed ${seed}`, { cause: failed.error });
    }
    await eventually(async () => expect(await findViolations(platform)).toEqual([]), 60_000);
  }, 1_200_000);
}
