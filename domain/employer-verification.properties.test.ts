import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { frozen } from '../tests/support/signing-states.ts';
import {
  submittedAt,
  verificationCommands as commands,
  verificationFacts as factsWith,
  verificationIn,
} from '../tests/support/verification-states.ts';
import { plusSeconds, type Instant } from './calendar.ts';
import { decide } from './employer-verification.ts';
import type {
  EmployerVerificationCommand,
  EmployerVerificationEvent,
  EmployerVerificationFacts,
} from './employer-verification-model.ts';
import { deadline, evolve, isOpen, triesMax, type EmployerVerificationState } from './employer-verification-state.ts';
import { allowedActions, reminders, waitingFor } from './employer-verification-waits.ts';
import { verificationMethodCodes } from './vocabulary/verification-method.ts';
import { verificationStateCodes } from './vocabulary/verification-state.ts';
import { verificationStatusCodes } from './vocabulary/verification-status.ts';

const runs = { numRuns: 600 };
const daySeconds = 86_400;

const attemptArb = fc.integer({ min: 0, max: 3 });
const filesArb = fc.constantFrom(['licence', 'letter'], ['letter']);
const commandArb: fc.Arbitrary<EmployerVerificationCommand> = fc.oneof(
  fc.constantFrom(...(Object.values(commands) as EmployerVerificationCommand[])),
  fc.constantFrom(commands.amount, commands.remittanceSettled, commands.approve),
  fc.record({
    type: fc.constant('switchMethod' as const),
    method: fc.constantFrom(...verificationMethodCodes),
    fileIds: filesArb,
  }),
  fc.record({
    type: fc.constantFrom('remittanceSettled', 'remittanceReturned', 'remittanceRejected'),
    attempt: attemptArb,
  }),
);
const submitArb: fc.Arbitrary<EmployerVerificationCommand> = fc.record({
  type: fc.constant('submit' as const),
  method: fc.constantFrom(...verificationMethodCodes),
  fileIds: filesArb,
  sandboxDeadlineSeconds: fc.option(fc.integer({ min: 1, max: 86_400 }), { nil: undefined }),
});
/** Facts as good as a lucky day has them, each with one chance in eight of the other value. */
const mostly = fc.integer({ min: 0, max: 7 }).map((n) => n > 0);
const rarely = mostly.map((usual) => !usual);
const factsArb = fc.record({
  afterSeconds: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 3_600 }) },
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 4 * daySeconds }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 40 * daySeconds }) },
  ),
  deliveredAfterSeconds: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2 * daySeconds })),
  staleSeq: rarely,
  actorStillMay: mostly,
  verificationState: fc.oneof(
    { weight: 15, arbitrary: fc.constant('IN_PROGRESS' as const) },
    { weight: 1, arbitrary: fc.constantFrom(...verificationStateCodes) },
  ),
  unitAsSubmitted: mostly,
  creditCodeTaken: rarely,
  otherOpen: rarely,
  profileComplete: mostly,
  failedSendsBefore: fc.nat({ max: 5 }),
  amountMatches: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
  reviewerIsPartial: rarely,
  claimHeldByActor: mostly,
});
/** `apt` picks what fits the state that the step finds, so that most walks get somewhere; null takes the command as it is. */
const stepArb = fc.record({ command: commandArb, apt: fc.option(fc.nat({ max: 11 }), { freq: 4 }), facts: factsArb });
type Step = typeof stepArb extends fc.Arbitrary<infer S> ? S : never;

/** Facts of a step at a moment and a seq, with what was sent before; a received command waited for a while, or not. */
function factsOf({ facts }: Step, now: Instant, seq: number, sent: readonly Instant[] = []): EmployerVerificationFacts {
  const sends = { byCreditCode: sent, byAccount: sent };
  return factsWith({ ...facts, now, receivedAt: plusSeconds(now, -facts.deliveredAfterSeconds), seq, sends });
}

