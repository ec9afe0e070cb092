import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { MembershipStatus } from '../../domain/vocabulary/membership-status.ts';
import type { VerificationMethod } from '../../domain/vocabulary/verification-method.ts';
import type { VerificationState } from '../../domain/vocabulary/verification-state.ts';
import type { VerificationStatus } from '../../domain/vocabulary/verification-status.ts';

/** A unit as staff find it. */
export interface FoundUnit {
  id: string;
  name: string;
  uscc: string;
  /** By which cases call it: what was verified, while it tells others. */
  nameInForce: string;
  usccInForce: string;
  verificationState: VerificationState;
  letterDoubtedAt: Instant | null;
  createdAt: Instant;
}

/** Units a search shows at most. */
export const foundUnitsMax = 50;

const unitColumns = [
  'id',
  'name',
  'uscc',
  'nameInForce',
  'usccInForce',
  'verificationState',
  'letterDoubtedAt',
  'createdAt',
] as const;

/** Units whose name begins so, or whose credit code is this one; what they tell as well as what was verified. */
export async function findUnits(knex: Knex, { name, uscc }: { name: string; uscc: string }): Promise<FoundUnit[]> {
  const units = knex('employer')
    .orderBy('name')
    .orderBy('id')
    .limit(foundUnitsMax)
    .select<FoundUnit[]>(...unitColumns);
  const beginning = `${name.replace(/[\\%_]/g, '\\$&')}%`;
  if (name !== '')
    void units.where((own) => own.where('name', 'like', beginning).orWhere('nameInForce', 'like', beginning));
  if (uscc !== '') void units.where((own) => own.where({ uscc }).orWhere({ usccInForce: uscc }));
  return units;
}

/** One unit, or undefined. */
export async function findUnit(knex: Knex, id: string): Promise<FoundUnit | undefined> {
  const row: FoundUnit | undefined = await knex('employer')
    .where({ id })
    .first(...unitColumns);
  return row;
}

/** A verification of a unit, as its page lists them; `attempt` counts those of the unit. */
export interface UnitVerification {
  id: string;
  attempt: string;
  method: VerificationMethod;
  status: VerificationStatus;
  submittedAt: Instant;
  statusAt: Instant;
}

const rowsMax = 100;

/** The verifications of a unit, newest first. */
export async function verificationsOf(knex: Knex, employerId: string): Promise<UnitVerification[]> {
  const { rows } = await knex.raw<{ rows: UnitVerification[] }>(
    `select id, method, status, submitted_at, status_at, row_number() over (order by submitted_at, id) as attempt
     from employer_verification where employer_id = ? order by submitted_at desc, id desc limit ${rowsMax}`,
    employerId,
  );
  return rows;
}

/** Somebody's place in a unit, as staff see it. */
export interface UnitMember {
  id: string;
  accountId: string;
  employerId: string;
  employerName: string;
  uscc: string;
  name: string | null;
  phoneEncrypted: string;
  department: string | null;
  jobTitle: string | null;
  status: MembershipStatus;
  requestedAt: Instant;
  decidedAt: Instant | null;
  endedAt: Instant | null;
  accountDisabled: boolean;
  letterFileId: string | null;
}

const memberRows = `select m.id, m.account_id, m.employer_id, e.name as employer_name, e.uscc, a.name, a.phone_encrypted,
    a.department, a.job_title, m.status, m.requested_at, m.decided_at, m.ended_at,
    a.disabled_at is not null as account_disabled, m.letter_file_id
  from employer_membership m join account a on a.id = m.account_id join employer e on e.id = m.employer_id`;

/** Everybody who is or was in a unit or asks to be, newest first. */
export async function membersOf(knex: Knex, employerId: string): Promise<UnitMember[]> {
  const { rows } = await knex.raw<{ rows: UnitMember[] }>(
    `${memberRows} where m.employer_id = ? order by m.requested_at desc, m.id desc limit ${rowsMax}`,
    employerId,
  );
  return rows;
}

/** Whoever waits to join a unit, oldest first. */
export async function pendingMembers(knex: Knex): Promise<UnitMember[]> {
  const { rows } = await knex.raw<{ rows: UnitMember[] }>(
    `${memberRows} where m.status = 'PENDING' order by m.requested_at, m.id limit ${rowsMax}`,
  );
  return rows;
}
