import type { Instant } from '../domain/calendar.ts';

/** What a session in UTC is sent: by far the most, and a date is slow to read from a text that is not quite ISO 8601. */
const inUtc = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,3})\d*)?\+00(?::00)?$/;

/** An instant as PostgreSQL writes it, in a column or inside JSON, in the one form it has from here to the HTTP answer. */
export function instantOf(text: string): Instant {
  const [, day, time, fraction = ''] = inUtc.exec(text) ?? [];
  if (day === undefined) return new Date(text).toISOString();
  return `${day}T${time}.${fraction.padEnd(3, '0')}Z`;
}
