import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { frozen } from '../tests/support/signing-states.ts';
import {
  appliedAt,
  terminationCommands as commands,
  terminationFactsWith,
  terminationIn,
} from '../tests/support/termination-states.ts';
import { plusSeconds, type Instant } from './calendar.ts';
import { explainWait } from './explain-wait.ts';
import { decide } from './termination.ts';
import { stepsOfKind } from './termination-model.ts';
import type { TerminationCommand, TerminationEvent, TerminationFacts, TerminationState } from './termination-model.ts';
import { deadline, evolve, isOpen, openStageOf } from './termination-state.ts';
import { reminders, waitingFor } from './termination-waits.ts';
import { terminationStatusCodes, type TerminationStatus } from './vocabulary/termination-status.ts';

const runs = { numRuns: 500 };
const daySeconds = 86_400;

const commandArb = fc.oneof(
  fc.constantFrom(...(Object.values(commands) as TerminationCommand[])),
  fc.record({
    ...{ type: fc.constant('apply' as const), kind: fc.constantFrom('CONSENT', 'MEDIATION', undefined) },
    ...{ reason: fc.constant('FAMILY' as const), detail: fc.constant('家庭原因'), fileIds: fc.constantFrom([], ['a']) },
    sandboxDeadlineSeconds: fc.option(fc.integer({ min: 1, max: 86_400 }), { nil: undefined }),
  }),
);
/** Facts as good as a lucky day has them, each with one chance in eight of the other value. */
const mostly = fc.integer({ min: 0, max: 7 }).map((n) => n > 0);
const seldom = mostly.map((usual) => !usual);
const factsArb = fc.record({
  afterSeconds: fc.oneof(fc.integer({ min: 0, max: 3_600 }), fc.integer({ min: 0, max: 6 * daySeconds })),
  deliveredAfterSeconds: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2 * daySeconds })),
  staleSeq: seldom,
  actorStillMay: mostly,
  actorSide: fc.constantFrom('EMPLOYER', 'GRADUATE', null),
  actorLevel: fc.constantFrom('COLLEGE', 'SCHOOL', null),
  agreementInForce: mostly,
  otherOpen: seldom,
  terminatedBefore: fc.integer({ min: 0, max: 2 }),
  unansweredAt: fc.constantFrom(null, plusSeconds(appliedAt, -daySeconds)),
  graduateRemoved: seldom,
  employerDisabled: seldom,
  rules: fc.record({
    from: fc.constantFrom(null, '2026-01-01'),
    until: fc.constantFrom(null, '2027-12-31'),
    maxPerGraduate: fc.constantFrom(null, 1, 3),
    letterRequired: seldom,
    noticeDays: fc.constantFrom(0, 0, 7, 30),
  }),
  schoolChain: fc.constantFrom(['COLLEGE'] as const, ['SCHOOL'] as const, ['COLLEGE', 'SCHOOL'] as const),
  collegeHasReviewer: mostly,
});
/** `onward` takes what leads the state that the step finds to the end of the agreement, which commands drawn blindly seldom do. */
const stepArb = fc.record({ command: commandArb, onward: fc.boolean(), facts: factsArb });
const leadsOn: { [Status in TerminationStatus]?: TerminationCommand } = {
  AWAITING_COUNTERPARTY: commands.agree,
  COLLEGE_REVIEW: commands.approve,
  SCHOOL_REVIEW: commands.approve,
};
interface Step {
  command: TerminationCommand;
  onward: boolean;
  facts: typeof factsArb extends fc.Arbitrary<infer Facts> ? Facts : never;
}
const stateArb = fc.constantFrom(null, ...terminationStatusCodes.map((status) => terminationIn(status)));

/** Facts of a step at a moment and a seq; a received command waited for a while, or not. */
function factsOf({ facts }: Step, now: Instant, seq: number): TerminationFacts {
  return terminationFactsWith({ ...facts, now, receivedAt: plusSeconds(now, -facts.deliveredAfterSeconds), seq });
}

