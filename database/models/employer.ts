import { Model } from 'objection';
import type { Instant } from '../../domain/calendar.ts';
import type { VerificationState } from '../../domain/vocabulary/verification-state.ts';

/** 用人单位: a legal unit, keyed by its credit code once verified. */
export class Employer extends Model {
  static override tableName = 'employer';

  declare id: string;
  declare name: string;
  declare uscc: string;
  declare industry: string;
  declare gbIndustrySection: string;
  declare businessScope: string | null;
  declare unitNature: string;
  declare unitType: string;
  declare sizeBand: string;
  declare regionCode: string;
  declare address: string;
  declare website: string | null;
  declare introduction: string | null;
  declare logoFileId: string | null;
  /** The name and the code that were verified, while the unit tells others. */
  declare verifiedName: string | null;
  declare verifiedUscc: string | null;
  /** By which cases, messages and agreements call it: what was verified last, or, before that, what it tells. */
  declare readonly nameInForce: string;
  declare readonly usccInForce: string;
  declare verificationState: VerificationState;
  /** Since when staff hold a letter of the unit for false. */
  declare letterDoubtedAt: Instant | null;
  declare createdAt: Instant;
  declare updatedAt: Instant;
}
