import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  factsWith,
  inWindow,
  respondBy,
  sentAt,
  signingCommands as commands,
  signingIn,
} from '../tests/support/signing-states.ts';
import { endOfNthDay, plusSeconds, type Instant } from './calendar.ts';
import { smsInstant } from './reminders.ts';
import { shortLadder } from './reviews.ts';
import { decide, type SigningState } from './signing.ts';
import { reminders } from './signing-waits.ts';

describe('reminders to the graduate', () => {
  const window = (sent: Instant, until: Instant) => signingIn('AWAITING_GRADUATE', { sentAt: sent, respondBy: until });
  const kinds = (state: SigningState) => reminders(state).map(({ kind, at }) => `${kind} ${at}`);

  test('seven days: at half time, a day before the end, and the last evening while an SMS may go out', () => {
    expect(kinds(signingIn('AWAITING_GRADUATE'))).toEqual([
      'HALF_TIME 2026-09-24T20:59:59.500Z',
      'LAST_DAY 2026-09-27T15:59:59.000Z',
      'LAST_HOURS 2026-09-28T13:20:00.000Z',
    ]);
  });

  test('one day: the last day begins before half time, and the order is that of time', () => {
    expect(kinds(window(sentAt, endOfNthDay(sentAt, 1)))).toEqual([
      'LAST_DAY 2026-09-21T15:59:59.000Z',
      'LAST_HOURS 2026-09-22T13:20:00.000Z',
    ]);
    const lateInTheDay = '2026-09-21T15:00:00.000Z';
    expect(kinds(window(lateInTheDay, endOfNthDay(lateInTheDay, 1)))).toEqual([
      'LAST_DAY 2026-09-21T15:59:59.000Z',
      'LAST_HOURS 2026-09-22T13:20:00.000Z',
    ]);
  });

  test('two whose SMS would wait for the same morning are one', () => {
    const afternoon = '2026-09-21T05:00:00.000Z'; // 13:00: the last day begins at night, half time comes before eight
    expect(kinds(window(afternoon, endOfNthDay(afternoon, 1)))).toEqual([
      'LAST_DAY 2026-09-21T15:59:59.000Z',
      'LAST_HOURS 2026-09-22T13:20:00.000Z',
    ]);
  });

  test.each([
    [90, ['HALF_TIME 2026-09-21T02:00:45.000Z']],
    [2 * 3_600, ['HALF_TIME 2026-09-21T03:00:00.000Z']],
    [4 * 3_600, ['HALF_TIME 2026-09-21T04:00:00.000Z']],
    [16 * 3_600, ['HALF_TIME 2026-09-21T10:00:00.000Z']],
    [24 * 3_600, ['HALF_TIME 2026-09-21T14:00:00.000Z']],
  ])('a sandbox deadline of %d s leaves out what lies before the invitation or too near: %j', (seconds, expected) => {
    expect(kinds(window(sentAt, plusSeconds(sentAt, seconds)))).toEqual(expected);
  });

  const instants = fc
    .integer({ min: Date.parse('2026-01-01T00:00:00.000Z'), max: Date.parse('2028-12-31T00:00:00.000Z') })
    .map((ms) => new Date(ms).toISOString());
  const states = fc.oneof(
    fc.tuple(instants, fc.integer({ min: 1, max: 15 })).map(([sent, days]) => window(sent, endOfNthDay(sent, days))),
    fc
      .tuple(instants, fc.integer({ min: 1, max: 86_400 }))
      .map(([sent, seconds]) => window(sent, plusSeconds(sent, seconds))),
  );
  const shanghaiTime = (at: Instant) => plusSeconds(at, 8 * 3_600).slice(11, 16);
  const hoursBetween = (from: Instant, to: Instant) => (Date.parse(to) - Date.parse(from)) / 3_600_000;

  test('are in order, after the invitation, before its end, at least six hours apart, each at most once', () => {
    fc.assert(
      fc.property(states, (state) => {
        const list = reminders(state);
        expect(new Set(list.map(({ kind }) => kind)).size).toBe(list.length);
        for (const [index, { at }] of list.entries()) {
          expect(at > state.sentAt && at < state.respondBy).toBe(true);
          const before = list[index - 1];
          if (!before) continue;
          expect(hoursBetween(before.at, at)).toBeGreaterThanOrEqual(6);
          const [sms, smsBefore] = [smsInstant(at, state.respondBy), smsInstant(before.at, state.respondBy)];
          expect(hoursBetween(smsBefore, sms)).toBeGreaterThanOrEqual(6);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('by SMS go out by day for every invitation of whole days, LAST_DAY and LAST_HOURS among them', () => {
    const windows = fc
      .tuple(instants, fc.integer({ min: 1, max: 15 }))
      .map(([sent, days]) => window(sent, endOfNthDay(sent, days)));
    fc.assert(
      fc.property(windows, (state) => {
        const list = reminders(state);
        for (const { at } of list) {
          const sms = smsInstant(at, state.respondBy);
          expect(sms < state.respondBy).toBe(true);
          expect(shanghaiTime(sms) >= '08:00' && shanghaiTime(sms) < '21:30').toBe(true);
        }
        expect(list.at(-1)).toEqual({
          kind: 'LAST_HOURS',
          at: plusSeconds(state.respondBy, -(2 * 3_600 + 39 * 60 + 59)),
        });
      }),
      { numRuns: 1_000 },
    );
  });

  test('leave out only what is too near to the one before: the first always goes', () => {
    fc.assert(
      fc.property(states, (state) => {
        const hours = hoursBetween(state.sentAt, state.respondBy);
        const planned = [hours / 2, hours - 24, hours - 2].filter((after) => after > 0.000_001).sort((a, b) => a - b);
        const [first] = reminders(state);
        const tooEarlyBy = (planned[0] ?? Number.NaN) - hoursBetween(state.sentAt, first?.at ?? '');
        // Only what could not wait for the morning comes the evening before.
        expect(Math.abs(tooEarlyBy) < 0.000_5 || (tooEarlyBy > 0 && shanghaiTime(first?.at ?? '') === '21:20')).toBe(
          true,
        );
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the SMS of a reminder', () => {
  const night = '2026-09-21T15:59:59.000Z'; // 23:59:59 in Shanghai
  const morning = '2026-09-22T00:00:00.000Z';
  test.each([
    ['goes at once by day', '2026-09-21T02:00:00.000Z', respondBy, '2026-09-21T02:00:00.000Z'],
    ['waits at night until 08:00', night, respondBy, morning],
    ['waits where nothing ends by silence', night, null, morning],
    ['goes at night when the deadline comes before the morning', night, '2026-09-21T17:00:00.000Z', night],
    ['goes at night when the deadline comes with the morning', night, morning, night],
  ])('%s', (_, at, until, expected) => {
    expect(smsInstant(at, until)).toBe(expected);
  });
});

describe('reminders to the reviewers', () => {
  test.each(['COLLEGE_REVIEW', 'SCHOOL_REVIEW'] as const)('%s: after three and five working days', (status) => {
    expect(reminders(signingIn(status))).toEqual([
      { kind: 'REVIEW_REMINDER', at: '2026-09-28T02:00:00.000Z' },
      { kind: 'REVIEW_ESCALATION', at: '2026-09-30T02:00:00.000Z' },
    ]);
  });

  test('a sandbox case: after N/2 and N seconds', () => {
    const waiting = signingIn('AWAITING_GRADUATE', { ladder: shortLadder(60) });
    const decision = decide(waiting, commands.accept, factsWith());
    expect(decision).toMatchObject({
      event: { review: { remindAt: plusSeconds(inWindow, 30), escalateAt: plusSeconds(inWindow, 60) } },
    });
  });
});
