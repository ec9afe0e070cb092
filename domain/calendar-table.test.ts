import { describe, expect, test } from '@jest/globals';
import { provisionalYears } from './calendar.ts';
import { readYearTable, writeDates, type TypedYear } from './calendar-table.ts';
import { workingCalendar } from './working-days.ts';

const read = (typed: Partial<TypedYear>) =>
  readYearTable({ year: '2027', official: true, holidays: '2027-01-01', workdays: '', ...typed }, workingCalendar);

describe('a year as staff tell it', () => {
  test('is read from dates and stretches, however they are written and in whatever order', () => {
    const holidays = '2027-10-01至2027-10-03，2027/5/1 2027年5月2日、2027-01-01；\n2027-02-05 ~ 2027-02-06, 2027-01-01';
    expect(read({ holidays, workdays: '2027-01-10' })).toEqual({
      faults: [],
      table: {
        official: true,
        holidays: [
          ...['2027-01-01', '2027-02-05', '2027-02-06', '2027-05-01', '2027-05-02'],
          ...['2027-10-01', '2027-10-02', '2027-10-03'],
        ],
        workdays: ['2027-01-10'],
      },
    });
  });

  test('is read as an announcement writes it, without the year, with days of the week', () => {
    const holidays = '1月1日（周五）至3日（周日）、2月27日至3月1日、10月1日（星期五）';
    expect(read({ holidays, workdays: '10月9日（周六）' })).toMatchObject({
      table: {
        holidays: [
          ...['2027-01-01', '2027-01-02', '2027-01-03', '2027-02-27', '2027-02-28', '2027-03-01', '2027-10-01'],
        ],
        workdays: ['2027-10-09'],
      },
    });
    expect(read({ holidays: '3日' }).faults).toMatchObject([{ code: 'WRONG_FORMAT' }]);
    expect(read({ holidays: '10月3日至1日' }).faults).toMatchObject([{ code: 'WRONG_FORMAT' }]);
  });

  test.each([
    [
      'a day no calendar has',
      { holidays: '2027-01-01 2027-02-30' },
      { field: 'holidays', place: 1, code: 'WRONG_FORMAT' },
    ],
    ['words', { holidays: '元旦' }, { field: 'holidays', place: 0, code: 'WRONG_FORMAT' }],
    [
      'a stretch that goes back',
      { holidays: '2027-10-03至2027-10-01' },
      { field: 'holidays', place: 0, code: 'WRONG_FORMAT' },
    ],
    [
      'a stretch of three',
      { holidays: '2027-10-01~2027-10-02~2027-10-03' },
      { field: 'holidays', place: 0, code: 'WRONG_FORMAT' },
    ],
    ['a day of another year', { holidays: '2028-01-01' }, { field: 'holidays', place: 0, code: 'OTHER_YEAR' }],
    [
      'a stretch into another year',
      { holidays: '2027-12-31至2028-01-01' },
      { field: 'holidays', place: 0, code: 'OTHER_YEAR' },
    ],
    [
      'a stretch from a day no calendar has',
      { holidays: '2027-02-30至2027-03-02' },
      { field: 'holidays', place: 0, code: 'WRONG_FORMAT' },
    ],
    ['words for a worked day', { workdays: '周六' }, { field: 'workdays', place: 0, code: 'WRONG_FORMAT' }],
    [
      'a stretch worked that ends on a weekday',
      { workdays: '2027-01-09至2027-01-11' },
      { field: 'workdays', place: 0, code: 'NOT_A_WEEKEND' },
    ],
    [
      'a stretch worked that is off in part',
      { holidays: '2027-01-10', workdays: '2027-01-09至2027-01-10' },
      { field: 'workdays', place: 0, code: 'OFF_AND_WORKING' },
    ],
    ['a weekday worked', { workdays: '2027-01-10 2027-01-11' }, { field: 'workdays', place: 1, code: 'NOT_A_WEEKEND' }],
    [
      'a day both off and worked',
      { holidays: '2027-01-02', workdays: '2027-01-02' },
      { field: 'workdays', place: 0, code: 'OFF_AND_WORKING' },
    ],
    ['an official year without a day off', { holidays: '' }, { field: 'holidays', place: null, code: 'REQUIRED' }],
    [
      'three weeks without work',
      { holidays: '2027-02-01至2027-02-21' },
      { field: 'holidays', place: null, code: 'TOO_MANY' },
    ],
  ] as const)('is refused for %s, at its place', (_, typed, fault) => {
    expect(read(typed)).toEqual({ table: null, faults: [fault] });
  });

  test('may be provisional and empty: then the fixed holidays stand in', () => {
    expect(read({ official: false, holidays: ' ' }).table).toEqual({ official: false, holidays: [], workdays: [] });
  });
});

test('dates are written as stretches that read back the same', () => {
  for (const [year, { official, holidays, workdays }] of Object.entries(workingCalendar.years)) {
    const typed = {
      year,
      official,
      holidays: writeDates(holidays).join(' '),
      workdays: writeDates(workdays).join('，'),
    };
    expect(readYearTable(typed, workingCalendar).table).toEqual({ official, holidays, workdays });
  }
  expect(writeDates(['2027-03-01', '2027-02-28', '2027-05-01'])).toEqual(['2027-02-28至2027-03-01', '2027-05-01']);
});

test('the years that deadlines reach and that are not official are told', () => {
  expect(provisionalYears('2026-11-22T04:00:00.000Z', workingCalendar)).toEqual(['2027']);
  expect(provisionalYears('2026-06-01T04:00:00.000Z', workingCalendar)).toEqual([]);
  expect(provisionalYears('2026-06-01T04:00:00.000Z', null)).toEqual(['2026']);
});
