import { Model } from 'objection';
import type { Instant } from '../../domain/calendar.ts';
import type { LetterFinding } from '../../domain/vocabulary/letter-finding.ts';
import type { UnitType } from '../../domain/vocabulary/unit-type.ts';
import type { VerificationMethod } from '../../domain/vocabulary/verification-method.ts';
import type { VerificationRejectReason } from '../../domain/vocabulary/verification-reject-reason.ts';
import type { VerificationScope } from '../../domain/vocabulary/verification-scope.ts';
import type { VerificationStatus } from '../../domain/vocabulary/verification-status.ts';

/** 身份认证: the read model of one verification, written by its decisions only; name, code and type as submitted. */
export class EmployerVerification extends Model {
  static override tableName = 'employer_verification';

  declare id: string;
  declare employerId: string;
  declare submittedBy: string;
  declare submittedAt: Instant;
  declare employerName: string;
  declare uscc: string;
  declare unitType: UnitType;
  declare scope: VerificationScope;
  declare method: VerificationMethod;
  declare status: VerificationStatus;
  declare statusAt: Instant;
  declare rejectReasonCode: VerificationRejectReason | null;
  declare rejectReason: string | null;
  declare letterCheckedAt: Instant | null;
  declare letterFinding: LetterFinding | null;
  declare letterCheckedBy: string | null;
  declare claimedBy: string | null;
  declare claimedUntil: Instant | null;
}
