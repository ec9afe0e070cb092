import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { PageRequest, Position } from '../database/queries/keyset.ts';
import type { ApiDependencies } from './dependencies.ts';
import { invalid } from './refusals.ts';

const limitDefault = 20;
const macBytes = 16;

/** The page fields of a list's query or search body. */
export interface PageFields {
  limit?: number | undefined;
  cursor?: string | undefined;
  count?: boolean | undefined;
}

/** A page as it is answered. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
  total?: number;
}

/** A page being read. */
export interface PageReading {
  /** For the query. */
  request: PageRequest;
  /** Presents the rows read; of one row too many, only that it was there. */
  answer<Row, Item>(
    rows: readonly Row[],
    as: { item: (row: Row) => Item; position: (row: Row) => Position },
    total?: number,
  ): Page<Item>;
}

/**
 * Reads the page fields of a list. `scope` is everything that makes it this list and no other: its name, the caller, the
 * filters; a cursor of another scope, or one that we did not sign, is VALIDATION_FAILED at /cursor.
 */
export function readPage(deps: Pick<ApiDependencies, 'settings'>, scope: object, fields: PageFields): PageReading {
  const key = Buffer.from(deps.settings.cursorKey, 'base64');
  const fingerprint = createHash('sha256').update(canonical(scope)).digest();
  const mac = (position: string) =>
    createHmac('sha256', key).update(fingerprint).update(position).digest().subarray(0, macBytes);
  const limit = fields.limit ?? limitDefault;
  const after = fields.cursor === undefined ? null : openCursor(fields.cursor, mac);
  const sealCursor = ({ at, id }: Position) => {
    const position = JSON.stringify([at, id]);
    return Buffer.concat([mac(position), Buffer.from(position)]).toString('base64url');
  };
  return {
    request: { fetch: limit + 1, after, count: fields.count ?? false },
    answer(rows, as, total) {
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      return {
        items: shown.map(as.item),
        nextCursor: last !== undefined && rows.length > limit ? sealCursor(as.position(last)) : null,
        ...(total === undefined ? {} : { total }),
      };
    },
  };
}

function openCursor(cursor: string, mac: (position: string) => Buffer): Position {
  const bytes = Buffer.from(cursor, 'base64url');
  const position = bytes.subarray(macBytes).toString();
  const expected = mac(position);
  const given = bytes.subarray(0, macBytes);
  if (given.length !== macBytes || !timingSafeEqual(given, expected))
    throw invalid({ pointer: '/cursor', code: 'WRONG_FORMAT' });
  // Our own signature is on it, so it has the form we gave it.
  const [at, id] = JSON.parse(position) as [string, string];
  return { at, id };
}

/** The same text for the same filters, whatever the order they were written in. */
function canonical(scope: object): string {
  const entries = Object.entries(scope).filter(([, value]) => value !== undefined);
  return JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
