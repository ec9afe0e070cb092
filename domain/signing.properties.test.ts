import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  factsWith,
  frozen,
  respondBy,
  sentAt,
  signingCommands as commands,
  signingIn,
} from '../tests/support/signing-states.ts';
import { plusSeconds, type Instant } from './calendar.ts';
import { binds, decide, evolve, isOpen, stageOf } from './signing.ts';
import type { SigningCommand, SigningEvent, SigningFacts, SigningState } from './signing.ts';
import { deadline, reminders, waitingFor } from './signing-waits.ts';
import { bindingReasonCodes } from './vocabulary/binding-reason.ts';
import { signingStatusCodes, type SigningStatus } from './vocabulary/signing-status.ts';

const runs = { numRuns: 1_000 };
const daySeconds = 86_400;

const commandArb = fc.oneof(
  fc.constantFrom(...(Object.values(commands) as SigningCommand[])),
  fc.record({
    type: fc.constant('invite' as const),
    responseWindowDays: fc.integer({ min: 1, max: 15 }),
    accepts: fc.record({ archive: fc.boolean(), hukou: fc.constant(false) }),
    sandboxDeadlineSeconds: fc.option(fc.integer({ min: 1, max: 86_400 }), { nil: undefined }),
  }),
);
/** Facts as good as a lucky day has them, each with one chance in eight of the other value. */
const mostly = fc.integer({ min: 0, max: 7 }).map((n) => n > 0);
const factsArb = fc.record({
  afterSeconds: fc.oneof(fc.integer({ min: 0, max: 3_600 }), fc.integer({ min: 0, max: 4 * daySeconds })),
  deliveredAfterSeconds: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2 * daySeconds })),
  staleSeq: mostly.map((fresh) => !fresh),
  actorStillMay: mostly,
  actorLevel: fc.constantFrom('COLLEGE', 'SCHOOL', null),
  employerVerified: mostly,
  favoriteCurrent: mostly,
  cohortOpen: mostly,
  groundLoss: fc.oneof(
    { weight: 15, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom('EMPLOYER_DISABLED', 'GRADUATE_RECORD_REMOVED', 'COHORT_CLOSED') },
  ),
  invalidationWaits: mostly.map((none) => !none),
  pair: fc.record({ open: mostly.map((free) => !free), signed: mostly.map((free) => !free) }),
  profileConfirmed: mostly,
  bindingReasons: fc.oneof(
    { weight: 7, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.subarray([...bindingReasonCodes]) },
  ),
  schoolChain: fc.constantFrom(['COLLEGE'] as const, ['SCHOOL'] as const, ['COLLEGE', 'SCHOOL'] as const),
  collegeHasReviewer: mostly,
});
const stateArb = fc.constantFrom(null, ...signingStatusCodes.map((status) => signingIn(status)));
/** `onward` takes what leads the state that the step finds to its agreement, which commands drawn blindly seldom do. */
const stepArb = fc.record({ command: commandArb, onward: fc.boolean(), facts: factsArb });
const leadsOn: { [Status in SigningStatus]?: SigningCommand } = {
  AWAITING_GRADUATE: commands.accept,
  COLLEGE_REVIEW: commands.approve,
  SCHOOL_REVIEW: commands.approve,
};
interface Step {
  command: SigningCommand;
  onward: boolean;
  facts: typeof factsArb extends fc.Arbitrary<infer Facts> ? Facts : never;
}

/** Facts of a step at a moment and a seq; a received command waited for a while, or not. */
function factsOf({ facts }: Step, now: Instant, seq: number): SigningFacts {
  return factsWith({ ...facts, now, receivedAt: plusSeconds(now, -facts.deliveredAfterSeconds), seq });
}

describe('a decision', () => {
  test('is the same for the same input, and changes nothing it was given', () => {
    fc.assert(
      fc.property(stateArb, stepArb, (state, step) => {
        const input = [
          state,
          step.command,
          factsOf(step, plusSeconds(sentAt, step.facts.afterSeconds * 3), 3),
        ] as const;
        const before = structuredClone(input);
        const decision = decide(...frozen(input));
        expect(decide(...structuredClone(input))).toEqual(decision);
        expect(input).toEqual(before);
        if (!('event' in decision)) return;
        const after = evolve(frozen(state), frozen(decision.event));
        expect(evolve(state, decision.event)).toEqual(after);
        expect(input).toEqual(before);
      }),
      runs,
    );
  });

  test('survives being stored as JSON, the event and the state both', () => {
    fc.assert(
      fc.property(stateArb, stepArb, (state, step) => {
        const facts = factsOf(step, plusSeconds(sentAt, step.facts.afterSeconds * 3), 3);
        const decision = decide(state, step.command, facts);
        if (!('event' in decision)) return;
        const stored = JSON.parse(JSON.stringify(decision.event)) as SigningEvent;
        const after = evolve(state, stored);
        expect(JSON.parse(JSON.stringify(after))).toEqual(JSON.parse(JSON.stringify(evolve(state, decision.event))));
      }),
      runs,
    );
  });
});

