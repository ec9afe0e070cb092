import type { Knex } from 'knex';

/**
 * What makes two requests the same is kept as a keyed hash from now on. Those before were hashed without a key, so that what was
 * forgotten of a request could be found by trying. Nothing can compute them anew: they become chance, so that the repeat of a
 * request from before is refused, never done twice.
 */
export const name = '0035_keyed_fingerprints';

const chance = `(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))`;
// A row of a batch is no request: its key alone says what it is, and it must be found again.
const isRequest = `fingerprint is not null and fingerprint <> sha256(convert_to(idempotency_key, 'UTF8'))`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table command disable trigger command_outcome_once;
    alter table ground_change disable trigger ground_change_append_only;
    alter table staff_audit disable trigger staff_audit_append_only;
    update command set fingerprint = ${chance} where ${isRequest};
    update batch set fingerprint = ${chance} where fingerprint is not null;
    update ground_change set fingerprint = ${chance} where ${isRequest};
    update staff_audit set fingerprint = ${chance} where fingerprint is not null;
    comment on column command.fingerprint is 'Keyed hash of method, path, body and If-Match: it outlives the body.';
    alter table command enable trigger command_outcome_once;
    alter table ground_change enable trigger ground_change_append_only;
    alter table staff_audit enable trigger staff_audit_append_only;
  `);
}

/** What is gone stays gone. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`comment on column command.fingerprint is null`);
}
