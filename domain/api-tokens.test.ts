import { expect, test } from '@jest/globals';
import { mayExpireOn } from './api-tokens.ts';

test.each([
  ['2026-11-22', false],
  ['2026-11-23', true],
  ['2028-11-22', true],
  ['2028-11-23', false],
])('a token made in the evening of 22 November 2026 may expire on %s: %s', (day, may) => {
  expect(mayExpireOn(day, '2026-11-22T15:59:59.999Z')).toBe(may);
});

test('the day is that of Shanghai', () => {
  expect(mayExpireOn('2026-11-23', '2026-11-22T16:00:00.000Z')).toBe(false);
});

test('a token made on a leap day may live until the day before the first of March, two years on', () => {
  expect(mayExpireOn('2030-02-28', '2028-02-29T04:00:00.000Z')).toBe(true);
  expect(mayExpireOn('2030-03-01', '2028-02-29T04:00:00.000Z')).toBe(false);
});
