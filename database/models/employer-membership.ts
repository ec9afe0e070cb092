import { Model } from 'objection';
import type { Instant } from '../../domain/calendar.ts';
import type { MembershipStatus } from '../../domain/vocabulary/membership-status.ts';

/** A person's place in a unit; one that counts per account. */
export class EmployerMembership extends Model {
  static override tableName = 'employer_membership';

  declare id: string;
  declare employerId: string;
  declare accountId: string;
  declare status: MembershipStatus;
  declare declineReason: string | null;
  declare letterFileId: string | null;
  declare requestedAt: Instant;
  declare decidedAt: Instant | null;
  /** A colleague or a member of the staff. */
  declare decidedBy: string | null;
  declare endedAt: Instant | null;
  declare endedBy: string | null;
  declare endReason: string | null;
}
