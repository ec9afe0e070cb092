import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { MembershipStatus } from '../../domain/vocabulary/membership-status.ts';
import type { VerificationMethod } from '../../domain/vocabulary/verification-method.ts';
import type { VerificationState } from '../../domain/vocabulary/verification-state.ts';
import type { VerificationStatus } from '../../domain/vocabulary/verification-status.ts';
import { pageClause, pageValues, withPosition, type PageRequest, type PlacedBy } from './keyset.ts';
import type { Placed } from './list-filters.ts';

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

/** One page of the verifications of a unit, newest first. */
export async function verificationsOf(
  knex: Knex,
  employerId: string,
  page: PageRequest,
): Promise<(UnitVerification & Placed)[]> {
  const order = { at: 'v.submitted_at', id: 'v.id', direction: 'desc' } as const;
  const { rows } = await knex.raw<{ rows: PlacedBy<UnitVerification>[] }>(
    `select v.*, v.submitted_at::text as position_at
     from (select id, method, status, submitted_at, status_at, row_number() over (order by submitted_at, id) as attempt
           from employer_verification where employer_id = :employerId) v
     where true ${pageClause(order, page)}`,
    { employerId, ...pageValues(page) },
  );
  return rows.map(withPosition);
}

/** Somebody's place in a unit, as staff see it. */
export interface UnitMember {
  id: string;
  accountId: string;
  employerId: string;
  /** As it was verified, while the unit tells another; likewise the code. */
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
  /** Whether anybody can be let in now. */
  unitVerified: boolean;
  letterFileId: string | null;
}

const memberRows = `select m.id, m.account_id, m.employer_id, e.name_in_force as employer_name, e.uscc_in_force as uscc,
    e.verification_state = 'VERIFIED' as unit_verified, a.name, a.phone_encrypted,
    a.department, a.job_title, m.status, m.requested_at, m.decided_at, m.ended_at,
    a.disabled_at is not null as account_disabled, m.letter_file_id, m.requested_at::text as position_at
  from employer_membership m join account a on a.id = m.account_id join employer e on e.id = m.employer_id`;

/** One page of everybody who is or was in a unit or asks to be, newest first. */
export async function membersOf(knex: Knex, employerId: string, page: PageRequest): Promise<(UnitMember & Placed)[]> {
  const order = { at: 'm.requested_at', id: 'm.id', direction: 'desc' } as const;
  const { rows } = await knex.raw<{ rows: PlacedBy<UnitMember>[] }>(
    `${memberRows} where m.employer_id = :employerId ${pageClause(order, page)}`,
    { employerId, ...pageValues(page) },
  );
  return rows.map(withPosition);
}

/** One page of whoever waits to join a unit, oldest first. */
export async function pendingMembers(knex: Knex, page: PageRequest): Promise<(UnitMember & Placed)[]> {
  const order = { at: 'm.requested_at', id: 'm.id', direction: 'asc' } as const;
  const { rows } = await knex.raw<{ rows: PlacedBy<UnitMember>[] }>(
    `${memberRows} where m.status = 'PENDING' ${pageClause(order, page)}`,
    pageValues(page),
  );
  return rows.map(withPosition);
}
