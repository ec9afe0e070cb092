import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addWorkingDays,
  defaultCohortYear,
  endOfNthDay,
  inSmsHours,
  isWorkingDay,
  plusSeconds,
  shanghaiDate,
  type Instant,
} from './calendar.ts';
import { workingCalendar } from './working-days.ts';

const hourMs = 3_600_000;
const instants = fc
  .integer({ min: Date.parse('2025-01-01T00:00:00.000Z'), max: Date.parse('2029-12-31T00:00:00.000Z') })
  .map((ms): Instant => new Date(ms).toISOString());
/** Instants in the last two seconds of a day in Shanghai, where an off-by-one would hide. */
const lateInstants = fc
  .tuple(fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 0, max: 1_999 }))
  .map(([day, ms]): Instant => new Date(Date.parse('2025-01-01T15:59:58.000Z') + day * 24 * hourMs + ms).toISOString());

test('the date in Shanghai changes at 16:00 UTC', () => {
  expect(shanghaiDate('2026-11-22T15:59:59.999Z')).toBe('2026-11-22');
  expect(shanghaiDate('2026-11-22T16:00:00.000Z')).toBe('2026-11-23');
});

test('seconds are added to the millisecond', () => {
  expect(plusSeconds('2026-11-22T04:00:00.000Z', 90)).toBe('2026-11-22T04:01:30.000Z');
  expect(plusSeconds('2026-11-22T04:00:00.000Z', -0.0005)).toBe('2026-11-22T04:00:00.000Z');
});

describe('the end of the Nth day', () => {
  test.each([
    ['2026-11-22T04:00:00.000Z', 7, '2026-11-29T15:59:59.000Z'],
    ['2026-11-22T16:00:00.000Z', 1, '2026-11-24T15:59:59.000Z'],
    ['2026-11-22T15:59:59.000Z', 1, '2026-11-23T15:59:59.000Z'],
    ['2026-11-22T15:59:59.001Z', 1, '2026-11-24T15:59:59.000Z'],
    ['2026-12-30T04:00:00.000Z', 2, '2027-01-01T15:59:59.000Z'],
  ])('sent %s with %d days ends %s', (from, days, end) => {
    expect(endOfNthDay(from, days)).toBe(end);
  });

  test('it is never shorter than N×24 h, less than a day longer, and always 23:59:59', () => {
    fc.assert(
      fc.property(fc.oneof(instants, lateInstants), fc.integer({ min: 1, max: 15 }), (from, days) => {
        const end = endOfNthDay(from, days);
        const lengthMs = Date.parse(end) - Date.parse(from);
        expect(lengthMs).toBeGreaterThanOrEqual(days * 24 * hourMs);
        expect(lengthMs).toBeLessThan((days + 1) * 24 * hourMs);
        expect(end.slice(11)).toBe('15:59:59.000Z');
      }),
    );
  });
});

