import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { plusSeconds, type Instant } from './calendar.ts';
import { nextSendAt } from './remittance-sends.ts';

const now: Instant = '2026-10-14T02:00:00.000Z';
const daysAgo = (days: number) => plusSeconds(now, -days * 86_400);
const byCode = (...days: number[]) => nextSendAt({ byCreditCode: days.map(daysAgo), byAccount: [] }, now);
const byAccount = (...days: number[]) => nextSendAt({ byCreditCode: [], byAccount: days.map(daysAgo) }, now);

test.each([
  ['none yet', [], null],
  ['two in a week', [1, 2], null],
  ['three in a week: until the first of them is a week old', [1, 2, 3], daysAgo(-4)],
  ['three, the first just a week old', [1, 2, 7], null],
  ['five in ninety days, two in a week', [1, 2, 20, 40, 60], null],
  ['six in ninety days: until the first of them is ninety days old', [1, 20, 30, 40, 50, 60], daysAgo(-30)],
  ['six, the first just ninety days old', [1, 20, 30, 40, 50, 90], null],
  ['both full: until both have room', [1, 2, 3, 40, 50, 60], daysAgo(-30)],
  ['both full, the week longer', [1, 2, 3, 85, 86, 87], daysAgo(-4)],
] as const)('%s, for a credit code and for an account alike', (_, sends, expected) => {
  expect([byCode(...sends), byAccount(...[...sends].reverse())]).toEqual([expected, expected]);
});

test('one of the two with no room is enough', () => {
  const full = [1, 2, 3].map(daysAgo);
  expect(nextSendAt({ byCreditCode: [daysAgo(1)], byAccount: full }, now)).toBe(daysAgo(-4));
});

test('who sends whenever it is allowed never has more than 3 in 7 days or 6 in 90', () => {
  const waitsArb = fc.array(fc.integer({ min: 0, max: 20 * 86_400 }), { minLength: 10, maxLength: 60 });
  fc.assert(
    fc.property(waitsArb, (waits) => {
      const sends: Instant[] = [];
      let at = now;
      for (const seconds of waits) {
        at = plusSeconds(at, seconds);
        if (nextSendAt({ byCreditCode: sends, byAccount: [] }, at) === null) sends.push(at);
      }
      const within = (days: number) =>
        sends.map((last) => sends.filter((each) => each <= last && each > plusSeconds(last, -days * 86_400)).length);
      expect(Math.max(...within(7))).toBeLessThanOrEqual(3);
      expect(Math.max(...within(90))).toBeLessThanOrEqual(6);
    }),
    { numRuns: 300 },
  );
});

test('the moment told is the first at which there is room', () => {
  const daysArb = fc.array(fc.integer({ min: 0, max: 89 }), { minLength: 3, maxLength: 12 });
  fc.assert(
    fc.property(daysArb, (days) => {
      const history = { byCreditCode: days.map(daysAgo), byAccount: [] };
      const at = nextSendAt(history, now);
      if (at === null) return;
      expect(nextSendAt(history, at)).toBeNull();
      expect(nextSendAt(history, plusSeconds(at, -0.001))).toBe(at);
    }),
    { numRuns: 500 },
  );
});
