import { describe, expect, test } from '@jest/globals';
import { acceptedAt, inWindow } from '../tests/support/signing-states.ts';
import { plusSeconds } from './calendar.ts';
import { dueStateOf, mayDecideStage, openReview, ordinaryLadder, shortLadder, stageAfter } from './reviews.ts';
import { workingCalendar } from './working-days.ts';

describe('the ladder of a review', () => {
  test.each([
    ['over a weekend', '2026-11-19T02:00:00.000Z', '2026-11-24T02:00:00.000Z', '2026-11-26T02:00:00.000Z'],
    [
      'over National Day, a worked Saturday after it',
      '2026-09-29T02:00:00.000Z',
      '2026-10-09T02:00:00.000Z',
      '2026-10-12T02:00:00.000Z',
    ],
    ['from a Saturday night', '2026-11-21T15:30:00.000Z', '2026-11-25T15:30:00.000Z', '2026-11-27T15:30:00.000Z'],
    [
      'from the small hours in Shanghai, which are the day before in UTC',
      '2026-11-22T17:00:00.000Z',
      '2026-11-25T17:00:00.000Z',
      '2026-11-29T17:00:00.000Z',
    ],
  ])('%s: opened %s, reminded %s, escalated %s', (_, openedAt, remindAt, escalateAt) => {
    expect(openReview(openedAt, ordinaryLadder, workingCalendar)).toEqual({
      openedAt,
      remindAt,
      escalateAt,
      calendarVersion: workingCalendar.version,
      provisional: false,
    });
  });

  test('is provisional when it reaches into a year without an official calendar', () => {
    const opened = (at: string) => openReview(at, ordinaryLadder, workingCalendar).provisional;
    expect([opened('2026-12-21T02:00:00.000Z'), opened('2026-12-29T02:00:00.000Z')]).toEqual([false, true]);
  });

  test('in seconds has its steps at half and at the whole, whatever the calendar', () => {
    expect(openReview(inWindow, shortLadder(61), { version: 'none', years: {} })).toEqual({
      openedAt: inWindow,
      remindAt: plusSeconds(inWindow, 30.5),
      escalateAt: plusSeconds(inWindow, 61),
      calendarVersion: 'none',
      provisional: false,
    });
  });
});

test.each([
  [['COLLEGE', 'SCHOOL'], 'COLLEGE', 'SCHOOL'],
  [['COLLEGE', 'SCHOOL'], 'SCHOOL', null],
  [['COLLEGE'], 'COLLEGE', null],
  [['SCHOOL'], 'SCHOOL', null],
  [['SCHOOL', 'COLLEGE'], 'SCHOOL', 'COLLEGE'],
] as const)('in the chain %j, after %s comes %s', (chain, stage, next) => {
  expect(stageAfter(chain, stage)).toBe(next);
});

describe('who may decide an open stage', () => {
  const review = openReview(acceptedAt, ordinaryLadder, workingCalendar);
  const before = plusSeconds(review.escalateAt, -0.001);
  const at = (now: string, collegeHasReviewer: boolean) => ({ now, collegeHasReviewer });
  test.each([
    ['COLLEGE', 'COLLEGE', at(before, true), true],
    ['COLLEGE', 'COLLEGE', at(before, false), true],
    ['SCHOOL', 'SCHOOL', at(before, true), true],
    ['COLLEGE', 'SCHOOL', at(review.escalateAt, false), false],
    ['SCHOOL', 'COLLEGE', at(before, true), false],
    ['SCHOOL', 'COLLEGE', at(before, false), true],
    ['SCHOOL', 'COLLEGE', at(review.escalateAt, true), true],
  ] as const)('%s at the stage of the %s, %j: %s', (level, stage, facts, expected) => {
    expect(mayDecideStage(level, stage, review, facts)).toBe(expected);
  });
});

test('an open review is on time, then due from its reminder on, then long waiting from its escalation on', () => {
  const review = { remindAt: '2026-09-25T02:00:00.000Z', escalateAt: '2026-09-29T02:00:00.000Z' };
  const at = (instant: string) => dueStateOf(review, instant);
  expect([at(plusSeconds(review.remindAt, -0.001)), at(review.remindAt)]).toEqual(['ON_TIME', 'DUE']);
  expect([at(plusSeconds(review.escalateAt, -0.001)), at(review.escalateAt)]).toEqual(['DUE', 'LONG_WAITING']);
});
