import { describe, expect, test } from '@jest/globals';
import { agreedAt, answerBy, appliedAt, inTime, terminationIn } from '../tests/support/termination-states.ts';
import { openReview, ordinaryLadder } from './reviews.ts';
import type { TerminationEvent } from './termination-model.ts';
import { evolve } from './termination-state.ts';
import type { TerminationStatus } from './vocabulary/termination-status.ts';
import { workingCalendar } from './working-days.ts';

const review = openReview(inTime, ordinaryLadder, workingCalendar);
const applied: Extract<TerminationEvent, { type: 'applied' }> = {
  ...{ type: 'applied', at: appliedAt, kind: 'CONSENT', applicant: 'GRADUATE', reason: 'MUTUAL', detail: '协商一致' },
  ...{ fileIds: [], answerBy, chain: ['COLLEGE', 'SCHOOL'], ladder: ordinaryLadder, noticeUntil: inTime, review: null },
};

describe('the state that a beginning makes', () => {
  test('an application waits for the other side, with all that it was given', () => {
    expect(evolve(null, applied)).toEqual({
      ...{ kind: 'CONSENT', applicant: 'GRADUATE', status: 'AWAITING_COUNTERPARTY', statusAt: appliedAt, appliedAt },
      ...{ answerBy, chain: ['COLLEGE', 'SCHOOL'], ladder: ordinaryLadder, noticeUntil: inTime },
      ...{ review: null, effectiveAt: null },
    });
  });

  test.each([
    [['COLLEGE', 'SCHOOL'], 'COLLEGE_REVIEW'],
    [['SCHOOL'], 'SCHOOL_REVIEW'],
  ] as const)('one that nobody answers goes to the first level of %j', (chain, status) => {
    expect(evolve(null, { ...applied, kind: 'MEDIATION', answerBy: null, review, chain })).toMatchObject({
      ...{ kind: 'MEDIATION', status, statusAt: appliedAt, answerBy: null, review },
    });
  });

  test('a void is over as it begins', () => {
    const voided = { type: 'voided', at: inTime, reason: 'DESTINATION_VOIDED', voidReason: null, detail: '' } as const;
    expect(evolve(null, voided)).toEqual({
      ...{ kind: 'VOID', applicant: 'SCHOOL', status: 'INVALIDATED', statusAt: inTime, appliedAt: inTime },
      ...{ answerBy: null, chain: [], ladder: ordinaryLadder, review: null, noticeUntil: null, effectiveAt: null },
    });
  });

  test('nothing else begins one', () => {
    expect(() => evolve(null, { type: 'withdrawn', at: inTime })).toThrow('begins with its application');
  });
});

const step = { at: inTime, inPlaceOfCollege: false };
const college = { stage: 'COLLEGE', ...step } as const;
const school = { stage: 'SCHOOL', ...step } as const;
test.each<[TerminationStatus, TerminationEvent, object]>([
  ['AWAITING_COUNTERPARTY', { type: 'agreed', at: inTime, fileIds: [], review }, { status: 'COLLEGE_REVIEW', review }],
  [
    'AWAITING_COUNTERPARTY',
    { type: 'refused', at: inTime, refusal: '', fileIds: [] },
    { status: 'COUNTERPARTY_REFUSED' },
  ],
  ['AWAITING_COUNTERPARTY', { type: 'lapsed', at: inTime }, { status: 'COUNTERPARTY_EXPIRED' }],
  ['AWAITING_COUNTERPARTY', { type: 'withdrawn', at: inTime }, { status: 'WITHDRAWN' }],
  ['COLLEGE_REVIEW', { type: 'stageApproved', review, ...college }, { status: 'SCHOOL_REVIEW', review }],
  [
    'SCHOOL_REVIEW',
    { type: 'approved', effectiveAt: answerBy, ...school },
    { status: 'SCHOOL_REVIEW', effectiveAt: answerBy },
  ],
  ['SCHOOL_REVIEW', { type: 'terminated', ...school }, { status: 'TERMINATED' }],
  ['SCHOOL_REVIEW', { type: 'reviewRejected', reasonCode: 'OTHER', reason: '', ...school }, { status: 'REJECTED' }],
  ['SCHOOL_REVIEW', { type: 'invalidated', at: inTime, reason: 'GRADUATE_RECORD_REMOVED' }, { status: 'INVALIDATED' }],
])('%s, %j → %j, at the moment of the event, and all else stays', (status, event, changed) => {
  const before = terminationIn(status, { effectiveAt: agreedAt });
  const closed = { review: null, effectiveAt: null };
  expect(evolve(before, event)).toEqual({ ...before, statusAt: inTime, ...closed, ...changed });
});
