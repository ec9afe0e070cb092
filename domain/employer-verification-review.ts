import type { Instant, WorkingCalendar } from './calendar.ts';
import { deadlineAfter } from './deadlines.ts';
import { happened, refuse } from './decision.ts';
import type {
  CommandOf,
  EmployerVerificationDecision,
  EmployerVerificationFacts,
} from './employer-verification-model.ts';
import { groundRefusal } from './employer-verification-ground.ts';
import type { EmployerVerificationState } from './employer-verification-state.ts';
import { openReview, shortLadder, type ReviewClock, type ReviewLadder } from './reviews.ts';

/** Files a verification may hold. Source: domain.md §3.4. */
export const verificationFilesMax = 6;

const supplementDays = 30;

/**
 * The ladder of staff: due after two working days, told to the supervisors after twice as long; it never decides. Source:
 * domain.md §3.4.
 */
const materialLadder: ReviewLadder = { unit: 'WORKING_DAYS', remindAfter: 2, escalateAfter: 4 };

/** The review of material that opens now. */
export function openMaterialReview(
  now: Instant,
  sandboxDeadlineSeconds: number | null,
  calendar: WorkingCalendar,
): ReviewClock {
  const ladder = sandboxDeadlineSeconds === null ? materialLadder : shortLadder(sandboxDeadlineSeconds);
  return openReview(now, ladder, calendar);
}

/** Staff decide the material: by the holder of the claim, who has no part in the case. Source: domain.md §3.4, design.md §8. */
export function review(
  state: EmployerVerificationState,
  command: CommandOf<'approve' | 'requestSupplement' | 'reject'>,
  facts: EmployerVerificationFacts,
): EmployerVerificationDecision {
  if (state.status !== 'AWAITING_REVIEW') return refuse('ACTION_NOT_ALLOWED');
  if (facts.reviewerIsPartial) return refuse('REVIEWER_PARTIAL');
  if (!facts.claimHeldByActor) return refuse('CLAIM_REQUIRED');
  switch (command.type) {
    case 'approve': {
      const refusal = groundRefusal(facts);
      return refusal ? refuse(refusal) : happened({ type: 'approved', at: facts.now });
    }
    case 'reject':
      return happened({ type: 'rejected', at: facts.now, reasonCode: command.reasonCode, reason: command.reason });
    case 'requestSupplement':
      return requestSupplement(state, command, facts);
  }
}

function requestSupplement(
  state: EmployerVerificationState,
  { files, sandboxDeadlineSeconds }: CommandOf<'requestSupplement'>,
  { now }: EmployerVerificationFacts,
): EmployerVerificationDecision {
  const asked = files.map(({ fileId }) => fileId);
  const areWhole = files.length > 0 && files.every(({ reasons }) => reasons.length > 0);
  if (!areWhole || !areOnceEach(asked) || !asked.every((fileId) => state.fileIds.includes(fileId)))
    return refuse('VALIDATION_FAILED');
  const seconds = sandboxDeadlineSeconds ?? state.sandboxDeadlineSeconds;
  return happened({
    type: 'supplementRequested',
    at: now,
    files,
    until: deadlineAfter(now, supplementDays, seconds),
    sandboxDeadlineSeconds: seconds,
  });
}

/**
 * The unit hands in what was asked for: each requested file is replaced by a new one, others may be replaced or added; then
 * the review begins anew. Source: domain.md §3.4, api.md §5.
 */
export function supplement(
  state: EmployerVerificationState,
  { files }: CommandOf<'supplement'>,
  facts: EmployerVerificationFacts,
): EmployerVerificationDecision {
  if (state.status !== 'NEEDS_SUPPLEMENT') return refuse('ACTION_NOT_ALLOWED');
  const refusal = groundRefusal(facts);
  if (refusal) return refuse(refusal);
  const replaced = files.flatMap(({ replacesFileId }) => (replacesFileId === undefined ? [] : [replacesFileId]));
  const areOfTheCase = replaced.every((fileId) => state.fileIds.includes(fileId));
  const areAnswered = state.requestedFileIds.every((fileId) => replaced.includes(fileId));
  if (!areOfTheCase || !areAnswered || !areOnceEach(replaced)) return refuse('VALIDATION_FAILED');
  // A file replaced by itself, or by another that was there already, would answer nothing.
  const given = files.map(({ fileId }) => fileId);
  const fileIds = [...state.fileIds.filter((fileId) => !replaced.includes(fileId)), ...given];
  const areNew = areOnceEach([...state.fileIds, ...given]);
  if (!areNew || fileIds.length > verificationFilesMax) return refuse('VALIDATION_FAILED');
  const review = openMaterialReview(facts.now, state.sandboxDeadlineSeconds, facts.calendar);
  return happened({ type: 'supplemented', at: facts.now, fileIds, review });
}

function areOnceEach(ids: readonly string[]): boolean {
  return new Set(ids).size === ids.length;
}
