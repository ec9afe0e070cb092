import type { Knex } from 'knex';
import { oneOf } from './one-of.ts';

/**
 * 就业协议书: what each one tells of its unit and college as they were when it was signed, its check code, and which bytes it is.
 * Those signed before get theirs from what is known now; upkeep has their documents made.
 */
export const name = '0014_agreements';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table agreement (
      signing_id uuid primary key constraint agreement_signing references signing,
      check_code text not null default upper(left(replace(gen_random_uuid()::text, '-', ''), 12))
        constraint agreement_check_code_form check (check_code ~ '^[0-9A-F]{12}$'),
      employer_name text not null,
      uscc text not null,
      unit_nature text not null,
      industry text not null,
      address text not null,
      college_name text not null,
      sha256 bytea constraint agreement_sha256_length check (octet_length(sha256) = 32),
      bytes integer constraint agreement_bytes check (bytes > 0),
      issued_at timestamptz,
      constraint agreement_issued_whole check ((sha256 is null) = (issued_at is null) and (bytes is null) = (issued_at is null))
    );
    create index agreement_unissued on agreement (signing_id) where issued_at is null;

    create function keep_agreement() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' or old.issued_at is not null
        or (old.signing_id, old.check_code, old.employer_name, old.uscc, old.unit_nature, old.industry, old.address, old.college_name)
          is distinct from
          (new.signing_id, new.check_code, new.employer_name, new.uscc, new.unit_nature, new.industry, new.address, new.college_name)
      then
        raise exception 'an agreement stays as it was signed' using errcode = 'restrict_violation', constraint = 'agreement_kept';
      end if;
      return new;
    end $$;
    create trigger agreement_kept before update or delete on agreement for each row execute function keep_agreement();

    create table agreement_copy (
      signing_id uuid not null constraint agreement_copy_agreement references agreement,
      state text not null constraint agreement_copy_state check (${oneOf('state', ['TERMINATED', 'INVALIDATED'])}),
      sha256 bytea not null constraint agreement_copy_sha256_length check (octet_length(sha256) = 32),
      bytes integer not null constraint agreement_copy_bytes check (bytes > 0),
      made_at timestamptz not null,
      primary key (signing_id, state)
    );

    alter table effect
      drop constraint effect_message_unless_payment,
      add constraint effect_message_unless_outward check ((kind in ('REMIT', 'AGREEMENT')) = (message is null));

    insert into agreement (signing_id, employer_name, uscc, unit_nature, industry, address, college_name)
    select s.id, e.name, e.uscc, e.unit_nature, e.industry, e.address, c.name
    from signing s join employer e on e.id = s.employer_id join college c on c.id = s.college_id
    where s.signed_at is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    delete from effect where kind = 'AGREEMENT';
    alter table effect
      drop constraint effect_message_unless_outward,
      add constraint effect_message_unless_payment check ((kind = 'REMIT') = (message is null));
    drop table agreement_copy, agreement;
    drop function keep_agreement();
  `);
}
