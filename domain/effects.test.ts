import { expect, test } from '@jest/globals';
import { afterWord, fateOf, type EffectState } from './effects.ts';

const knowing = { recognisesRepeats: true };
const unknowing = { recognisesRepeats: false };

// 10:00 in Shanghai.
const message: EffectState = {
  now: '2026-11-23T02:00:00.000Z',
  dueAt: '2026-11-23T02:00:00.000Z',
  tries: 0,
  heldUpBy: null,
  isReminder: false,
  outdated: false,
};
const reminder: EffectState = { ...message, isReminder: true };

test('a provider that recognises repeats is asked again for a day, then the message is given up', () => {
  expect(fateOf({ ...message, tries: 100, now: '2026-11-24T02:00:00.000Z' }, knowing)).toEqual({ status: 'TRIED' });
  const late = { ...message, now: '2026-11-24T02:00:00.001Z' };
  expect(fateOf(late, knowing)).toEqual({ status: 'GAVE_UP', failureCode: 'TOO_LATE' });
});

test('what the provider put off for a whole day is given up with its reason', () => {
  const late = { ...message, heldUpBy: 'ALIYUN_ISV_AMOUNT_NOT_ENOUGH', now: '2026-11-24T02:00:00.001Z' };
  expect(fateOf(late, unknowing)).toEqual({ status: 'GAVE_UP', failureCode: 'ALIYUN_ISV_AMOUNT_NOT_ENOUGH' });
});

test('a provider that does not gets one repeat after an unknown outcome, no second', () => {
  expect(fateOf({ ...message, tries: 1 }, unknowing)).toEqual({ status: 'TRIED' });
  expect(fateOf({ ...message, tries: 2 }, unknowing)).toEqual({ status: 'GAVE_UP', failureCode: 'OUTCOME_UNKNOWN' });
});

test('a reminder goes out while its state lasts and for an hour after it was due', () => {
  expect(fateOf({ ...reminder, now: '2026-11-23T03:00:00.000Z' }, knowing)).toEqual({ status: 'TRIED' });
  expect(fateOf({ ...reminder, now: '2026-11-23T03:00:00.001Z' }, knowing)).toEqual({ status: 'LEFT_OUT' });
  expect(fateOf({ ...reminder, outdated: true }, knowing)).toEqual({ status: 'LEFT_OUT' });
});

test('a reminder due in the evening does not slip into the night; one due at night, before its deadline, goes', () => {
  const evening = { ...reminder, dueAt: '2026-11-23T13:20:00.000Z' }; // 21:20
  expect(fateOf({ ...evening, now: '2026-11-23T13:31:00.000Z' }, knowing)).toEqual({ status: 'LEFT_OUT' });
  const night = { ...reminder, dueAt: '2026-11-23T19:00:00.000Z', now: '2026-11-23T19:01:00.000Z' }; // 03:00
  expect(fateOf(night, knowing)).toEqual({ status: 'TRIED' });
});

test('a word of the provider ends a message, but what it puts off stands as before the try', () => {
  expect(afterWord({ status: 'SENT', providerMessageId: 'p' }, 1)).toMatchObject({ status: 'DONE', failureCode: null });
  expect(afterWord({ status: 'REFUSED', code: 'BLOCKED' }, 1)).toEqual({ status: 'GAVE_UP', failureCode: 'BLOCKED' });
  expect(afterWord({ status: 'LATER', code: 'THROTTLED' }, 1)).toEqual({
    ...{ status: 'PLANNED', tries: 1, failureCode: 'THROTTLED' },
  });
});