test('a decision is the same for the same input, changes nothing it was given, and survives being stored as JSON', () => {
  fc.assert(
    fc.property(stateArb, stepArb, (state, step) => {
      const facts = factsOf(step, plusSeconds(appliedAt, step.facts.afterSeconds * 3), 3);
      const input = [state, step.command, facts] as const;
      const before = structuredClone(input);
      const decision = decide(...frozen(input));
      expect(decide(...structuredClone(input))).toEqual(decision);
      expect(input).toEqual(before);
      if (!('event' in decision)) return;
      const stored = JSON.parse(JSON.stringify(decision.event)) as TerminationEvent;
      const after = evolve(frozen(state), frozen(decision.event));
      expect(JSON.parse(JSON.stringify(evolve(state, stored)))).toEqual(JSON.parse(JSON.stringify(after)));
    }),
    runs,
  );
});

interface Walked {
  trail: {
    before: TerminationState | null;
    after: TerminationState;
    event: TerminationEvent;
    now: Instant;
    facts: TerminationFacts;
  }[];
  state: TerminationState | null;
}

/** A reviewer's command as sent of this state: of the version seen, with the reason that a mediation asks for. */
function asSeen(state: TerminationState | null, command: TerminationCommand, expectedSeq: number): TerminationCommand {
  if (command.type === 'reject') return { ...command, expectedSeq };
  if (command.type !== 'approve') return command;
  return { ...command, expectedSeq, ...(state?.kind === 'MEDIATION' ? { reason: '已听取双方意见' } : {}) };
}

/** Walks commands one after the other as the transaction does, and keeps what each step left. */
function walk(steps: readonly Step[]): Walked {
  let state: TerminationState | null = null;
  let now = appliedAt;
  const trail: Walked['trail'] = [];
  for (const step of steps) {
    now = plusSeconds(now, step.facts.afterSeconds);
    const command: TerminationCommand = (step.onward && state ? leadsOn[state.status] : undefined) ?? step.command;
    const seq = trail.length;
    const facts = factsOf(step, now, seq);
    const decision = decide(frozen(state), asSeen(state, command, step.facts.staleSeq ? seq + 1 : seq), facts);
    if (!('event' in decision)) continue;
    const after = evolve(state, decision.event);
    trail.push({ before: state, after, event: decision.event, now, facts });
    state = after;
  }
  return { trail, state };
}

/** Walks that begin with an application of either kind or a void, so that most of them get somewhere. */
const walkArb = fc
  .array(stepArb, { minLength: 1, maxLength: 12 })
  .chain((steps) =>
    fc
      .constantFrom<TerminationCommand>(
        commands.apply,
        commands.apply,
        { ...commands.apply, kind: 'MEDIATION' },
        commands.void,
      )
      .map(
        (command) =>
          [{ command, onward: false, facts: { ...steps[0]?.facts, actorSide: 'EMPLOYER' } }, ...steps] as Step[],
      ),
  );

