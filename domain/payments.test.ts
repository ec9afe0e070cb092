import { expect, test } from '@jest/globals';
import { amountOfFen, fenOf, paymentFen } from './payments.ts';

test('each amount that may be paid is written in one way and read back exactly', () => {
  const all = Array.from({ length: paymentFen.max }, (_, index) => index + paymentFen.min);
  expect(all.map((fen) => fenOf(amountOfFen(fen)))).toEqual(all);
  expect(all.map(amountOfFen)).toEqual(expect.arrayContaining(['0.01', '0.09', '0.10', '1.00', '1.78', '1.99']));
});

test.each(['0.00', '2.00', '0.1', '1.780', '01.78', '.78', '1,78', '-1.78', '1.7８', ' 1.78', '1.78\n', '', '1e0'])(
  '%j is no amount that may be paid',
  (amount) => {
    expect(fenOf(amount)).toBeNull();
  },
);
