import { Model } from 'objection';
import type { Instant } from '../../domain/calendar.ts';
import type { RemovalReason } from '../../domain/vocabulary/removal-reason.ts';
import type { Sex } from '../../domain/vocabulary/sex.ts';
import type { TrainingMode } from '../../domain/vocabulary/training-mode.ts';

/** 毕业生: the school's record of one graduate of one cohort. */
export class Graduate extends Model {
  static override tableName = 'graduate';

  declare id: string;
  declare accountId: string | null;
  declare schoolCode: string;
  declare collegeId: string;
  declare cohortYear: number;
  declare name: string;
  declare nameNormalised: string;
  declare idNumberEncrypted: string;
  declare idNumberHash: Buffer;
  declare phoneEncrypted: string;
  declare phoneHash: Buffer;
  declare examNo: string | null;
  declare homeRegion: string | null;
  declare sex: Sex | null;
  declare nation: string | null;
  declare educationLevel: string;
  declare major: string;
  declare trainingMode: TrainingMode;
  declare lockedAt: Instant | null;
  declare lockReason: string | null;
  declare profileConfirmedAt: Instant | null;
  declare removedAt: Instant | null;
  declare removalReason: RemovalReason | null;
  declare removalDetail: string | null;
  declare revision: number;
  declare createdAt: Instant;
}
