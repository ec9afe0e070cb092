import type { Position } from '../database/queries/keyset.ts';

const form =
  /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?[+-]\d\d(?::\d\d)?) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Where the next page of a list begins, for addresses. Nothing in it is secret: whoever reads the list has read it. */
export function writePageMark({ at, id }: Position): string {
  return Buffer.from(`${at} ${id}`).toString('base64url');
}

/** Reads it back; null, the beginning, for whatever is none. */
export function readPageMark(mark: unknown): Position | null {
  const [, at, id] = (typeof mark === 'string' && form.exec(Buffer.from(mark, 'base64url').toString('utf8'))) || [];
  return at === undefined || id === undefined || Number.isNaN(Date.parse(at)) ? null : { at, id };
}
