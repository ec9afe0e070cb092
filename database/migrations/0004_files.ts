import type { Knex } from 'knex';
import { oneOf } from './one-of.ts';

/** Uploaded pictures; their bytes lie in the file store under their hash. */
export const name = '0004_files';

const purposes = [
  'BUSINESS_LICENSE',
  'USCC_CERTIFICATE',
  'SIGNING_AUTHORIZATION_LETTER',
  'OTHER_MATERIAL',
  'LOGO',
  'PHOTO',
  'TERMINATION_ATTACHMENT',
];

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table file (
      id uuid primary key default uuidv7(),
      purpose text not null constraint file_purpose check (${oneOf('purpose', purposes)}),
      sha256 bytea not null constraint file_sha256_length check (octet_length(sha256) = 32),
      media_type text not null
        constraint file_media_type check (${oneOf('media_type', ['image/jpeg', 'image/png'])}),
      bytes integer not null constraint file_bytes check (bytes > 0),
      width integer not null constraint file_width check (width > 0),
      height integer not null constraint file_height check (height > 0),
      uploaded_by uuid not null constraint file_uploaded_by references account,
      created_at timestamptz not null default clock_timestamp()
    );
    create index file_by_hash on file (sha256);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`drop table file`);
}
