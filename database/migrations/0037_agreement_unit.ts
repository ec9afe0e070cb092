import type { Knex } from 'knex';

/** An agreement keeps the unit's type and region too, as what a school takes out is of one moment; older ones get those of now. */
export const name = '0037_agreement_unit';

const kept = [
  'signing_id',
  'check_code',
  'employer_name',
  'uscc',
  'unit_nature',
  'industry',
  'address',
  'college_name',
];

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table agreement add column unit_type text, add column region_code text;
    alter table agreement disable trigger agreement_kept;
    update agreement a set unit_type = e.unit_type, region_code = e.region_code
      from signing s join employer e on e.id = s.employer_id where s.id = a.signing_id;
    alter table agreement enable trigger agreement_kept;
    alter table agreement alter column unit_type set not null, alter column region_code set not null;
    ${keeping([...kept, 'unit_type', 'region_code'])}
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ${keeping(kept)}
    alter table agreement drop column unit_type, drop column region_code;
  `);
}

/** The trigger's function, which lets nobody change these. */
function keeping(columns: readonly string[]): string {
  const of = (row: string) => `(${columns.map((column) => `${row}.${column}`).join(', ')})`;
  return `create or replace function keep_agreement() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' or old.issued_at is not null
        or ${of('old')}
          is distinct from
          ${of('new')}
      then
        raise exception 'an agreement stays as it was signed' using errcode = 'restrict_violation', constraint = 'agreement_kept';
      end if;
      return new;
    end $$;`;
}
