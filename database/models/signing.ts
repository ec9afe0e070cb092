import { Model } from 'objection';
import type { ArchiveProfile } from '../../domain/archive-profile.ts';
import type { Instant } from '../../domain/calendar.ts';
import type { InvalidationReason } from '../../domain/vocabulary/invalidation-reason.ts';
import type { ReviewReason } from '../../domain/vocabulary/review-reason.ts';
import type { SigningStatus } from '../../domain/vocabulary/signing-status.ts';

/** 签约记录: the read model of one signing, written by its decisions only. */
export class Signing extends Model {
  static override tableName = 'signing';

  declare id: string;
  declare employerId: string;
  declare graduateId: string;
  declare favoriteId: string;
  /** As the favorite froze it. */
  declare graduateName: string;
  declare cohortYear: number;
  declare schoolCode: string;
  declare collegeId: string;
  declare previousSigningId: string | null;
  declare startedBy: string;
  declare positionCategory: string;
  declare positionTitle: string;
  declare responseWindowDays: number;
  declare signingContactName: string;
  declare contactPhoneEncrypted: string | null;
  declare contactEmailEncrypted: string | null;
  declare remarks: string | null;
  declare acceptsArchive: boolean;
  /** Null where the letter does not say. */
  declare acceptsHukou: boolean | null;
  /** The unit's profile as it was when the letter was sent, where it promises to receive archive or registration. */
  declare archive: ArchiveProfile | null;
  declare workRegionCode: string | null;
  declare workAddress: string | null;
  declare salary: string | null;
  declare benefits: string | null;
  declare probation: string | null;
  declare penalty: string | null;
  declare servicePeriod: string | null;
  /** A calendar day. */
  declare reportOn: string | null;
  declare status: SigningStatus;
  declare statusAt: Instant;
  declare respondBy: Instant;
  declare sentAt: Instant;
  declare acceptedAt: Instant | null;
  declare agreementNo: string | null;
  declare signedAt: Instant | null;
  declare declineReason: string | null;
  declare rejectReasonCode: ReviewReason | null;
  declare rejectReason: string | null;
  declare invalidationReason: InvalidationReason | null;
}
