import type { Knex } from 'knex';
import type { StaffMember } from '../../domain/staff.ts';

/** What signing in to the panel is judged by. */
export interface StaffCredentials {
  accountId: string;
  passwordHash: string;
  /** Whether it is a one-time password whose time is over. */
  isExpired: boolean;
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
      isExpired: knex.raw('coalesce(t.password_expires_at <= clock_timestamp(), false)'),
    });
  return row;
}

const knownDays = 90;

/** Whether a member's password was given from this address in the last three months. */
export async function hasSignedInFrom(knex: Knex, signInName: string, clientAddress: string): Promise<boolean> {
  const session = await withAccount(knex)
    .join('staff_session as s', 's.account_id', 'a.id')
    .where({ 't.sign_in_name': signInName, 's.client_address': clientAddress })
    .whereRaw(`s.created_at > clock_timestamp() - interval '${knownDays} days'`)
    .first('s.id');
  return session !== undefined;
}

/** The hash of a member's password. */
export async function findStaffPasswordHash(knex: Knex, accountId: string): Promise<string | undefined> {
  const row = await withAccount(knex)
    .where('a.id', accountId)
    .first<{ passwordHash: string } | undefined>('passwordHash');
  return row?.passwordHash;
}

/** The sealed secret that a member's session may confirm by a code, if it has begun with one and its time is not over. */
export async function findSecretToConfirm(
  knex: Knex,
  { accountId, sessionId }: StaffMember,
): Promise<string | undefined> {
  const row = await knex('staff_account')
    .where({ accountId, totpSecretSession: sessionId })
    .whereRaw('totp_secret_expires_at > clock_timestamp()')
    .first<{ totpSecretEncrypted: string | null } | undefined>('totpSecretEncrypted');
  return row?.totpSecretEncrypted ?? undefined;
}

/** Whether an administrator may sign in at all. */
export async function hasAdministrator(knex: Knex): Promise<boolean> {
  return (await withAccount(knex).where('t.role', 'ADMINISTRATOR').first('t.role')) !== undefined;
}
