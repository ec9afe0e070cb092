import { describe, expect, test } from '@jest/globals';
import {
  eventOf,
  verificationCommands as commands,
  verificationFacts as factsWith,
  verificationIn,
} from '../tests/support/verification-states.ts';
import { decide } from './employer-verification.ts';
import type { EmployerVerificationCommand, EmployerVerificationFacts } from './employer-verification-model.ts';
import { effectIsApt, outcomeIsAwaited, effectsOf, opensSendsTask } from './employer-verification-effects.ts';
import { noticesOf, noticesOfReminder, type VerificationNotice } from './employer-verification-notices.ts';
import { evolve } from './employer-verification-state.ts';
import { fillMessage } from './messages.ts';
import { bankFailureReasonCodes } from './vocabulary/bank-failure-reason.ts';
import { messageTemplates } from './vocabulary/messages.ts';
import { supplementReasonCodes } from './vocabulary/supplement-reason.ts';
import { verificationStatusCodes, type VerificationStatus } from './vocabulary/verification-status.ts';

type From = VerificationStatus | null;
const eventFrom = (from: From, command: EmployerVerificationCommand, facts: Partial<EmployerVerificationFacts> = {}) =>
  eventOf(decide(from === null ? null : verificationIn(from), command, factsWith(facts)));
const written = ({ to, message, sms }: VerificationNotice) => `${to} ${message}${sms ? ' *' : ''}`;
const late = { now: '2027-01-04T02:00:00.000Z' };
const wrong = { amountMatches: false };
const lastTry = verificationIn('AWAITING_AMOUNT', { send: { attempt: 1, triesLeft: 1 } });
const byMaterial = { type: 'submit', method: 'MATERIALS', fileIds: ['licence', 'letter'] } as const;
const sendAgain = { ...commands.switchMethod, method: 'REMITTANCE' } as const;

describe('what each event tells whom; * by SMS too: to the unit when it must act, or has gained or lost something', () => {
  const reviewOpened = 'STAFF_REVIEWERS VERIFICATION_REVIEW_OPENED';
  test.each<[Parameters<typeof eventFrom>, string[]]>([
    [[null, commands.submit], ['EMPLOYER REMITTANCE_SUBMITTED']],
    [
      [null, byMaterial],
      ['EMPLOYER MATERIAL_SUBMITTED', reviewOpened],
    ],
    [
      ['SENDING', commands.switchMethod],
      ['EMPLOYER MATERIAL_SUBMITTED', reviewOpened],
    ],
    [['BANK_FAILED', sendAgain], ['EMPLOYER REMITTANCE_SUBMITTED']],
    [['SENDING', commands.remittanceSettled], ['EMPLOYER REMITTANCE_SETTLED *']],
    [['SENDING', commands.remittanceReturned], ['EMPLOYER REMITTANCE_FAILED *']],
    [['SENDING', commands.lapse, late], ['EMPLOYER REMITTANCE_FAILED *']],
    [['AWAITING_AMOUNT', commands.amount, wrong], ['EMPLOYER AMOUNT_MISMATCHED']],
    [['AWAITING_AMOUNT', commands.amount], ['EMPLOYER UNIT_VERIFIED *']],
    [['AWAITING_AMOUNT', commands.lapse, late], ['EMPLOYER AMOUNT_EXPIRED *']],
    [['BANK_FAILED', commands.lapse, late], ['EMPLOYER BANK_DATA_EXPIRED *']],
    [['NEEDS_SUPPLEMENT', commands.lapse, late], ['EMPLOYER SUPPLEMENT_EXPIRED *']],
    [['AWAITING_REVIEW', commands.approve], ['EMPLOYER UNIT_VERIFIED *']],
    [['AWAITING_REVIEW', commands.requestSupplement], ['EMPLOYER SUPPLEMENT_REQUESTED *']],
    [
      ['NEEDS_SUPPLEMENT', commands.supplement],
      ['EMPLOYER SUPPLEMENT_RECEIVED', reviewOpened],
    ],
    [['AWAITING_REVIEW', commands.reject], ['EMPLOYER VERIFICATION_REJECTED *']],
    [['AWAITING_REVIEW', commands.rivalVerified], ['EMPLOYER VERIFICATION_EMPLOYER_EXISTS *']],
    [['NEEDS_SUPPLEMENT', commands.unitDisabled], ['EMPLOYER VERIFICATION_UNIT_DISABLED *']],
    [['SENDING', commands.withdraw], ['EMPLOYER VERIFICATION_WITHDRAWN']],
  ])('%j: %j', (step, expected) => {
    const notices = noticesOf(eventFrom(...step));
    expect(notices.map(written)).toEqual(expected);
    expect(notices.every(({ sms, message }) => !sms || messageTemplates[message].sms)).toBe(true);
  });

  test('amountFailed', () => {
    const event = eventOf(decide(lastTry, commands.amount, factsWith(wrong)));
    expect(noticesOf(event).map(written)).toEqual(['EMPLOYER AMOUNT_FAILED *']);
  });

  test('reminders go to the reviewers first, then to the supervisors, each once', () => {
    expect(noticesOfReminder('REVIEW_REMINDER')).toEqual([
      { kind: 'REVIEW_REMINDER', message: 'VERIFICATION_REVIEW_REMINDER', to: 'STAFF_REVIEWERS', sms: false },
    ]);
    expect(noticesOfReminder('REVIEW_ESCALATION')).toEqual([
      { kind: 'REVIEW_ESCALATION', message: 'VERIFICATION_REVIEW_ESCALATED', to: 'SUPERVISORS', sms: false },
    ]);
  });
});

