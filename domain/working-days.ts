import type { WorkingCalendar } from './calendar.ts';

/** The dates from one day to another of the same year, both included; MM-DD in, YYYY-MM-DD out. */
function days(year: string, from: string, to: string = from): string[] {
  const dates: string[] = [];
  for (let at = Date.parse(`${year}-${from}`); at <= Date.parse(`${year}-${to}`); at += 86_400_000)
    dates.push(new Date(at).toISOString().slice(0, 10));
  return dates;
}

/**
 * The working days in force: a new table is a new version, and open cases keep the instants they were given.
 * Source: the State Council's notices 国办发明电〔2024〕12号 for 2025 and of 2025-11-04 for 2026. 2027 has no notice yet: its days
 * off are those of 全国年节及纪念日放假办法 by the lunar calendar, without the exchange of days, so it is not official.
 */
export const workingCalendar: WorkingCalendar = {
  version: '2026-1',
  years: {
    '2025': {
      official: true,
      holidays: [
        ...days('2025', '01-01'),
        ...days('2025', '01-28', '02-04'),
        ...days('2025', '04-04', '04-06'),
        ...days('2025', '05-01', '05-05'),
        ...days('2025', '05-31', '06-02'),
        ...days('2025', '10-01', '10-08'),
      ],
      workdays: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
    },
    '2026': {
      official: true,
      holidays: [
        ...days('2026', '01-01', '01-03'),
        ...days('2026', '02-15', '02-23'),
        ...days('2026', '04-04', '04-06'),
        ...days('2026', '05-01', '05-05'),
        ...days('2026', '06-19', '06-21'),
        ...days('2026', '09-25', '09-27'),
        ...days('2026', '10-01', '10-07'),
      ],
      workdays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
    },
    '2027': {
      official: false,
      holidays: [
        ...days('2027', '02-05', '02-08'),
        ...days('2027', '04-05'),
        ...days('2027', '06-09'),
        ...days('2027', '09-15'),
      ],
      workdays: [],
    },
  },
};
