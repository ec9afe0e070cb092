import { DomainError } from '../domain/errors.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The name of a row in addresses: its one UUID, or its key of several parts in letters that need no escape. */
export function rowIdOf(key: readonly unknown[]): string {
  return key.length === 1 ? String(key[0]) : Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** Reads it back; undefined for what names no row. */
export function readRowId(rowId: string, parts: number): readonly (string | number)[] | undefined {
  if (parts === 1) return uuid.test(rowId) ? [rowId] : undefined;
  try {
    const key: unknown = JSON.parse(Buffer.from(rowId, 'base64url').toString('utf8'));
    return isKey(key) && key.length === parts && uuid.test(String(key[0])) ? key : undefined;
  } catch {
    return undefined;
  }
}

function isKey(key: unknown): key is (string | number)[] {
  const isPart = (part: unknown) =>
    typeof part === 'string' ? !part.includes('\0') : Number.isInteger(part) && Math.abs(part as number) < 2 ** 31;
  return Array.isArray(key) && key.every(isPart);
}

/** The UUID in a field that a page of ours sent. Throws NOT_FOUND for what is none. */
export function idIn(fields: Readonly<Record<string, string>>, name: string): string {
  const id = fields[name] ?? '';
  if (!uuid.test(id)) throw new DomainError('NOT_FOUND');
  return id;
}