/** Walks commands one after the other as the transaction does, and keeps what each step left. */
function walk(steps: readonly Step[]) {
  let state: SigningState | null = null;
  let seq = 0;
  let now = sentAt;
  const trail: { before: SigningState | null; after: SigningState; event: SigningEvent; seq: number; now: Instant }[] =
    [];
  for (const step of steps) {
    now = plusSeconds(now, step.facts.afterSeconds);
    const command: SigningCommand = (step.onward && state ? leadsOn[state.status] : undefined) ?? step.command;
    const expectedSeq = step.facts.staleSeq ? seq + 1 : seq;
    const asked = 'expectedSeq' in command ? { ...command, expectedSeq } : command;
    const decision = decide(frozen(state), asked, factsOf(step, now, seq));
    if ('refusal' in decision) continue;
    const after = evolve(state, decision.event);
    trail.push({ before: state, after, event: decision.event, seq: (seq += 1), now });
    state = after;
  }
  return { trail, state, seq };
}

/** Walks that begin with an invitation, so that most of them get somewhere. */
const walkArb = fc
  .array(stepArb, { minLength: 1, maxLength: 14 })
  .map((steps) => [{ command: commands.invite, onward: false, facts: { ...steps[0]?.facts } }, ...steps] as Step[]);

describe('any walk of commands', () => {
  const everyWalk = (holds: (walked: ReturnType<typeof walk>) => void) =>
    fc.assert(
      fc.property(walkArb, (steps) => holds(walk(steps))),
      runs,
    );

  test('gets everywhere: the walks below are not about nothing', () => {
    const seen = new Set<string>();
    everyWalk(({ trail }) => trail.forEach(({ after }) => seen.add(after.status)));
    expect([...seen].sort()).toEqual(signingStatusCodes.filter((status) => status !== 'TERMINATED').sort());
  });

  test('binds the graduate from the acceptance until it is released, and at no other time', () => {
    everyWalk(({ trail }) => {
      let bound = false;
      for (const { event, after } of trail) {
        if (event.type === 'accepted') bound = true;
        if (event.type === 'reviewRejected' || event.type === 'invalidated') bound = false;
        expect(binds(after.status)).toBe(bound);
      }
    });
  });

  test('never leaves a closed state', () => {
    everyWalk(({ trail }) =>
      trail.forEach(({ before }) => expect(before === null || isOpen(before.status)).toBe(true)),
    );
  });

  test('comes to the same state when its events are folded from nothing', () => {
    everyWalk(({ trail, state }) => {
      const folded = trail.reduce<SigningState | null>((so, { event }) => evolve(so, event), null);
      expect(folded).toEqual(state);
    });
  });

  test('has one step of seq for each event, and invites once, first', () => {
    everyWalk(({ trail, seq }) => {
      expect(trail.map((step) => step.seq)).toEqual(Array.from({ length: seq }, (_, index) => index + 1));
      expect(trail.map(({ event }) => event.type === 'invited')).toEqual(trail.map((_, index) => index === 0));
    });
  });

  test('has events at the moment they were decided, never before the one before', () => {
    everyWalk(({ trail }) => {
      for (const [index, { event, now, after }] of trail.entries()) {
        expect(event.at).toBe(now);
        expect(after.statusAt).toBe(event.at);
        expect(event.at >= (trail[index - 1]?.event.at ?? '')).toBe(true);
      }
    });
  });

  test('never moves respondBy, the chain, or what else was promised with the invitation', () => {
    everyWalk(({ trail }) => {
      const promised = ({ respondBy, chain, ladder, sentAt }: SigningState) => ({ respondBy, chain, ladder, sentAt });
      const [first] = trail;
      for (const { after } of trail) expect(promised(after)).toEqual(first && promised(first.after));
    });
  });

  test('keeps a review open exactly while a stage is', () => {
    everyWalk(({ trail }) => {
      for (const { after } of trail) expect(after.review === null).toBe(stageOf(after.status) === null);
    });
  });

  test('waits for somebody exactly while it is open, and silence ends it only before the answer', () => {
    everyWalk(({ trail }) => {
      for (const { after } of trail) {
        expect(waitingFor(after) !== null).toBe(isOpen(after.status));
        expect(deadline(after)).toBe(after.status === 'AWAITING_GRADUATE' ? after.respondBy : null);
        expect(reminders(after).length > 0 && !isOpen(after.status)).toBe(false);
      }
    });
  });

  test('signs only what every level of the chain has approved, in order', () => {
    everyWalk(({ trail, state }) => {
      if (state?.status !== 'SIGNED') return;
      const approved = trail.flatMap(({ event }) =>
        event.type === 'stageApproved' || event.type === 'signed' ? [event.stage] : [],
      );
      expect(approved).toEqual(state.chain);
    });
  });

  test('lapses only what nobody answered in time', () => {
    everyWalk(({ trail }) => {
      for (const { event, before } of trail)
        if (event.type === 'lapsed') {
          expect(before?.status).toBe('AWAITING_GRADUATE');
          expect(event.at > (before?.respondBy ?? respondBy)).toBe(true);
        }
    });
  });
});
