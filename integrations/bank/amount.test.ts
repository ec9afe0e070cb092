import { expect, test } from '@jest/globals';
import { fenOf } from '../../domain/payments.ts';
import { randomAmount } from './amount.ts';

test('amounts lie between 0.01 and 1.99, and any of the 199 may come', () => {
  // One of 199 missing among 10,000: less than once in 10^19 runs.
  const fen = new Set(Array.from({ length: 10_000 }, () => fenOf(randomAmount())));
  expect([...fen].sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 199 }, (_, index) => index + 1));
});
