import { findSigningDetail, type SigningDetail } from '../database/queries/signing-detail.ts';
import { findSigningRecord, type SigningRecord } from '../database/queries/signing-record.ts';
import { DomainError } from '../domain/errors.ts';
import { may, relationTo, type Actor } from '../domain/permissions.ts';
import type { ApiDependencies } from './dependencies.ts';

/** A signing to act on, if it is there and the caller may know of it. */
export async function readableSigning(
  { knex, clock }: ApiDependencies,
  actor: Actor,
  signingId: string,
): Promise<SigningRecord | undefined> {
  return ifReadable(actor, await findSigningRecord(knex, clock, signingId));
}

/** A signing to show whole, if it is there and the caller may know of it. */
export async function readableDetail(
  { knex, clock }: ApiDependencies,
  actor: Actor,
  signingId: string,
): Promise<SigningDetail | undefined> {
  return ifReadable(actor, await findSigningDetail(knex, clock, signingId));
}

/** The signing as it now stands, after an act. Throws NOT_FOUND for a caller who has left its unit since: a repeat tells them nothing. */
export async function detailAfterAct(deps: ApiDependencies, actor: Actor, processId: string): Promise<SigningDetail> {
  const detail = await readableDetail(deps, actor, processId);
  if (!detail) throw new DomainError('NOT_FOUND');
  return detail;
}

function ifReadable<Found extends SigningRecord>(actor: Actor, record: Found | undefined): Found | undefined {
  return record && may(relationTo(record.parties, actor), 'read') ? record : undefined;
}
