import { Model } from 'objection';
import type { ReviewStage } from '../../domain/vocabulary/review-stage.ts';

/** 院校: a school and the review chains its cases get at their start. */
export class School extends Model {
  static override tableName = 'school';
  static override idColumn = 'schoolCode';

  declare schoolCode: string;
  declare name: string;
  declare signingChain: ReviewStage[];
  declare terminationChain: ReviewStage[];
}
