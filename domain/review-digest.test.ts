import { expect, test } from '@jest/globals';
import { digestDay, fateOfDigest } from './review-digest.ts';
import { workingCalendar } from './working-days.ts';

test.each([
  ['a Monday at nine', '2026-11-23T01:00:00.000Z', '2026-11-23'],
  ['before nine', '2026-11-23T00:59:59.999Z', null],
  ['the last moment for SMS', '2026-11-23T13:30:00.000Z', '2026-11-23'],
  ['after it', '2026-11-23T13:30:00.001Z', null],
  ['past midnight', '2026-11-23T16:10:00.000Z', null],
  ['a Saturday', '2026-11-28T02:00:00.000Z', null],
  ['a holiday', '2026-10-01T02:00:00.000Z', null],
  ['a Saturday worked in exchange', '2026-10-10T02:00:00.000Z', '2026-10-10'],
])('%s', (_, now, day) => {
  expect(digestDay(now, workingCalendar)).toBe(day);
});

test('an unknown outcome is repeated once where the gateway knows no repeats', () => {
  const unknowing = { recognisesRepeats: false };
  expect(fateOfDigest(1, unknowing)).toEqual({ status: 'TRIED' });
  expect(fateOfDigest(2, unknowing)).toEqual({ status: 'GAVE_UP', failureCode: 'OUTCOME_UNKNOWN' });
  expect(fateOfDigest(9, { recognisesRepeats: true })).toEqual({ status: 'TRIED' });
});
