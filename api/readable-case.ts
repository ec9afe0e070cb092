import { mayReadSigning, mayReadTermination } from '../commands/review-case.ts';
import { findReviewCaseDetail, type ReviewCaseDetail } from '../database/queries/review-case-record.ts';
import type { Actor } from '../domain/permissions.ts';
import type { ApiDependencies } from './dependencies.ts';

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
