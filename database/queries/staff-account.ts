import type { Knex } from 'knex';
import type { StaffRole } from '../../domain/vocabulary/staff-role.ts';

/** What signing in to the panel is judged by. */
export interface StaffCredentials {
  accountId: string;
  passwordHash: string;
  role: StaffRole;
  hasSecondFactor: boolean;
}

const withAccount = (knex: Knex) =>
  knex('staff_account as t').join('account as a', 'a.id', 't.account_id').whereNull('a.disabled_at');

/** The account behind a sign-in name, or undefined; never one that is disabled. */
export async function findStaffCredentials(knex: Knex, signInName: string): Promise<StaffCredentials | undefined> {
  const row: StaffCredentials | undefined = await withAccount(knex)
    .where('t.sign_in_name', signInName)
    .first({
      accountId: 'a.id',
      passwordHash: 'a.password_hash',
      role: 't.role',
      hasSecondFactor: knex.raw('t.totp_confirmed_at is not null'),
    });
  return row;
}

/** The hash of a member's password. */
export async function findStaffPasswordHash(knex: Knex, accountId: string): Promise<string | undefined> {
  const row = await withAccount(knex)
    .where('a.id', accountId)
    .first<{ passwordHash: string } | undefined>('passwordHash');
  return row?.passwordHash;
}

/** A member's sealed secret that no code has confirmed yet, if there is one. */
export async function findUnconfirmedSecret(knex: Knex, accountId: string): Promise<string | undefined> {
  const row = await knex('staff_account')
    .where({ accountId })
    .whereNull('totpConfirmedAt')
    .first<{ totpSecretEncrypted: string | null } | undefined>('totpSecretEncrypted');
  return row?.totpSecretEncrypted ?? undefined;
}

/** Whether an administrator may sign in at all. */
export async function hasAdministrator(knex: Knex): Promise<boolean> {
  return (await withAccount(knex).where('t.role', 'ADMINISTRATOR').first('t.role')) !== undefined;
}
