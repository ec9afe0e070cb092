import { findSigningRecord, type SigningRecord } from '../database/queries/signing-record.ts';
import { DomainError } from '../domain/errors.ts';
import { may, relationTo, type Actor } from '../domain/permissions.ts';
import type { ApiDependencies } from './dependencies.ts';

/** A signing, if it is there and the caller may know of it. */
export async function readableSigning(
  { knex, clock }: ApiDependencies,
  actor: Actor,
  signingId: string,
): Promise<SigningRecord | undefined> {
  const record = await findSigningRecord(knex, clock, signingId);
  return record && may(relationTo(record.parties, actor), 'read') ? record : undefined;
}

/** The record as it now stands, after an act. Throws NOT_FOUND for a caller who has left its unit since: a repeat tells them nothing. */
export async function recordAfterAct(deps: ApiDependencies, actor: Actor, processId: string): Promise<SigningRecord> {
  const record = await readableSigning(deps, actor, processId);
  if (!record) throw new DomainError('NOT_FOUND');
  return record;
}
