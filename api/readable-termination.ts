import { findTerminationDetail, type TerminationDetail } from '../database/queries/termination-detail.ts';
import { findTerminationRecord, type TerminationRecord } from '../database/queries/termination-record.ts';
import { DomainError } from '../domain/errors.ts';
import { mayInTermination, relationToTermination, type Actor } from '../domain/permissions.ts';
import type { ApiDependencies } from './dependencies.ts';

/** A termination to act on, if it is there and the caller may know of it. */
export async function readableTermination(
  { knex, clock }: ApiDependencies,
  actor: Actor,
  terminationId: string,
): Promise<TerminationRecord | undefined> {
  return ifReadable(actor, await findTerminationRecord(knex, clock, terminationId));
}

/** A termination to show whole, if it is there and the caller may know of it. */
export async function readableTerminationDetail(
  { knex, clock }: ApiDependencies,
  actor: Actor,
  terminationId: string,
): Promise<TerminationDetail | undefined> {
  return ifReadable(actor, await findTerminationDetail(knex, clock, terminationId));
}

/** The termination as it now stands, after an act. Throws NOT_FOUND for a caller who has left its unit since. */
export async function terminationAfterAct(
  deps: ApiDependencies,
  actor: Actor,
  processId: string,
): Promise<TerminationDetail> {
  const detail = await readableTerminationDetail(deps, actor, processId);
  if (!detail) throw new DomainError('NOT_FOUND');
  return detail;
}

/** What of a termination somebody may know: undefined where nothing. */
export function ifReadable<Found extends TerminationRecord>(
  actor: Actor,
  record: Found | undefined,
): Found | undefined {
  return record && mayInTermination(relationToTermination(record.parties, actor), 'read') ? record : undefined;
}
