import { describe, expect, test } from '@jest/globals';
import { agreedAt, answerBy, terminationIn } from '../tests/support/termination-states.ts';
import { openReview, ordinaryLadder } from './reviews.ts';
import type { TerminationEvent } from './termination-model.ts';
import { noticesOf, noticesOfReminder } from './termination-notices.ts';
import { evolve } from './termination-state.ts';
import { messageTemplates } from './vocabulary/messages.ts';
import { workingCalendar } from './working-days.ts';

const review = openReview(agreedAt, ordinaryLadder, workingCalendar);
const decided = { at: agreedAt, stage: 'SCHOOL', inPlaceOfCollege: false } as const;
const applied = (kind: 'CONSENT' | 'MEDIATION', applicant: 'EMPLOYER' | 'GRADUATE'): TerminationEvent => ({
  ...{ type: 'applied', at: agreedAt, kind, applicant, reason: 'MUTUAL', detail: '协商', fileIds: [] },
  ...{ answerBy: kind === 'CONSENT' ? answerBy : null, chain: ['COLLEGE', 'SCHOOL'], ladder: ordinaryLadder },
  ...{ noticeUntil: null, review: kind === 'CONSENT' ? null : review },
});
const told = (event: TerminationEvent, before = terminationIn('SCHOOL_REVIEW')) =>
  noticesOf(event, evolve(event.type === 'applied' || event.type === 'voided' ? null : before, event)).map(
    ({ to, message, sms }) => `${to} ${message}${sms ? ' by SMS' : ''}`,
  );

describe('each event is told to both parties', () => {
  const waiting = terminationIn('AWAITING_COUNTERPARTY');
  const events: [TerminationEvent, string[]][] = [
    [applied('CONSENT', 'EMPLOYER'), ['EMPLOYER TERMINATION_APPLIED', 'GRADUATE TERMINATION_ASKED_GRADUATE by SMS']],
    [applied('CONSENT', 'GRADUATE'), ['GRADUATE TERMINATION_APPLIED', 'EMPLOYER TERMINATION_ASKED_EMPLOYER by SMS']],
    [
      applied('MEDIATION', 'GRADUATE'),
      [
        ...['GRADUATE MEDIATION_APPLIED', 'EMPLOYER MEDIATION_OPENED_EMPLOYER by SMS'],
        'COLLEGE_REVIEWERS TERMINATION_TASK_OPENED',
      ],
    ],
    [
      { type: 'agreed', at: agreedAt, fileIds: [], review },
      [
        ...['EMPLOYER TERMINATION_AGREED_EMPLOYER by SMS', 'GRADUATE TERMINATION_AGREED'],
        'COLLEGE_REVIEWERS TERMINATION_TASK_OPENED',
      ],
    ],
    [
      { type: 'refused', at: agreedAt, refusal: '不同意', fileIds: [] },
      ['EMPLOYER TERMINATION_REFUSED_EMPLOYER by SMS', 'GRADUATE TERMINATION_REFUSED'],
    ],
    [
      { type: 'lapsed', at: agreedAt },
      ['EMPLOYER TERMINATION_EXPIRED_EMPLOYER by SMS', 'GRADUATE TERMINATION_EXPIRED by SMS'],
    ],
    [
      { type: 'withdrawn', at: agreedAt },
      ['GRADUATE TERMINATION_WITHDRAWN_GRADUATE by SMS', 'EMPLOYER TERMINATION_WITHDRAWN'],
    ],
    [
      { type: 'stageApproved', ...decided, stage: 'COLLEGE', review },
      [
        ...['EMPLOYER TERMINATION_STAGE_PASSED', 'GRADUATE TERMINATION_STAGE_PASSED'],
        'SCHOOL_REVIEWERS TERMINATION_TASK_OPENED',
      ],
    ],
    [
      { type: 'approved', ...decided, effectiveAt: answerBy },
      ['EMPLOYER TERMINATION_APPROVED by SMS', 'GRADUATE TERMINATION_APPROVED by SMS'],
    ],
    [
      { type: 'terminated', ...decided },
      ['EMPLOYER TERMINATED_EMPLOYER by SMS', 'GRADUATE TERMINATED_GRADUATE by SMS'],
    ],
    [
      { type: 'reviewRejected', ...decided, reasonCode: 'OTHER', reason: '再商量' },
      ['EMPLOYER TERMINATION_REJECTED_EMPLOYER by SMS', 'GRADUATE TERMINATION_REJECTED_GRADUATE by SMS'],
    ],
    [
      { type: 'invalidated', at: agreedAt, reason: 'DESTINATION_VOIDED' },
      ['EMPLOYER TERMINATION_AGREEMENT_VOIDED', 'GRADUATE TERMINATION_AGREEMENT_VOIDED'],
    ],
    [
      { type: 'invalidated', at: agreedAt, reason: 'GRADUATE_RECORD_REMOVED' },
      ['EMPLOYER TERMINATION_AGREEMENT_VOIDED', 'GRADUATE TERMINATION_AGREEMENT_VOIDED'],
    ],
    [
      { type: 'invalidated', at: agreedAt, reason: 'EMPLOYER_DISABLED' },
      ['EMPLOYER TERMINATION_UNIT_DISABLED_EMPLOYER by SMS', 'GRADUATE TERMINATION_UNIT_DISABLED by SMS'],
    ],
    [
      { type: 'voided', at: agreedAt, reason: 'GRADUATE_RECORD_REMOVED', voidReason: null, detail: '退学' },
      ['EMPLOYER RECORD_REMOVED_EMPLOYER by SMS', 'GRADUATE RECORD_REMOVED_GRADUATE by SMS'],
    ],
    [
      { type: 'voided', at: agreedAt, reason: 'DESTINATION_VOIDED', voidReason: 'DATA_ERROR', detail: '专业有误' },
      ['EMPLOYER SIGNING_INVALIDATED_EMPLOYER by SMS', 'GRADUATE SIGNING_INVALIDATED_GRADUATE by SMS'],
    ],
  ];
  test.each(events)('%j', (event, expected) => {
    expect(told(event, waiting)).toEqual(expected);
  });

  test('and nothing goes by SMS that was not written for it', () => {
    for (const [event] of events)
      for (const { message, sms } of noticesOf(event, evolve(event.type === 'applied' ? null : waiting, event)))
        expect([message, !sms || messageTemplates[message].sms]).toEqual([message, true]);
  });
});

test('reminders go to the side that has not answered, to the stage’s reviewers, and at last to the school’s', () => {
  const to = (kind: Parameters<typeof noticesOfReminder>[0], state = terminationIn('COLLEGE_REVIEW')) =>
    noticesOfReminder(kind, state).map((notice) => `${notice.to} ${notice.kind} ${notice.message}`);
  expect(to('DAY_5', terminationIn('AWAITING_COUNTERPARTY'))).toEqual(['GRADUATE DAY_5 TERMINATION_REMINDER_GRADUATE']);
  expect(to('DAY_14', terminationIn('AWAITING_COUNTERPARTY', { applicant: 'GRADUATE' }))).toEqual([
    'EMPLOYER DAY_14 TERMINATION_REMINDER_EMPLOYER',
  ]);
  expect(to('REVIEW_REMINDER')).toEqual(['COLLEGE_REVIEWERS REVIEW_REMINDER TERMINATION_REVIEW_REMINDER']);
  expect(to('REVIEW_ESCALATION')).toEqual(['SCHOOL_REVIEWERS REVIEW_ESCALATION TERMINATION_REVIEW_ESCALATED']);
});
