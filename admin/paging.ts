import type { PageRequest, Position } from '../database/queries/keyset.ts';
import { readPageMark, writePageMark } from './page-mark.ts';
import type { PageSteps } from './page-view.ts';

/** Rows that a table of a page shows; what more there is stands on the next one. */
export const deskPageRows = 50;

/** Where the page that shows a table begins: by the mark its address carries under a name. */
export interface PageAsked {
  query: Readonly<Record<string, string>>;
  name: string;
}

/** How a list's marks are written and read: by its newest instant unless told otherwise. */
export interface PageMarks {
  write(position: Position): string;
  read(mark: string | undefined): Position | null;
}

const instantMarks: PageMarks = { write: writePageMark, read: readPageMark };

const zeroId = '00000000-0000-0000-0000-000000000000';
const markTextCharactersMax = 200;

/** Marks of a list in the order of a text that no two rows share, a code say. */
export const textMarks: PageMarks = {
  write: ({ at }) => Buffer.from(at).toString('base64url'),
  read(mark = '') {
    const at = Buffer.from(mark, 'base64url').toString('utf8').replaceAll('\0', '').slice(0, markTextCharactersMax);
    return at === '' ? null : { at, id: zeroId };
  },
};

const idForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Marks of a list in the order of a name, and of an id where two have the same. */
export const nameMarks: PageMarks = {
  write: ({ at, id }) => Buffer.from(`${id} ${at}`).toString('base64url'),
  read(mark = '') {
    const text = Buffer.from(mark, 'base64url').toString('utf8').replaceAll('\0', '');
    const id = text.slice(0, zeroId.length);
    return idForm.test(id) ? { id, at: text.slice(zeroId.length + 1) } : null;
  },
};

/** What is to be read: a row more than is shown, to know whether there is a next page. */
export function pageOf({ query, name }: PageAsked, marks = instantMarks): PageRequest {
  return { fetch: deskPageRows + 1, after: marks.read(query[name]), count: false };
}

/** One page of a table. */
export interface Shown<Row> {
  rows: readonly Row[];
  steps: PageSteps;
}

/** The rows that are shown, and the ways to the next page and back to the first. */
export function shownOf<Row extends { position: Position }>(
  rows: readonly Row[],
  { query, name }: PageAsked,
  marks = instantMarks,
): Shown<Row> {
  const shown = rows.slice(0, deskPageRows);
  const last = shown.at(-1);
  const { [name]: mark, ...others } = query;
  const hrefOf = (given: Readonly<Record<string, string>>) => `?${new URLSearchParams(given).toString()}`;
  return {
    rows: shown,
    steps: {
      ...(mark === undefined ? {} : { first: hrefOf(others) }),
      ...(last && rows.length > deskPageRows
        ? { next: hrefOf({ ...others, [name]: marks.write(last.position) }) }
        : {}),
    },
  };
}
