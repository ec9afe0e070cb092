import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { StaffRole } from '../../domain/vocabulary/staff-role.ts';

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

const rowsMax = 500;

/** Everybody on the staff, those who may sign in first. */
export async function listStaff(knex: Knex): Promise<StaffRow[]> {
  const { rows } = await knex.raw<{ rows: StaffRow[] }>(
    `select a.id as account_id, t.sign_in_name, a.name, t.role, a.phone_encrypted, t.must_change_password,
       t.totp_confirmed_at is not null as has_second_factor, a.disabled_at,
       (select s.at from staff_audit s where s.account_id = a.id and s.act = 'SIGNED_IN' order by s.at desc limit 1) as last_sign_in_at
     from staff_account t join account a on a.id = t.account_id
     order by a.disabled_at is not null, t.sign_in_name limit ${rowsMax}`,
  );
  return rows;
}