describe('messages of a verification', () => {
  const respondBy = '2026-12-31T15:59:59.000Z';
  test.each([
    ...bankFailureReasonCodes.map((reason) => ['REMITTANCE_FAILED', reason] as const),
    ...supplementReasonCodes.map((reason) => ['VERIFICATION_REJECTED', reason] as const),
  ])('%s fits one SMS with the reason %s in words', (code, reason) => {
    const text = fillMessage(code, 'zh', { reason, respondBy });
    expect(text).not.toContain(reason);
    expect([...`【毕业生网签】${text}`].length).toBeLessThanOrEqual(70);
  });

  test('an amount is in none of them', () => {
    expect(Object.values(messageTemplates).filter(({ zh }) => /\{amount\w*\}/i.test(zh))).toEqual([]);
  });
});

describe('money', () => {
  test.each<[Parameters<typeof eventFrom>, object[]]>([
    [[null, commands.submit], [{ kind: 'REMIT', attempt: 1 }]],
    [[null, byMaterial], []],
    [['BANK_FAILED', sendAgain], [{ kind: 'REMIT', attempt: 2 }]],
    [['BANK_FAILED', commands.switchMethod], []],
    [['AWAITING_REVIEW', sendAgain], [{ kind: 'REMIT', attempt: 1 }]],
    [['SENDING', commands.remittanceSettled], []],
    [['SENDING', commands.withdraw], []],
    [['AWAITING_AMOUNT', commands.amount, wrong], []],
    [['AWAITING_REVIEW', commands.approve], []],
  ])('%j sends: %j', (step, expected) => {
    expect(effectsOf(eventFrom(...step))).toEqual(expected);
  });

  test('leaves only while its own send is under way', () => {
    const first = { kind: 'REMIT', attempt: 1 } as const;
    expect(verificationStatusCodes.filter((status) => effectIsApt(first, verificationIn(status)))).toEqual(['SENDING']);
    const second = evolve(verificationIn('BANK_FAILED'), eventFrom('BANK_FAILED', sendAgain));
    expect([effectIsApt(first, second), effectIsApt({ ...first, attempt: 2 }, second)]).toEqual([false, true]);
  });

  test('is asked after while the bank has not answered, also once it was silent for too long; each send for itself', () => {
    const asked = (state: ReturnType<typeof verificationIn>, attempt = 1) =>
      outcomeIsAwaited({ kind: 'REMIT', attempt }, state);
    expect(verificationStatusCodes.filter((status) => asked(verificationIn(status)))).toEqual([
      'SENDING',
      'BANK_FAILED',
    ]);
    expect(asked(verificationIn('BANK_FAILED', { failure: 'RETURNED' }))).toBe(false);
    for (const status of ['SENDING', 'BANK_FAILED'] as const) expect(asked(verificationIn(status), 2)).toBe(false);
  });

  test('that came to nothing three times for a credit code is looked into by staff, and every three times after', () => {
    const failures = [0, 1, 2, 3, 4, 5].map((failedSendsBefore) =>
      opensSendsTask(eventFrom('SENDING', commands.remittanceReturned, { failedSendsBefore })),
    );
    expect(failures).toEqual([false, false, true, false, false, true]);
    const spent = eventOf(decide(lastTry, commands.amount, factsWith({ ...wrong, failedSendsBefore: 2 })));
    expect(opensSendsTask(spent)).toBe(true);
    expect(opensSendsTask(eventFrom('SENDING', commands.withdraw))).toBe(false);
  });
});
