import { findVerificationDetail, type VerificationDetail } from '../database/queries/verification-detail.ts';
import { findVerificationRecord, type VerificationRecord } from '../database/queries/verification-record.ts';
import { DomainError } from '../domain/errors.ts';
import { mayInVerification, relationToVerification, type Actor } from '../domain/permissions.ts';
import type { ApiDependencies } from './dependencies.ts';

/** A verification to act on, if it is there and the caller may know of it. */
export async function readableVerification(
  { knex, clock }: ApiDependencies,
  actor: Actor,
  verificationId: string,
): Promise<VerificationRecord | undefined> {
  return ifReadable(actor, await findVerificationRecord(knex, clock, verificationId));
}

/** A verification to show whole, if it is there and the caller may know of it. */
export async function readableVerificationDetail(
  { knex, clock }: ApiDependencies,
  actor: Actor,
  verificationId: string,
): Promise<VerificationDetail | undefined> {
  return ifReadable(actor, await findVerificationDetail(knex, clock, verificationId));
}

/** The verification as it now stands, after an act. Throws NOT_FOUND for a caller who has left the unit since. */
export async function verificationAfterAct(
  deps: ApiDependencies,
  actor: Actor,
  processId: string,
): Promise<VerificationDetail> {
  const detail = await readableVerificationDetail(deps, actor, processId);
  if (!detail) throw new DomainError('NOT_FOUND');
  return detail;
}

function ifReadable<Found extends VerificationRecord>(actor: Actor, record: Found | undefined): Found | undefined {
  return record && mayInVerification(relationToVerification(record.verification, actor), 'read') ? record : undefined;
}
