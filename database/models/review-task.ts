import { Model } from 'objection';
import type { Instant } from '../../domain/calendar.ts';
import type { ReviewStage } from '../../domain/vocabulary/review-stage.ts';

/** One level's turn at a case: opened by a decision, closed by the next. */
export class ReviewTask extends Model {
  static override tableName = 'review_task';

  declare id: string;
  declare processId: string;
  declare openedSeq: number;
  declare stage: ReviewStage;
  declare schoolCode: string;
  declare collegeId: string;
  declare cohortYear: number;
  declare openedAt: Instant;
  declare remindAt: Instant;
  declare escalateAt: Instant;
  declare decision: 'APPROVED' | 'REJECTED' | 'INVALIDATED' | null;
  declare decidedBy: string | null;
  declare decidedAt: Instant | null;
  declare inPlaceOfCollege: boolean;
}
