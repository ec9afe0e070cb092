import { describe, expect, test } from '@jest/globals';
import {
  eventOf,
  inTime,
  outcomeOf,
  statusAt,
  verificationCommands as commands,
  verificationFacts as factsWith,
  verificationIn,
} from '../tests/support/verification-states.ts';
import { decide } from './employer-verification.ts';
import type { CommandOf, EmployerVerificationFacts } from './employer-verification-model.ts';
import { verificationFilesMax } from './employer-verification-review.ts';
import { evolve } from './employer-verification-state.ts';
import { verificationStatusCodes } from './vocabulary/verification-status.ts';

const inReview = verificationIn('AWAITING_REVIEW');
const decisions = [commands.approve, commands.requestSupplement, commands.reject];

describe('what stands in the way of a reviewer, the first of these being told', () => {
  const obstacles: [string, Partial<EmployerVerificationFacts>][] = [
    ['ACTION_NOT_ALLOWED', { actorStillMay: false }],
    ['RECORD_CHANGED', { seq: 4 }],
    ['REVIEWER_PARTIAL', { reviewerIsPartial: true }],
    ['CLAIM_REQUIRED', { claimHeldByActor: false }],
  ];
  const pairs = decisions.flatMap((command) => obstacles.map(([refusal]) => [command.type, refusal, command] as const));
  test.each(pairs)('%s: %s by itself, and before all that come after it', (_, refusal, command) => {
    const from = obstacles.findIndex(([each]) => each === refusal);
    const [, alone = {}] = obstacles[from] ?? [];
    const all = obstacles.slice(from).reduceRight((sum, [, each]) => ({ ...sum, ...each }), {});
    for (const facts of [alone, all]) expect(decide(inReview, command, factsWith(facts))).toEqual({ refusal });
  });

  test.each(decisions.map((command) => [command.type, command] as const))(
    '%s: of two reviewers the second is told that the record has changed, whatever it has become',
    (_, command) => {
      for (const status of verificationStatusCodes)
        expect(decide(verificationIn(status), command, factsWith({ seq: 4 }))).toEqual({ refusal: 'RECORD_CHANGED' });
    },
  );
});

describe('what a reviewer decides', () => {
  test('approve verifies the unit, reject closes the case with its reason', () => {
    expect(evolve(inReview, eventOf(decide(inReview, commands.approve, factsWith())))).toMatchObject({
      status: 'VERIFIED',
      statusAt: inTime,
    });
    const rejected = eventOf(decide(inReview, commands.reject, factsWith()));
    expect(rejected).toEqual({
      type: 'rejected',
      at: inTime,
      reasonCode: 'NAME_MISMATCH',
      reason: '执照名称与填写不一致',
    });
    expect(evolve(inReview, rejected)).toMatchObject({ status: 'REJECTED', reasonCode: 'NAME_MISMATCH' });
  });

  test('a supplement says what is wrong with which file, and gives thirty days', () => {
    const event = eventOf(decide(inReview, commands.requestSupplement, factsWith()));
    expect(event).toEqual({
      type: 'supplementRequested',
      at: inTime,
      files: commands.requestSupplement.files,
      until: '2026-11-13T15:59:59.000Z',
      sandboxDeadlineSeconds: null,
    });
    expect(evolve(inReview, event)).toMatchObject({ status: 'NEEDS_SUPPLEMENT', requestedFileIds: ['licence'] });
  });

  test('a supplement may bring seconds in place of every later deadline of the case', () => {
    const asked = { ...commands.requestSupplement, sandboxDeadlineSeconds: 60 };
    const waiting = evolve(inReview, eventOf(decide(inReview, asked, factsWith())));
    expect(waiting).toMatchObject({ until: '2026-10-14T02:01:00.000Z', sandboxDeadlineSeconds: 60 });
    expect(eventOf(decide(waiting, commands.supplement, factsWith()))).toMatchObject({
      review: { remindAt: '2026-10-14T02:00:30.000Z', escalateAt: '2026-10-14T02:01:00.000Z' },
    });
  });

  const file = (fileId: string, reasons: CommandOf<'requestSupplement'>['files'][number]['reasons'] = ['NO_SEAL']) => ({
    fileId,
    reasons,
  });
  test.each([
    ['no file', []],
    ['a file of another case', [file('strange')]],
    ['a file of another case beside one of this', [file('licence'), file('strange')]],
    ['a file twice', [file('licence'), file('licence', ['ALTERED'])]],
    ['a file without a reason', [file('licence', [])]],
    ['a file without a reason beside one with', [file('licence'), file('letter', [])]],
  ])('%s is no request for a supplement', (_, files) => {
    const decision = decide(inReview, { ...commands.requestSupplement, files }, factsWith());
    expect(decision).toEqual({ refusal: 'VALIDATION_FAILED' });
  });
});

