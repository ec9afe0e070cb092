import { findReviewCase, findReviewCaseDetail } from '../database/queries/review-case-record.ts';
import type { ReviewCaseDetail, ReviewCaseRecord } from '../database/queries/review-case-record.ts';
import type { SigningRecord } from '../database/queries/signing-record.ts';
import type { TerminationRecord } from '../database/queries/termination-record.ts';
import { may, mayInTermination, relationTo, relationToTermination, type Actor } from '../domain/permissions.ts';
import type { ApiDependencies } from './dependencies.ts';

/** A case to decide, if it is there and the caller may know of it. */
export async function readableCase(
  { knex, clock }: ApiDependencies,
  actor: Actor,
  caseId: string,
): Promise<ReviewCaseRecord | undefined> {
  const found = await findReviewCase(knex, clock, caseId);
  if (!found) return undefined;
  const mayRead =
    found.kind === 'SIGNING' ? mayReadSigning(found.record, actor) : mayReadTermination(found.record, actor);
  return mayRead ? found : undefined;
}

/** A case to show whole, if it is there and the caller may know of it. */
export async function readableCaseDetail(
  { knex, clock }: ApiDependencies,
  actor: Actor,
  caseId: string,
): Promise<ReviewCaseDetail | undefined> {
  const found = await findReviewCaseDetail(knex, clock, caseId);
  if (!found) return undefined;
  const mayRead =
    found.kind === 'SIGNING' ? mayReadSigning(found.detail, actor) : mayReadTermination(found.detail, actor);
  return mayRead ? found : undefined;
}

function mayReadSigning({ parties }: SigningRecord, actor: Actor): boolean {
  return may(relationTo(parties, actor), 'read');
}

/** A void has no review: it is read as a termination, not as a case. */
function mayReadTermination({ parties, state }: TerminationRecord, actor: Actor): boolean {
  return state.kind !== 'VOID' && mayInTermination(relationToTermination(parties, actor), 'read');
}
