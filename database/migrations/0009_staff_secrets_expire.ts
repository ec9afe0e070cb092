import type { Knex } from 'knex';

/** One-time passwords end, and a secret no code has confirmed belongs to one session for a short time. */
export const name = '0009_staff_secrets_expire';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table staff_account
      add column password_expires_at timestamptz,
      add column totp_secret_session uuid constraint staff_account_secret_session references staff_session,
      add column totp_secret_expires_at timestamptz;
    update staff_account set totp_secret_encrypted = null where totp_confirmed_at is null;
    update staff_account set password_expires_at = clock_timestamp() + interval '24 hours' where must_change_password;
    alter table staff_account
      add constraint staff_account_expiring_must_change check (password_expires_at is null or must_change_password),
      add constraint staff_account_unconfirmed_has_session
        check ((totp_secret_encrypted is not null and totp_confirmed_at is null) = (totp_secret_session is not null)),
      add constraint staff_account_unconfirmed_expires
        check ((totp_secret_session is null) = (totp_secret_expires_at is null));
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table staff_account
      drop column password_expires_at,
      drop column totp_secret_session,
      drop column totp_secret_expires_at;
  `);
}