describe('what a unit hands in', () => {
  const asked = verificationIn('NEEDS_SUPPLEMENT', { requestedFileIds: ['licence', 'letter'] });
  const handIn = (...files: CommandOf<'supplement'>['files']) =>
    decide(asked, { type: 'supplement', files }, factsWith());
  const licence = { replacesFileId: 'licence', fileId: 'licence-2' };
  const letter = { replacesFileId: 'letter', fileId: 'letter-2' };

  test('takes the place of what was asked for, and the review begins anew', () => {
    const event = eventOf(handIn(letter, { fileId: 'more' }, licence));
    expect(event).toMatchObject({ type: 'supplemented', fileIds: ['letter-2', 'more', 'licence-2'] });
    const state = evolve(asked, event);
    expect(state).toMatchObject({ status: 'AWAITING_REVIEW', review: { openedAt: inTime } });
    expect(state).not.toHaveProperty('requestedFileIds');
  });

  test('may replace a file that nobody asked for too', () => {
    const one = verificationIn('NEEDS_SUPPLEMENT');
    const decision = decide(one, { type: 'supplement', files: [licence, letter] }, factsWith());
    expect(eventOf(decision)).toMatchObject({ fileIds: ['licence-2', 'letter-2'] });
  });

  test('leaves the files in the case that it does not replace', () => {
    const one = verificationIn('NEEDS_SUPPLEMENT');
    const decision = decide(one, { type: 'supplement', files: [licence] }, factsWith());
    expect(eventOf(decision)).toMatchObject({ fileIds: ['letter', 'licence-2'] });
  });

  test.each([
    ['nothing', []],
    ['only a part of what was asked for', [licence]],
    ['files beside those asked for', [{ fileId: 'more' }, { fileId: 'yet-more' }]],
    ['a replacement of a file of another case', [licence, letter, { replacesFileId: 'strange', fileId: 'more' }]],
    ['two replacements of one file', [licence, letter, { replacesFileId: 'letter', fileId: 'letter-3' }]],
    ['one file for two', [licence, { ...letter, fileId: 'licence-2' }]],
    ['the very file that was found wanting', [licence, { replacesFileId: 'letter', fileId: 'letter' }]],
    ['more files than a case may hold', [licence, letter, ...extra(verificationFilesMax - 1)]],
  ])('%s is no answer', (_, files) => {
    expect(handIn(...files)).toEqual({ refusal: 'VALIDATION_FAILED' });
  });

  test('may fill the case up to its six files', () => {
    expect(outcomeOf(handIn(licence, letter, ...extra(verificationFilesMax - 2)))).toBe('supplemented');
  });
});

function extra(count: number) {
  return Array.from({ length: count }, (_, index) => ({ fileId: `more-${index}` }));
}

test('a rival that was verified first closes the case, and says why', () => {
  const event = eventOf(decide(inReview, commands.rivalVerified, factsWith()));
  expect(event).toEqual({ type: 'rivalVerified', at: inTime });
  expect(evolve(inReview, event)).toMatchObject({ status: 'REJECTED', reasonCode: 'EMPLOYER_EXISTS' });
});

test('the review of a submission counts from its own moment', () => {
  expect(inReview).toMatchObject({ review: { openedAt: statusAt, remindAt: '2026-10-15T02:00:00.000Z' } });
});

test.each([
  [{ type: 'withdrawn', at: inTime }, { status: 'WITHDRAWN' }],
  [{ type: 'lapsed', at: inTime, waitedIn: 'NEEDS_SUPPLEMENT' }, { status: 'EXPIRED' }],
  [
    { type: 'unitDisabled', at: inTime },
    { status: 'REJECTED', reasonCode: 'EMPLOYER_DISABLED' },
  ],
] as const)('%j closes a case as %j, and leaves what it waited for behind', (event, closed) => {
  const asked = verificationIn('NEEDS_SUPPLEMENT');
  const { submittedAt, method, fileIds, send, sandboxDeadlineSeconds } = asked;
  const kept = { submittedAt, method, fileIds, send, sandboxDeadlineSeconds };
  expect(evolve(asked, event)).toEqual({ ...kept, statusAt: inTime, ...closed });
});
