import type { Knex } from 'knex';
import { keepingOfAgreement } from './keep-agreement.ts';

/**
 * An agreement keeps the section of GB/T 4754 that the unit belonged to, which statistics are made by; older ones get that of now.
 * May be null: a program from before it writes agreements without.
 */
export const name = '0047_agreement_industry';

const kept = [
  ...['signing_id', 'check_code', 'employer_name', 'uscc', 'unit_nature', 'industry', 'address', 'college_name'],
  ...['unit_type', 'region_code'],
];

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table agreement add column gb_industry_section text;
    comment on column agreement.gb_industry_section is 'Null in an agreement that a program from before migration 0047 wrote: the unit''s own then.';
    alter table agreement disable trigger agreement_kept;
    update agreement a set gb_industry_section = e.gb_industry_section
      from signing s join employer e on e.id = s.employer_id where s.id = a.signing_id;
    alter table agreement enable trigger agreement_kept;
    ${keepingOfAgreement([...kept, 'gb_industry_section'])}
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ${keepingOfAgreement(kept)}
    alter table agreement drop column gb_industry_section;
  `);
}
