import { createHash } from 'node:crypto';
import type { StaffMember } from '../domain/staff.ts';
import type { IdempotencyKey } from './inbox.ts';

/** A member who asks for something on a page: who, from where, and by which press of a button. */
export interface StaffCall {
  member: StaffMember;
  clientAddress: string | null;
  press: IdempotencyKey;
}

/** What makes two presses the same: the act and everything that was typed for it. */
export function pressFingerprint(act: string, fields: Readonly<Record<string, unknown>>): Buffer {
  const sorted = Object.entries(fields).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([act, sorted]))
    .digest();
}