describe('any walk of commands', () => {
  const everyWalk = (holds: (walked: Walked) => void) =>
    fc.assert(
      fc.property(walkArb, (steps) => holds(walk(steps))),
      runs,
    );

  test('gets everywhere: the walks below are not about nothing', () => {
    const seen = new Set<string>();
    const events = new Set<string>();
    fc.assert(
      fc.property(walkArb, (steps) => {
        walk(steps).trail.forEach(({ after, event }) => {
          seen.add(after.status);
          events.add(event.type);
        });
      }),
      { numRuns: 3_000 },
    );
    expect([...seen].sort()).toEqual([...terminationStatusCodes].sort());
    expect(events).toContain('approved');
  });

  test('begins once, moves by the moment of each event, and never leaves a closed state', () => {
    everyWalk(({ trail }) => {
      for (const [index, { before, event, now, after }] of trail.entries()) {
        expect(event.type === 'applied' || event.type === 'voided').toBe(index === 0);
        expect(before === null || isOpen(before.status)).toBe(true);
        expect([event.at, after.statusAt]).toEqual([now, now]);
      }
    });
  });

  test('comes to the same state when its events are folded from nothing', () => {
    everyWalk(({ trail, state }) => {
      expect(trail.reduce<TerminationState | null>((so, { event }) => evolve(so, event), null)).toEqual(state);
    });
  });

  test('never moves what was promised with the application', () => {
    everyWalk(({ trail }) => {
      const promised = ({
        kind,
        applicant,
        appliedAt: at,
        answerBy,
        chain,
        ladder,
        noticeUntil,
      }: TerminationState) => ({
        ...{ kind, applicant, at, answerBy, chain, ladder, noticeUntil },
      });
      const [first] = trail;
      for (const { after } of trail) expect(promised(after)).toEqual(first && promised(first.after));
    });
  });

  test('ends an agreement only after the other side agreed, where it is asked, and every level approved, in order', () => {
    everyWalk(({ trail, state }) => {
      if (state?.status !== 'TERMINATED') return;
      const agreed = trail.filter(({ event }) => event.type === 'agreed');
      expect(agreed).toHaveLength(stepsOfKind[state.kind].includes('ANSWER') ? 1 : 0);
      const approved = trail.flatMap(({ event }) =>
        event.type === 'stageApproved' || event.type === 'approved' || event.type === 'terminated'
          ? (event.stage ?? [])
          : [],
      );
      expect(approved).toEqual(state.chain);
    });
  });

  test('ends nothing that has ended otherwise or is about to, and calls no agreement in force that is not', () => {
    everyWalk(({ trail }) => {
      for (const { event, facts } of trail)
        if (['applied', 'agreed', 'stageApproved', 'approved', 'terminated', 'lapsed'].includes(event.type))
          expect([facts.agreementInForce, facts.graduateRemoved]).toEqual([true, false]);
    });
  });

  test('asks a disabled unit for nothing, takes nothing from it, and gives a mediation its reason', () => {
    everyWalk(({ trail }) => {
      for (const { event, facts, after } of trail) {
        if (!facts.employerDisabled) continue;
        if (event.type === 'applied') expect([event.applicant, event.kind]).toEqual(['GRADUATE', 'MEDIATION']);
        if (event.type === 'agreed' || event.type === 'refused') expect(facts.actorSide).toBe('GRADUATE');
        if (after.status === 'TERMINATED' && after.kind === 'MEDIATION' && event.type === 'terminated')
          expect(event.stage === null || event.reason !== undefined).toBe(true);
      }
    });
  });

  test('takes what was received in time, however late it is decided, and nothing that was not', () => {
    everyWalk(({ trail }) => {
      for (const { event, before, facts } of trail)
        if (event.type === 'agreed' || event.type === 'refused' || event.type === 'withdrawn')
          expect(facts.receivedAt <= (before?.answerBy ?? '')).toBe(true);
    });
  });

  test('ends it no sooner than the notice allows', () => {
    everyWalk(({ trail }) => {
      for (const { event, after } of trail)
        if (event.type === 'terminated' && after.noticeUntil !== null) expect(event.at > after.noticeUntil).toBe(true);
    });
  });

  test('takes silence for no consent: it only ever fails a try, or lets an approved one take effect', () => {
    everyWalk(({ trail }) => {
      for (const { event, before } of trail) {
        if (event.type === 'lapsed') {
          expect(before?.status).toBe('AWAITING_COUNTERPARTY');
          expect(event.at > (before?.answerBy ?? '')).toBe(true);
        }
        if (event.type === 'terminated' && event.stage === null) expect(before?.effectiveAt).not.toBeNull();
      }
    });
  });

  test('waits for somebody exactly while it is open, in words, and is due some time unless a reviewer decides', () => {
    everyWalk(({ trail }) => {
      for (const { after } of trail) {
        expect(waitingFor(after) !== null).toBe(isOpen(after.status));
        for (const language of ['zh', 'en'] as const) {
          const words = explainWait({ kind: 'TERMINATION', state: after }, language)?.explanation ?? null;
          expect(words !== null).toBe(isOpen(after.status));
          expect(words ?? '').not.toMatch(/NaN|undefined|[{}]/);
        }
        expect(deadline(after) === null).toBe(!isOpen(after.status) || openStageOf(after) !== null);
        expect(reminders(after).length > 0 && !isOpen(after.status)).toBe(false);
      }
    });
  });
});