describe('a decision', () => {
  const stateArb = fc.constantFrom(null, ...verificationStatusCodes.map((status) => verificationIn(status)));

  test('is the same for the same input, changes nothing it was given, and survives being stored as JSON', () => {
    fc.assert(
      fc.property(stateArb, stepArb, (state, step) => {
        const now = plusSeconds(submittedAt, step.facts.afterSeconds);
        const input = [state, step.command, factsOf(step, now, 3)] as const;
        const before = structuredClone(input);
        const decision = decide(...frozen(input));
        expect(decide(...structuredClone(input))).toEqual(decision);
        expect(input).toEqual(before);
        if (!('event' in decision)) return;
        const after = evolve(frozen(state), frozen(decision.event));
        const stored = JSON.parse(JSON.stringify(decision.event)) as EmployerVerificationEvent;
        expect(stored).toEqual(decision.event);
        expect(JSON.parse(JSON.stringify(evolve(state, stored)))).toEqual(after);
      }),
      runs,
    );
  });
});

interface Trail {
  before: EmployerVerificationState | null;
  after: EmployerVerificationState;
  event: EmployerVerificationEvent;
  facts: EmployerVerificationFacts;
}

/** What somebody would ask of this state; `seq` makes the names of new files new. */
function aptCommands(state: EmployerVerificationState, seq: number): EmployerVerificationCommand[] {
  const attempt = state.send?.attempt ?? 0;
  const toRemittance = { ...commands.switchMethod, method: 'REMITTANCE' } as const;
  const [fileId = ''] = state.fileIds;
  switch (state.status) {
    case 'SENDING':
      return [
        { ...commands.remittanceSettled, attempt },
        { ...commands.remittanceReturned, attempt },
      ];
    case 'AWAITING_AMOUNT':
      return [commands.amount, commands.amount, commands.amount, { ...commands.remittanceReturned, attempt }];
    case 'BANK_FAILED':
      return [toRemittance, { ...commands.remittanceSettled, attempt }, commands.withdraw];
    case 'AWAITING_REVIEW':
      return [
        { ...commands.requestSupplement, files: [{ fileId, reasons: ['OTHER'] }] },
        toRemittance,
        ...[commands.approve, commands.reject, commands.rivalVerified, commands.unitDisabled],
      ];
    case 'NEEDS_SUPPLEMENT': {
      const files = state.requestedFileIds.map((replacesFileId) => ({ replacesFileId, fileId: `file-${seq}` }));
      return [{ ...commands.supplement, files }];
    }
    default:
      return [];
  }
}

/** Walks commands one after the other as the transaction does, the clock after each, and keeps what each step left. */
function walk(steps: readonly Step[]) {
  let state: EmployerVerificationState | null = null;
  let now = submittedAt;
  const sent: Instant[] = [];
  const trail: Trail[] = [];
  const take = (command: EmployerVerificationCommand, facts: EmployerVerificationFacts) => {
    const decision = decide(frozen(state), command, facts);
    if (!('event' in decision)) return;
    const { event } = decision;
    const after = evolve(state, event);
    trail.push({ before: state, after, event, facts });
    state = after;
    if ('submission' in event && event.submission.method === 'REMITTANCE') sent.push(event.at);
  };
  for (const step of steps) {
    now = plusSeconds(now, step.facts.afterSeconds);
    const seq = trail.length;
    const apt = state === null || step.apt === null ? [] : aptCommands(state, seq);
    const command = apt[(step.apt ?? 0) % Math.max(apt.length, 1)] ?? step.command;
    const expectedSeq = step.facts.staleSeq ? seq + 1 : seq;
    const asked = 'expectedSeq' in command ? { ...command, expectedSeq } : command;
    take(asked, factsOf(step, now, seq, [...sent]));
    take(commands.lapse, factsWith({ now }));
  }
  return { trail, state: state as EmployerVerificationState | null, sent };
}

const walkArb = fc
  .tuple(submitArb, fc.array(stepArb, { minLength: 6, maxLength: 18 }))
  .map(([command, steps]): Step[] => {
    const [first] = steps as [Step];
    const lucky = { actorStillMay: true, creditCodeTaken: false, otherOpen: false, profileComplete: true };
    const facts = { ...first.facts, ...lucky, verificationState: 'UNVERIFIED' as const };
    return [{ command, apt: null, facts }, ...steps];
  });

