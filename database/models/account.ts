import { Model } from 'objection';
import type { Instant } from '../../domain/calendar.ts';
import type { UserType } from '../../domain/vocabulary/user-type.ts';

/** A person's account of one user type; the same phone may have one of each type. */
export class Account extends Model {
  static override tableName = 'account';

  declare id: string;
  declare userType: UserType;
  declare phoneEncrypted: string;
  declare phoneHash: Buffer;
  declare passwordHash: string;
  declare name: string | null;
  declare companyName: string | null;
  declare department: string | null;
  declare jobTitle: string | null;
  declare officePhone: string | null;
  declare fax: string | null;
  declare email: string | null;
  declare photoFileId: string | null;
  /** Of graduates: whose account it is; null for one that nobody activated since this is kept. */
  declare idNumberHash: Buffer | null;
  /** Of those who registered themselves; with the moment. */
  declare acceptedTermsVersion: string | null;
  declare acceptedTermsAt: Instant | null;
  declare createdAt: Instant;
  declare disabledAt: Instant | null;
}
