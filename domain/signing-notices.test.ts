import { describe, expect, test } from '@jest/globals';
import { factsWith, signingCommands as commands, signingIn } from '../tests/support/signing-states.ts';
import { decide, evolve, type SigningCommand, type SigningFacts } from './signing.ts';
import { noticesOf, noticesOfReminder, type Notice } from './signing-notices.ts';
import type { SigningReminderKind } from './signing-waits.ts';
import { messageTemplates } from './vocabulary/messages.ts';
import type { SigningStatus } from './vocabulary/signing-status.ts';

/** The notices of the event that a command brings about, as `audience message` with a star where it goes by SMS too. */
function told(from: SigningStatus | null, command: SigningCommand, facts: Partial<SigningFacts> = {}): string[] {
  const state = from === null ? null : signingIn(from);
  const decision = decide(state, command, factsWith(facts));
  if ('refusal' in decision) throw new Error(decision.refusal);
  return noticesOf(decision.event, evolve(state, decision.event)).map(written);
}
/** The messages that were written to fit an SMS. */
const smsMessages = Object.entries(messageTemplates).flatMap(([message, { sms }]) => (sms ? [message] : []));
const written = ({ to, message, sms }: Notice) => `${to} ${message}${sms ? ' *' : ''}`;

describe('what each event tells whom; * by SMS too: to whoever must act, or has gained or lost something', () => {
  const late = { now: '2026-09-29T00:00:00.000Z' };
  test.each<[string, Parameters<typeof told>, string[]]>([
    ['invited', [null, commands.invite], ['GRADUATE INVITATION_SENT *', 'EMPLOYER INVITATION_SENT_EMPLOYER']],
    [
      'accepted, the college first',
      ['AWAITING_GRADUATE', commands.accept],
      [
        'EMPLOYER INVITATION_ACCEPTED *',
        'GRADUATE INVITATION_ACCEPTED_GRADUATE',
        'COLLEGE_REVIEWERS REVIEW_TASK_OPENED',
      ],
    ],
    [
      'declined',
      ['AWAITING_GRADUATE', commands.decline],
      ['EMPLOYER INVITATION_DECLINED *', 'GRADUATE INVITATION_DECLINED_GRADUATE'],
    ],
    [
      'withdrawn',
      ['AWAITING_GRADUATE', commands.withdraw],
      ['GRADUATE INVITATION_WITHDRAWN *', 'EMPLOYER INVITATION_WITHDRAWN_EMPLOYER'],
    ],
    [
      'lapsed: both sides are told by SMS',
      ['AWAITING_GRADUATE', commands.lapse, late],
      ['EMPLOYER INVITATION_EXPIRED_EMPLOYER *', 'GRADUATE INVITATION_EXPIRED_GRADUATE *'],
    ],
    [
      'stageApproved: the next level gets its task',
      ['COLLEGE_REVIEW', commands.approve, { actorLevel: 'COLLEGE' }],
      ['EMPLOYER REVIEW_STAGE_PASSED', 'GRADUATE REVIEW_STAGE_PASSED', 'SCHOOL_REVIEWERS REVIEW_TASK_OPENED'],
    ],
    [
      'signed',
      ['SCHOOL_REVIEW', commands.approve, { actorLevel: 'SCHOOL' }],
      ['EMPLOYER SIGNED_EMPLOYER *', 'GRADUATE SIGNED_GRADUATE *'],
    ],
    [
      'reviewRejected',
      ['SCHOOL_REVIEW', commands.reject, { actorLevel: 'SCHOOL' }],
      ['EMPLOYER REVIEW_REJECTED_EMPLOYER *', 'GRADUATE REVIEW_REJECTED_GRADUATE *'],
    ],
    [
      'invalidated',
      ['COLLEGE_REVIEW', commands.invalidate],
      ['EMPLOYER DISABLED_EMPLOYER *', 'GRADUATE DISABLED_GRADUATE *'],
    ],
  ])('%s', (_, [from, command, facts], expected) => {
    const notices = told(from, command, facts);
    expect(notices).toEqual(expected);
    expect(
      notices.filter((line) => line.endsWith('*')).every((line) => smsMessages.includes(line.split(' ')[1] ?? '')),
    ).toBe(true);
  });

  test('accepted where the school reviews alone: its reviewers get the task', () => {
    const alone = signingIn('AWAITING_GRADUATE', { chain: ['SCHOOL'] });
    const decision = decide(alone, commands.accept, factsWith());
    if ('refusal' in decision) throw new Error(decision.refusal);
    expect(noticesOf(decision.event, evolve(alone, decision.event)).map(written)).toContain(
      'SCHOOL_REVIEWERS REVIEW_TASK_OPENED',
    );
  });

  test('an invitation tells a graduate without an account how to get one', () => {
    const invited = decide(null, commands.invite, factsWith());
    if ('refusal' in invited) throw new Error(invited.refusal);
    const [toGraduate] = noticesOf(invited.event, evolve(null, invited.event));
    expect(toGraduate).toMatchObject({ messageWithoutAccount: 'INVITATION_SENT_NO_ACCOUNT' });
  });
});

describe('what each reminder tells whom', () => {
  test.each<[SigningReminderKind, SigningStatus, string]>([
    ['HALF_TIME', 'AWAITING_GRADUATE', 'GRADUATE INVITATION_REMINDER *'],
    ['LAST_DAY', 'AWAITING_GRADUATE', 'GRADUATE INVITATION_REMINDER *'],
    ['LAST_HOURS', 'AWAITING_GRADUATE', 'GRADUATE INVITATION_REMINDER *'],
    ['REVIEW_REMINDER', 'COLLEGE_REVIEW', 'COLLEGE_REVIEWERS REVIEW_REMINDER *'],
    ['REVIEW_REMINDER', 'SCHOOL_REVIEW', 'SCHOOL_REVIEWERS REVIEW_REMINDER *'],
    ['REVIEW_ESCALATION', 'COLLEGE_REVIEW', 'SCHOOL_REVIEWERS REVIEW_ESCALATED *'],
    ['REVIEW_ESCALATION', 'SCHOOL_REVIEW', 'SCHOOL_REVIEWERS REVIEW_ESCALATED *'],
  ])('%s in %s: %s', (kind, status, expected) => {
    const notices = noticesOfReminder(kind, signingIn(status));
    expect(notices.map(written)).toEqual([expected]);
    expect(notices.map((notice) => notice.kind)).toEqual([expected.includes('INVITATION') ? kind : expect.any(String)]);
  });

  test('what reminds a graduate without an account tells how to get one', () => {
    for (const kind of ['HALF_TIME', 'LAST_DAY', 'LAST_HOURS'] as const)
      expect(noticesOfReminder(kind, signingIn('AWAITING_GRADUATE'))).toMatchObject([
        { messageWithoutAccount: 'INVITATION_SENT_NO_ACCOUNT' },
      ]);
  });

  test('the three to the graduate are kept apart, so that each goes once', () => {
    const kinds = (['HALF_TIME', 'LAST_DAY', 'LAST_HOURS'] as const).flatMap((kind) =>
      noticesOfReminder(kind, signingIn('AWAITING_GRADUATE')).map((notice) => notice.kind),
    );
    expect(new Set(kinds).size).toBe(3);
  });
});
