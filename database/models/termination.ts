import { Model } from 'objection';
import type { Instant } from '../../domain/calendar.ts';
import type { InvalidationReason } from '../../domain/vocabulary/invalidation-reason.ts';
import type { ReviewReason } from '../../domain/vocabulary/review-reason.ts';
import type { TerminationApplicant } from '../../domain/vocabulary/termination-applicant.ts';
import type { TerminationKind } from '../../domain/vocabulary/termination-kind.ts';
import type { TerminationReason } from '../../domain/vocabulary/termination-reason.ts';
import type { TerminationStatus } from '../../domain/vocabulary/termination-status.ts';
import type { VoidReason } from '../../domain/vocabulary/void-reason.ts';

/** 解约: the read model of one try to end a signed agreement, written by its decisions only. */
export class Termination extends Model {
  static override tableName = 'termination';

  declare id: string;
  declare signingId: string;
  declare employerId: string;
  declare graduateId: string;
  declare cohortYear: number;
  declare schoolCode: string;
  declare collegeId: string;
  declare kind: TerminationKind;
  declare applicant: TerminationApplicant;
  declare startedBy: string | null;
  declare reason: TerminationReason | null;
  declare voidReason: VoidReason | null;
  declare detail: string;
  declare appliedAt: Instant;
  declare answerBy: Instant | null;
  declare status: TerminationStatus;
  declare statusAt: Instant;
  declare effectiveAt: Instant | null;
  declare reviewedAt: Instant | null;
  declare refusal: string | null;
  declare rejectReasonCode: ReviewReason | null;
  declare rejectReason: string | null;
  declare invalidationReason: InvalidationReason | null;
  declare isNewest: boolean;
}
