import { expect } from '@jest/globals';
import fc from 'fast-check';
import { eventually } from '../support/eventually.ts';
import { everyAct, forward, inWords, passes, type Act } from './acts.ts';
import { expectAgreement, expectLists, expectStandings, expectTabs, expectWritten } from './checks.ts';
import { offersOnDeal, offersOnTry, type Viewer } from './offers.ts';
import { buildPeople, type Stage } from './people.ts';
import { perform, type Line } from './perform.ts';
import { effectOf, isUnsure } from './rules.ts';
import type { SharedDays } from './shared-days.ts';
import { newWorld, unitOf, type Level, type Setup, type World } from './world.ts';

/** The longest line; they are of any length up to it. */
const stepsInLineMax = 100;

/** How a step chooses among the acts there are when it comes. */
interface Step {
  of: 'forward' | 'allowed' | 'near' | 'any' | 'ground' | 'pass';
  pick: number;
}

/** What a school asks for, and what happens there. */
export interface Script {
  setup: Setup;
  steps: Step[];
}

/** How often a step is of a sort. */
const shares: Step['of'][] = [
  ...(['forward', 'forward', 'forward', 'forward', 'forward', 'forward', 'allowed', 'allowed'] as const),
  ...(['pass', 'ground', 'near', 'near', 'near', 'near', 'any', 'any'] as const),
];

const chain = fc.constantFrom<readonly Level[]>(['COLLEGE', 'SCHOOL'], ['SCHOOL'], ['COLLEGE']);
const step = fc.record(
  {
    of: fc.constantFrom<Step['of']>(...shares),
    pick: fc.nat({ max: 9_999 }),
  },
  { noNullPrototype: true },
);

/** Random lines of acts. */
export const scripts: fc.Arbitrary<Script> = fc.noBias(
  fc.record(
    {
      setup: fc.record(
        { signingChain: chain, terminationChain: chain, noticeDays: fc.constantFrom(0, 20) },
        { noNullPrototype: true },
      ),
      steps: fc.array(step, { minLength: 1, maxLength: stepsInLineMax, size: 'max' }),
    },
    { noNullPrototype: true },
  ),
);

/**
 * What a step chooses from: acts that lead on, acts that the model allows, acts that it refuses here and allows the other side or
 * level, changes of ground, or all; of each word the same share. Lines of far-fetched acts lead nowhere.
 */
function choose(world: World, { of, pick }: Step): Act {
  const there = everyAct.filter((act) => isThere(world, act) && !isUnsure(world, act));
  const allowed = there.filter((act) => effectOf(world, act));
  const ahead = allowed.filter((act) => forward.includes(act.do) && !isIdle(world, act));
  const isTwin = (a: Act, b: Act) => a.do === b.do && 'pair' in a && 'pair' in b && a.pair === b.pair;
  const near = there.filter((act) => !effectOf(world, act) && allowed.some((other) => isTwin(act, other)));
  const isGround = (act: Act) => 'unit' in act || 'graduate' in act;
  const plain = allowed.filter((act) => !isGround(act));
  const sets = { forward: ahead, allowed: plain, near, any: there, ground: allowed.filter(isGround), pass: passes };
  const chosen = [sets[of], ahead, plain].find((acts) => acts.length > 0) ?? passes;
  const words = [...new Set(chosen.map((act) => act.do))];
  const ofWord = chosen.filter((act) => act.do === words[pick % words.length]);
  return ofWord[Math.floor(pick / words.length) % ofWord.length] as Act;
}

/** Whether it would be accepted, and change nothing. */
function isIdle(world: World, act: Act): boolean {
  return act.do === 'confirm' && world.confirmed[act.graduate] === true;
}

/** Whether there is a record that the act could be about. */
function isThere(world: World, act: Act): boolean {
  // A unit finds again whose favorite is outdated, and nobody else: searches are counted.
  if ('favorite' in act) return world.outdated[act.favorite] === true;
  if (!('pair' in act) || act.do === 'invite') return true;
  const deal = world.deals[act.pair]?.at(-1);
  const isOnTry = ['agree', 'refuse', 'takeBack', 'approveEnd', 'rejectEnd'].includes(act.do);
  return deal !== undefined && (!isOnTry || deal.tries.length > 0);
}

/** Goes through a line with people of its own; throws an account of it when platform and model differ. */
export async function goThrough(stage: Stage, { setup, steps }: Script, shared: SharedDays): Promise<void> {
  const people = await buildPeople(stage, setup);
  const days = await shared.begin();
  const line: Line = { world: newWorld(setup), people, days };
  const trail: string[] = [];
  try {
    for (const chosen of steps) {
      const act = choose(line.world, chosen);
      trail.push(inWords(act));
      trail[trail.length - 1] += ` → ${await goOn(stage, line, act)}`;
    }
    await expectLists(line);
  } catch (error) {
    const told = [JSON.stringify(setup), ...trail.map((words, index) => `${index + 1}. ${words}`)].join('\n');
    throw new Error(`${told}\n${(error as Error).message}`, { cause: error });
  } finally {
    days.end();
  }
}

/** One step, on the platform and in the model; then everything is compared. */
async function goOn(stage: Stage, line: Line, act: Act): Promise<string> {
  const { world } = line;
  const { accepted, id, offered, answer } = await perform(stage, line, act);
  const effect = effectOf(world, act, id);
  if (accepted !== (effect !== null))
    throw new Error(
      `${inWords(act)}: the platform answered ${answer}, the model would ${effect ? 'accept' : 'refuse'} it`,
    );
  effect?.();
  // Time, a disabled unit and a void reach other processes by messages of their own.
  const reachesOthers = ['pass', 'disable', 'correct', 'register', 'remove', 'void'].includes(act.do);
  if (reachesOthers || !accepted) await eventually(() => expectStandings(stage, line), stage.patienceMs);
  stage.reached?.(act, { accepted, world });
  // What was refused has changed nothing that two statements do not show.
  if (!accepted) await expectWritten(stage, line);
  else {
    await expectAgreement(stage, line);
    await Promise.all(unitsOf(act).map((unit) => expectTabs(line, unit)));
  }
  if (offered && id !== undefined) expectOffered(world, { act, id, offered });
  return answer;
}

/** Whose lists an act may move something in. */
function unitsOf(act: Act): number[] {
  if ('pair' in act) return [unitOf(act.pair)];
  return 'unit' in act ? [act.unit] : [0, 1];
}

/** What the answer of an act offers is what everybody's pages offer to its doer. */
function expectOffered(world: World, { act, id, offered }: { act: Act; id: string; offered: string[] }): void {
  if (!('pair' in act)) return;
  const viewer: Viewer = viewerOf(act);
  const deal = world.deals[act.pair]?.find((one) => one.id === id || one.tries.some((other) => other.id === id));
  if (!deal) return;
  const last = deal.tries.find((one) => one.id === id);
  const expected = last ? offersOnTry(world, { deal, last }, viewer) : offersOnDeal(world, deal, viewer);
  if (expected) expect({ answered: offered }).toEqual({ answered: expected });
}

function viewerOf(act: Extract<Act, { pair: number }>): Viewer {
  if ('level' in act) return act.level;
  if ('side' in act) return act.side === 'EMPLOYER' ? 'INVITER' : 'INVITEE';
  if (act.do === 'void') return 'SCHOOL';
  return act.do === 'accept' || act.do === 'decline' ? 'INVITEE' : 'INVITER';
}
