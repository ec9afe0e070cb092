import { typedText, wrongField } from '../commands/typed-text.ts';

/** A day of the calendar as a member of the staff types it, `2027-08-31`. Throws VALIDATION_FAILED. */
export function typedDay(fields: Readonly<Record<string, string>>, name: string): string {
  const day = typedText(fields, name, { charactersMax: 10 });
  const at = new Date(`${day}T00:00:00.000Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(at.getTime()) || !at.toISOString().startsWith(day))
    throw wrongField(name, 'WRONG_FORMAT');
  return day;
}
