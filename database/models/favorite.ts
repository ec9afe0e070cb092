import { Model } from 'objection';
import type { Instant } from '../../domain/calendar.ts';

/** 学生收藏夹: a graduate as an employer found them, frozen at that moment. */
export class Favorite extends Model {
  static override tableName = 'favorite';

  declare id: string;
  declare employerId: string;
  declare graduateId: string;
  declare cohortYear: number;
  declare graduateName: string;
  declare idNumberEncrypted: string;
  declare idNumberHash: Buffer;
  declare schoolCode: string;
  declare schoolName: string;
  declare educationLevel: string;
  declare major: string;
  declare graduateRevision: number;
  declare remark: string | null;
  declare addedBy: string;
  declare addedAt: Instant;
  declare removedAt: Instant | null;
}
