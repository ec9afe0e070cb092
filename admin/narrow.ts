import type { Model, QueryBuilder } from 'objection';
import type { Instant } from '../domain/calendar.ts';
import type { PanelColumn } from './contents.ts';

/** Adds what one filter asks for; what cannot be a value of the column finds nothing. */
export function narrow(query: QueryBuilder<Model, Model[]>, column: PanelColumn, value: unknown): void {
  const { name, kind, terms } = column;
  const text = typeof value === 'string' ? value : '';
  switch (kind) {
    case 'instant': {
      const { from, to } = (typeof value === 'object' && value ? value : {}) as { from?: unknown; to?: unknown };
      narrowByInstant(query, name, { operator: '>=', value: from });
      return narrowByInstant(query, name, { operator: '<=', value: to });
    }
    case 'number':
      return void (/^\d{1,9}$/.test(text) ? query.where(name, Number(text)) : query.whereRaw('false'));
    case 'boolean':
      return void query.where(name, text === 'true');
    case 'code':
      return void (terms?.some(({ code }) => code === text) ? query.where(name, text) : query.whereRaw('false'));
    case 'text':
      return narrowByText(query, column, text.replaceAll('\0', ''));
  }
}

function narrowByInstant(
  query: QueryBuilder<Model, Model[]>,
  name: string,
  { operator, value }: { operator: '>=' | '<='; value: unknown },
): void {
  if (value === undefined || value === '') return;
  const instant = instantIn(value);
  if (instant === undefined) query.whereRaw('false');
  else query.where(name, operator, instant);
}

function narrowByText(query: QueryBuilder<Model, Model[]>, { name, foundBy }: PanelColumn, text: string): void {
  const asItIs = text.replace(/[\\%_]/g, '\\$&');
  switch (foundBy) {
    case 'PART':
      return void query.where(name, 'ilike', `%${asItIs}%`);
    case 'BEGINNING':
      return void query.where(name, 'like', `${asItIs}%`);
    case undefined:
      return void query.where(name, text);
  }
}

const instantForm = /^[12]\d{3}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?)?$/;

/** An instant as a page or a person writes it, from the year 1000 to 2999, in the form PostgreSQL takes for certain. */
function instantIn(value: unknown): Instant | undefined {
  if (typeof value !== 'string' || !instantForm.test(value)) return undefined;
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}
