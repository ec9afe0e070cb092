import { Model } from 'objection';
import type { Instant } from '../../domain/calendar.ts';
import type { ReviewStage } from '../../domain/vocabulary/review-stage.ts';

/** 院系/学校审核人: what an account may review. */
export class Reviewer extends Model {
  static override tableName = 'reviewer';
  static override idColumn = 'accountId';

  declare accountId: string;
  declare level: ReviewStage;
  declare schoolCode: string;
  declare collegeId: string | null;
  declare endedAt: Instant | null;
}