describe('any walk of commands', () => {
  const everyWalk = (holds: (walked: ReturnType<typeof walk>) => void) =>
    fc.assert(
      fc.property(walkArb, (steps) => holds(walk(steps))),
      runs,
    );

  test('gets everywhere: the walks below are not about nothing', () => {
    const seen = new Set<string>();
    everyWalk(({ trail }) => trail.forEach(({ after, event }) => seen.add(after.status).add(event.type)));
    const eventTypes = (
      'submitted methodSwitched remittanceSettled remittanceFailed amountMismatched amountFailed amountMatched ' +
      'supplementRequested supplemented approved rejected rivalVerified unitDisabled withdrawn lapsed'
    ).split(' ');
    expect([...seen].sort()).toEqual([...verificationStatusCodes, ...eventTypes].sort());
  });

  test('verifies only by an amount that matched or by a reviewer who approved, on firm ground', () => {
    everyWalk(({ trail }) => {
      for (const { after, event, facts } of trail) {
        if (after.status !== 'VERIFIED') continue;
        expect(event.type === 'approved' || (event.type === 'amountMatched' && facts.amountMatches)).toBe(true);
        if (event.type === 'approved') expect(facts.claimHeldByActor && !facts.reviewerIsPartial).toBe(true);
        expect(facts.creditCodeTaken || !facts.unitAsSubmitted || facts.verificationState === 'REVOKED').toBe(false);
      }
    });
  });

  test('never leaves a closed state', () => {
    everyWalk(({ trail }) =>
      trail.forEach(({ before }) => expect(before === null || isOpen(before.status)).toBe(true)),
    );
  });

  test('gives no try back, and a new send a number of its own', () => {
    everyWalk(({ trail }) => {
      for (const { before, after } of trail) {
        if (!before?.send) continue;
        expect(after.send?.attempt).toBeGreaterThanOrEqual(before.send.attempt);
        if (after.send?.attempt === before.send.attempt)
          expect(after.send.triesLeft).toBeLessThanOrEqual(before.send.triesLeft);
      }
    });
  });

  test('lets nobody guess more than three times a send, and sends no more than the limits allow', () => {
    everyWalk(({ trail, sent }) => {
      const guesses = trail.filter(({ event }) => event.type === 'amountMismatched' || event.type === 'amountFailed');
      const perSend = new Map<number, number>();
      for (const { before } of guesses) {
        const attempt = before?.send?.attempt ?? 0;
        perSend.set(attempt, (perSend.get(attempt) ?? 0) + 1);
      }
      expect(Math.max(0, ...perSend.values())).toBeLessThanOrEqual(triesMax);
      for (const at of sent) {
        const inWeek = sent.filter((each) => each <= at && each > plusSeconds(at, -7 * daySeconds));
        expect(inWeek.length).toBeLessThanOrEqual(3);
      }
      expect(guesses.length).toBeLessThanOrEqual(triesMax * sent.length);
    });
  });

  test('never counts a try without a wrong amount, nor a wrong amount without a try', () => {
    everyWalk(({ trail }) => {
      for (const { before, after, event } of trail) {
        const counted = event.type === 'amountMismatched' || event.type === 'amountFailed';
        if (before?.send && after.send?.attempt === before.send.attempt)
          expect(before.send.triesLeft - after.send.triesLeft).toBe(counted ? 1 : 0);
      }
    });
  });

  test('comes to the same state when its events are folded from nothing, and begins once, first', () => {
    everyWalk(({ trail, state }) => {
      const folded = trail.reduce<EmployerVerificationState | null>((so, { event }) => evolve(so, event), null);
      expect(folded).toEqual(state);
      expect(trail.map(({ event }) => event.type === 'submitted')).toEqual(trail.map((_, index) => index === 0));
    });
  });

  test('leaves a deadline still to come or a person who can act, for as long as it is open', () => {
    everyWalk(({ trail }) => {
      for (const { after } of trail) {
        const [at, from] = [deadline(after), after.statusAt];
        const reviewer = { is: 'STAFF', role: 'REVIEWER', isPartial: false, holdsClaim: true } as const;
        const acts = [{ is: 'MEMBER' } as const, reviewer].flatMap((viewer) => allowedActions(after, viewer, from));
        expect([waitingFor(after) !== null, acts.length > 0]).toEqual([isOpen(after.status), isOpen(after.status)]);
        if (at === null) expect(after.status === 'AWAITING_REVIEW' || !isOpen(after.status)).toBe(true);
        else expect(at > from).toBe(true);
        expect(reminders(after).length > 0).toBe(after.status === 'AWAITING_REVIEW');
      }
    });
  });
});
