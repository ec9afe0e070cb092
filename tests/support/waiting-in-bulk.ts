import type { CommandDependencies } from '../../commands/dependencies.ts';
import { buildVerification } from './build-verification.ts';

/** Fills the queue with so many cases as one bulk: what it is read from, with instants that many share. */
export async function waitingInBulk(
  deps: Pick<CommandDependencies, 'knex' | 'personalData'>,
  count: number,
): Promise<void> {
  const { employer } = await buildVerification(deps, { status: 'AWAITING_REVIEW' });
  await deps.knex.raw(
    `with made as (
       insert into employer (name, uscc, industry, gb_industry_section, unit_nature, unit_type, size_band, region_code, address)
       select '批量单位' || n, 'BULK' || lpad(n::text, 14, '0'), industry, gb_industry_section, unit_nature, unit_type, size_band,
         region_code, address from employer, generate_series(1, :count) n where id = :employerId
       returning id, name, uscc, unit_type
     ), numbered as (select *, uuidv7() as process_id, (row_number() over () / 7) as minute from made), begun as (
       insert into process (id, kind, seq, is_open, state)
       select process_id, 'EMPLOYER_VERIFICATION', 1, true, p.state
       from numbered, process p where p.id = (select id from employer_verification where employer_id = :employerId)
     )
     insert into employer_verification (id, employer_id, submitted_by, submitted_at, employer_name, uscc, unit_type, method,
       status, status_at)
     select process_id, id, :accountId, now(), name, uscc, unit_type, 'MATERIALS', 'AWAITING_REVIEW',
       now() - interval '1 year' + minute * interval '1 minute'
     from numbered`,
    { ...employer, count },
  );
}
