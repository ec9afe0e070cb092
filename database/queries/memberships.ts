import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { MembershipStatus } from '../../domain/vocabulary/membership-status.ts';
import { inOrder, positionAt, type PageRequest } from './keyset.ts';

/** A joining of a unit, as its users and the joiner see it. */
export interface MembershipRow {
  id: string;
  status: MembershipStatus;
  name: string | null;
  phoneEncrypted: string;
  requestedAt: Instant;
  decidedAt: Instant | null;
  declineReason: string | null;
  letterFileId: string | null;
  positionAt: string;
}

/** A user of a unit. */
export interface MemberRow {
  id: string;
  accountId: string;
  name: string | null;
  department: string | null;
  jobTitle: string | null;
  registeredAt: Instant;
  positionAt: string;
}

/** One page of those who asked to join a unit, newest first: all that came with a letter. */
export async function listMemberships(
  knex: Knex,
  { employerId, status }: { employerId: string; status?: MembershipStatus | undefined },
  page: PageRequest,
): Promise<{ rows: MembershipRow[]; total?: number }> {
  const wanted = () => {
    const asked = memberships(knex).where('m.employer_id', employerId).whereNotNull('m.letter_file_id');
    return status === undefined ? asked : asked.where('m.status', status);
  };
  const listed = membershipColumns(knex, wanted()).limit(page.fetch);
  const rows: MembershipRow[] = await inOrder(
    listed,
    { at: 'm.requested_at', id: 'm.id', direction: 'desc' },
    page.after,
  );
  if (!page.count) return { rows };
  const [counted] = await wanted().count<{ total: string }[]>({ total: '*' });
  return { rows, total: Number(counted?.total ?? 0) };
}

/** A joining of this unit, or undefined: also when it is one of another. */
export async function findMembership(
  knex: Knex,
  { employerId, id }: { employerId?: string; id: string },
): Promise<MembershipRow | undefined> {
  const found = memberships(knex).where('m.id', id);
  const own = employerId === undefined ? found : found.where('m.employer_id', employerId);
  const row: MembershipRow | undefined = await membershipColumns(knex, own).first();
  return row;
}

/** One page of a unit's users, those who registered last first. */
export async function listMembers(
  knex: Knex,
  employerId: string,
  page: PageRequest,
): Promise<{ rows: MemberRow[]; total?: number }> {
  const wanted = () =>
    memberships(knex).where({ 'm.employer_id': employerId, 'm.status': 'APPROVED' }).whereNull('a.disabled_at');
  const listed = wanted()
    .select('m.id', 'm.account_id', 'a.name', 'a.department', 'a.job_title')
    .select({ registeredAt: 'a.created_at', positionAt: positionAt(knex, 'a.created_at') })
    .limit(page.fetch);
  const rows: MemberRow[] = await inOrder(listed, { at: 'a.created_at', id: 'm.id', direction: 'desc' }, page.after);
  if (!page.count) return { rows };
  const [counted] = await wanted().count<{ total: string }[]>({ total: '*' });
  return { rows, total: Number(counted?.total ?? 0) };
}

function memberships(knex: Knex): Knex.QueryBuilder {
  return knex('employer_membership as m').join('account as a', 'a.id', 'm.account_id');
}

function membershipColumns(knex: Knex, query: Knex.QueryBuilder): Knex.QueryBuilder {
  return query
    .select('m.id', 'm.status', 'a.name', 'a.phone_encrypted', 'm.requested_at', 'm.decided_at', 'm.decline_reason')
    .select({ letterFileId: 'm.letter_file_id', positionAt: positionAt(knex, 'm.requested_at') });
}