describe('working days', () => {
  test.each([
    ['2026-01-04', true],
    ['2026-02-14', true],
    ['2026-02-23', false],
    ['2026-02-24', true],
    ['2026-02-28', true],
    ['2026-05-09', true],
    ['2026-09-20', true],
    ['2026-10-07', false],
    ['2026-10-10', true],
    ['2026-11-21', false],
    ['2025-01-26', true],
    ['2025-10-08', false],
    ['2028-01-01', false],
    ['2028-05-02', false],
    ['2028-10-03', false],
    ['2028-10-04', true],
  ])('%s: %s', (date, working) => {
    expect(isWorkingDay(date, workingCalendar)).toBe(working);
  });

  test.each([
    ['a week end is passed over', '2026-11-20T04:00:00.000Z', 3, '2026-11-25T04:00:00.000Z', false],
    ['a worked Saturday counts', '2026-05-08T04:00:00.000Z', 1, '2026-05-09T04:00:00.000Z', false],
    ['the Spring Festival is passed over', '2026-02-13T04:00:00.000Z', 3, '2026-02-25T04:00:00.000Z', false],
    [
      'a case that begins on a Sunday counts from Monday',
      '2026-11-22T04:00:00.000Z',
      5,
      '2026-11-27T04:00:00.000Z',
      false,
    ],
    ['the date is that of Shanghai', '2026-11-19T17:00:00.000Z', 1, '2026-11-22T17:00:00.000Z', false],
    ['a year without a table is provisional', '2026-12-31T04:00:00.000Z', 1, '2027-01-04T04:00:00.000Z', true],
    ['a year nobody knows yet is provisional', '2029-09-28T04:00:00.000Z', 1, '2029-10-04T04:00:00.000Z', true],
  ])('%s', (...[, from, days, at, provisional]) => {
    expect(addWorkingDays(from, days, workingCalendar)).toEqual({ at, provisional });
  });

  test('adding is monotone, keeps the time of day and lands on a working day', () => {
    fc.assert(
      fc.property(instants, instants, fc.integer({ min: 1, max: 10 }), (one, other, days) => {
        const [earlier, later] = [one, other].sort() as [Instant, Instant];
        const [from, to] = [
          addWorkingDays(earlier, days, workingCalendar),
          addWorkingDays(later, days, workingCalendar),
        ];
        // Later on the same Saturday or Sunday may still be the same Monday, but at its own time of day.
        expect(shanghaiDate(from.at) <= shanghaiDate(to.at)).toBe(true);
        expect(from.at > earlier).toBe(true);
        expect(addWorkingDays(earlier, days + 1, workingCalendar).at > from.at).toBe(true);
        expect(from.at.slice(11)).toBe(earlier.slice(11));
        expect(isWorkingDay(shanghaiDate(from.at), workingCalendar)).toBe(true);
      }),
    );
  });

  test('adding one by one is the same as adding at once', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 10 }), (from, days) => {
        const steps = Array.from({ length: days }).reduce<Instant>(
          (at) => addWorkingDays(at, 1, workingCalendar).at,
          from,
        );
        expect(addWorkingDays(from, days, workingCalendar).at).toBe(steps);
      }),
    );
  });

  test('a calendar without working days is refused instead of searched for ever', () => {
    const holidays = Array.from({ length: 365 }, (_, day) =>
      new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
    );
    const idle = { version: 'idle', years: { '2026': { official: true, holidays, workdays: [] } } };
    expect(() => addWorkingDays('2026-03-01T04:00:00.000Z', 1, idle)).toThrow(RangeError);
  });
});

describe('the working-day table', () => {
  test.each(Object.entries(workingCalendar.years))(
    '%s: days off and days worked are real, in order and apart',
    (year, table) => {
      const dates = [...table.holidays, ...table.workdays];
      expect(dates.every((date) => date.startsWith(year))).toBe(true);
      expect(new Set(dates).size).toBe(dates.length);
      expect([...table.holidays].sort()).toEqual(table.holidays);
      const weekdays = table.workdays.map((date) => new Date(`${date}T00:00:00.000Z`).getUTCDay());
      expect(weekdays.every((weekday) => weekday === 0 || weekday === 6)).toBe(true);
    },
  );

  test('the official years have the working days their notices leave', () => {
    const count = (year: number) =>
      Array.from({ length: 365 }, (_, day) => new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10)).filter(
        (date) => isWorkingDay(date, workingCalendar),
      ).length;
    expect([count(2025), count(2026)]).toEqual([248, 248]);
  });
});

describe('the hours for SMS', () => {
  test.each([
    ['2026-11-21T23:59:59.999Z', '2026-11-22T00:00:00.000Z'],
    ['2026-11-22T00:00:00.000Z', '2026-11-22T00:00:00.000Z'],
    ['2026-11-22T13:30:00.000Z', '2026-11-22T13:30:00.000Z'],
    ['2026-11-22T13:30:00.001Z', '2026-11-23T00:00:00.000Z'],
    ['2026-11-22T17:00:00.000Z', '2026-11-23T00:00:00.000Z'],
  ])('what is due at %s goes at %s', (due, goes) => {
    expect(inSmsHours(due)).toBe(goes);
  });

  test('waiting never goes back, never lasts over night and a half, and happens once', () => {
    fc.assert(
      fc.property(instants, (at) => {
        const waitMs = Date.parse(inSmsHours(at)) - Date.parse(at);
        expect(waitMs).toBeGreaterThanOrEqual(0);
        expect(waitMs).toBeLessThan(10.5 * hourMs);
        expect(inSmsHours(inSmsHours(at))).toBe(inSmsHours(at));
      }),
    );
  });
});

test.each([
  ['2026-08-31T15:59:59.999Z', 2026],
  ['2026-08-31T16:00:00.000Z', 2027],
  ['2026-11-22T04:00:00.000Z', 2027],
  ['2027-01-01T04:00:00.000Z', 2027],
])('at %s lists open with cohort %d', (now, year) => {
  expect(defaultCohortYear(now)).toBe(year);
});
