import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createDecideWaiting, deciderOf } from '../../activities/decide-waiting.ts';
import { verificationDefinition } from '../../activities/employer-verification/definition.ts';
import { signingDefinition } from '../../activities/signing/definition.ts';
import { terminationDefinition } from '../../activities/termination/definition.ts';
import { findViolations } from '../../commands/check-invariants.ts';
import type { Instant } from '../../domain/calendar.ts';
import type * as signing from '../../domain/signing.ts';
import { goThrough, scripts, type Script } from './lines.ts';
import type { Stage } from './people.ts';
import { newReached } from './reached.ts';
import { sharedDays, type SharedDays } from './shared-days.ts';
import { apiOf } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { quickTime } from '../support/quick-clock.ts';
import { startPlatform } from '../support/platform.ts';
import { startTurnedTime } from '../support/time-skipping.ts';

/** What a failure prints to be replayed with: then there is that line alone. */
const path = process.env['MODEL_PATH'];

/** How many lines run beside each other: what a machine of two cores bears without answers that come too late. */
const besideEachOther = Number(process.env['MODEL_BESIDE'] ?? 8);

/** A run of so many steps must have come everywhere; fewer need not. */
const stepsThatReachAll = 2_000;

/** 10:00 in Shanghai. */
const firstDay: Instant = '2026-11-02T02:00:00.000Z';

/** As many lines as have so many steps together. */
function linesOf(steps: number, seed: number): Script[] {
  const lines: Script[] = [];
  const count = () => lines.reduce((sum, line) => sum + line.steps.length, 0);
  for (const line of fc.sample(scripts, { seed, numRuns: steps })) if (count() < steps) lines.push(line);
  return lines;
}

/** A platform in its own time, and the days its lines share. */
interface Opened {
  stage: Stage;
  days: SharedDays;
  stop(): Promise<void>;
}

async function openStage(options: Pick<NonNullable<Parameters<typeof startPlatform>[0]>, 'activities'> = {}) {
  const time = quickTime(await startTurnedTime());
  const nothing = Buffer.from('%PDF');
  const platform = await startPlatform({
    ...time,
    ...options,
    sms: { recognisesRepeats: true, send: ({ key }) => Promise.resolve({ status: 'SENT', providerMessageId: key }) },
    documents: { agreement: () => Promise.resolve(nothing), authorizationLetter: () => Promise.resolve(nothing) },
  });
  await time.keepIn(platform.knex);
  await time.set(firstDay);
  // Lines one after the other take years.
  await platform.knex('cohort').where({ year: 2027 }).update({ closesOn: '2999-12-31' });
  return {
    stage: { platform, api: apiOf(platform), patienceMs: 60_000 },
    days: sharedDays(time, firstDay),
    async stop() {
      await platform.stop();
      await time.stop();
    },
  } satisfies Opened;
}

/** A bug: what the decision of a signing would be with it, given what it is. */
export type Bug = (
  decide: typeof signing.decide,
  ...asked: Parameters<typeof signing.decide>
) => signing.SigningDecision;

/** Lines against a platform whose rules of signing have a bug must find it, and name the act. */
export function testFoundBugs(bugs: readonly (readonly [name: string, told: RegExp, bug: Bug])[]): void {
  let opened: Opened;
  let bug: Bug = (decide, ...asked) => decide(...asked);
  beforeAll(async () => {
    opened = await openStage({
      activities: (made, deps) => {
        const right = signingDefinition(deps.personalData);
        const wrong = {
          ...right,
          decide: (...asked: Parameters<typeof signing.decide>) => bug(right.decide, ...asked),
        };
        const decideWaiting = createDecideWaiting(deps, {
          SIGNING: deciderOf(wrong),
          EMPLOYER_VERIFICATION: deciderOf(verificationDefinition(deps.personalData)),
          TERMINATION: deciderOf(terminationDefinition(deps.personalData)),
        });
        return { ...made, processes: { ...made.processes, decideWaiting } };
      },
    });
  }, 90_000);
  afterAll(() => opened.stop());

  test.each(bugs)(
    'a platform that %s is found',
    async (_, told, planted) => {
      bug = planted;
      const stage = { ...opened.stage, patienceMs: 4_000 };
      const all = async () => {
        for (const script of fc.sample(scripts, { seed: 2026, numRuns: 20 }))
          await goThrough(stage, script, opened.days);
      };
      await expect(all()).rejects.toThrow(told);
    },
    120_000,
  );
}

/**
 * Random lines of acts against the model, the same every time for one seed; MODEL_SEED and MODEL_STEPS ask for others.
 */
export function testLines(wanted: { seed: number; steps: number }): void {
  const seed = Number(process.env['MODEL_SEED'] ?? wanted.seed);
  const stepsMin = Number(process.env['MODEL_STEPS'] ?? wanted.steps);

  let opened: Opened;
  let stage: Stage;
  let days: SharedDays;
  const reached = newReached();
  beforeAll(async () => {
    opened = await openStage();
    days = opened.days;
    stage = { ...opened.stage, reached: (act, after) => reached.tell(act, after) };
  }, 90_000);
  afterAll(() => opened.stop());

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
    await eventually(async () => expect(await findViolations(stage.platform)).toEqual([]), 60_000);
    expect(stepsMin >= stepsThatReachAll ? reached.missing() : []).toEqual([]);
  }, 1_200_000);
}
