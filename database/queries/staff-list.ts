import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { StaffRole } from '../../domain/vocabulary/staff-role.ts';
import type { PageRequest } from './keyset.ts';
import type { Placed } from './list-filters.ts';

/** A member of the staff as the administrator sees them. */
export interface StaffRow {
  accountId: string;
  signInName: string;
  name: string;
  role: StaffRole;
  phoneEncrypted: string | null;
  mustChangePassword: boolean;
  hasSecondFactor: boolean;
  lastSignInAt: Instant | null;
  disabledAt: Instant | null;
}

/** Those who may sign in come first, then by what they sign in with, which no two share. */
const place = `(case when a.disabled_at is null then '0' else '1' end || t.sign_in_name)`;

/** One page of everybody on the staff, those who may sign in first. */
export async function listStaff(knex: Knex, { fetch, after }: PageRequest): Promise<(StaffRow & Placed)[]> {
  const { rows } = await knex.raw<{ rows: (StaffRow & { positionAt: string })[] }>(
    `select a.id as account_id, t.sign_in_name, a.name, t.role, a.phone_encrypted, t.must_change_password,
       t.totp_confirmed_at is not null as has_second_factor, a.disabled_at,
       (select s.at from staff_audit s where s.account_id = a.id and s.act = 'SIGNED_IN' order by s.at desc limit 1) as last_sign_in_at,
       ${place} as position_at
     from staff_account t join account a on a.id = t.account_id
     where ${place} > :after order by ${place} limit ${fetch}`,
    { after: after?.at ?? '' },
  );
  return rows.map(({ positionAt: at, ...row }) => ({ ...row, position: { at, id: row.accountId } }));
}
