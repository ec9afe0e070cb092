import type { Knex } from 'knex';
import { keepingOfAgreement } from './keep-agreement.ts';

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
    ${keepingOfAgreement([...kept, 'unit_type', 'region_code'])}
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ${keepingOfAgreement(kept)}
    alter table agreement drop column unit_type, drop column region_code;
  `);
}
