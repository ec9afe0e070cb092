import { Model } from 'objection';
import type { ReviewStage } from '../../domain/vocabulary/review-stage.ts';

/** 院校: a school the review chains its cases get at their start, and what it asks of terminations. */
export class School extends Model {
  static override tableName = 'school';
  static override idColumn = 'schoolCode';

  declare schoolCode: string;
  declare name: string;
  declare signingChain: ReviewStage[];
  declare terminationChain: ReviewStage[];
  declare terminationFrom: string | null;
  declare terminationUntil: string | null;
  declare terminationMaxPerGraduate: number | null;
  declare terminationLetterRequired: boolean;
  declare terminationNoticeDays: number;
}
