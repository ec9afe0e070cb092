import { Model } from 'objection';
import type { Instant } from '../../domain/calendar.ts';
import type { StaffRole } from '../../domain/vocabulary/staff-role.ts';
import { Account } from './account.ts';

/** 平台工作人员: what an account of type STAFF has beside its name, password and phone. */
export class StaffAccount extends Model {
  static override tableName = 'staff_account';
  static override idColumn = 'accountId';
  static override relationMappings = () => ({
    account: {
      relation: Model.BelongsToOneRelation,
      modelClass: Account,
      join: { from: 'staff_account.accountId', to: 'account.id' },
    },
  });

  declare accountId: string;
  declare signInName: string;
  declare role: StaffRole;
  declare mustChangePassword: boolean;
  /** When a one-time password ends. */
  declare passwordExpiresAt: Instant | null;
  declare totpSecretEncrypted: string | null;
  /** The session that may confirm the secret, until when. */
  declare totpSecretSession: string | null;
  declare totpSecretExpiresAt: Instant | null;
  declare totpConfirmedAt: Instant | null;
  /** The 30 seconds whose code was the last one taken, counted from 1970; a bigint, so a text. */
  declare lastTotpStep: string | null;
}
