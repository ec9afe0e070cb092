import { unprintableIn } from '../integrations/documents/fonts.ts';

/** The names of the fields whose text holds a character that our documents cannot show. */
export function unprintableFields(given: object): string[] {
  return Object.entries(given)
    .filter(([, value]) => typeof value === 'string' && unprintableIn(value).length > 0)
    .map(([name]) => name);
}
