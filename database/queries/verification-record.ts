import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { EmployerVerificationState } from '../../domain/employer-verification-state.ts';
import type { Clock } from '../clock.ts';
import type { EmployerVerification } from '../models/employer-verification.ts';

/** A verification with all that lists show and acts look at first. Instants are as stored; `now` is the judging clock's. */
export interface VerificationRecord {
  verification: EmployerVerification;
  seq: number;
  state: EmployerVerificationState;
  createdAt: Instant;
  updatedAt: Instant;
  now: Instant;
  submittedByName: string | null;
  /** Where the newest send went; null without one, and once it was forgotten. */
  account: SealedAccount | null;
}

/** The account money was sent to, its number still sealed. */
export interface SealedAccount {
  accountNoEncrypted: string;
  bankBranchName: string | null;
  cnapsCode: string | null;
}

/** A record as its statement reads it. */
export interface VerificationRow extends EmployerVerification {
  seq: number;
  state: EmployerVerificationState;
  createdAt: Instant;
  updatedAt: Instant;
  now: Instant;
  submittedByName: string | null;
  accountNoEncrypted: string | null;
  bankBranchName: string | null;
  cnapsCode: string | null;
}

/** Reads one verification, or undefined. Who may see it is the caller's question. */
export async function findVerificationRecord(
  knex: Knex,
  clock: Clock,
  verificationId: string,
): Promise<VerificationRecord | undefined> {
  const row = (await selectVerifications(knex, await clock())
    .where('v.id', verificationId)
    .first()) as VerificationRow | undefined;
  return row && toVerificationRecord(row);
}

/** The query that reads records of verifications `v`, to be narrowed and ordered; `now` by the judging clock. */
export function selectVerifications(knex: Knex, now: string): Knex.QueryBuilder {
  return knex('employer_verification as v')
    .join('process as p', 'p.id', 'v.id')
    .join('account as a', 'a.id', 'v.submitted_by')
    .joinRaw(
      `left join lateral (select account_no_encrypted, bank_branch_name, cnaps_code from remittance
         where process_id = v.id order by attempt desc limit 1) as r on true`,
    )
    .select('v.*', 'p.seq', 'p.state', 'p.created_at', 'p.updated_at', { submittedByName: 'a.name' })
    .select('r.account_no_encrypted', 'r.bank_branch_name', 'r.cnaps_code', knex.raw(`${now} as now`));
}

/** A record from the row its statement reads. */
export function toVerificationRecord(row: VerificationRow): VerificationRecord {
  const { seq, state, createdAt, updatedAt, now, submittedByName } = row;
  const { accountNoEncrypted, bankBranchName, cnapsCode } = row;
  const account = accountNoEncrypted === null ? null : { accountNoEncrypted, bankBranchName, cnapsCode };
  return { verification: row, seq, state, createdAt, updatedAt, now, submittedByName, account };
}
