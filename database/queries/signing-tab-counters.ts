import type { Knex } from 'knex';
import { countTabs } from '../../domain/signing-tabs.ts';
import type { SigningStatus } from '../../domain/vocabulary/signing-status.ts';
import type { SigningTab } from '../../domain/vocabulary/signing-tab.ts';
import type { TerminationStatus } from '../../domain/vocabulary/termination-status.ts';

/**
 * How many signings of a unit stand in each tab, in one statement; of one cohort, or of all. The many are counted by an index
 * alone; the few that somebody tried to end are looked at, and taken off the many; what a void ended
 * its signing tells. Source: domain.md §4.
 */
export async function countSigningTabs(
  knex: Knex,
  { employerId, cohort }: { employerId: string; cohort?: number | undefined },
): Promise<Record<SigningTab, number>> {
  const ofCohort = (alias: string) => (cohort === undefined ? '' : ` and ${alias}.cohort_year = :cohort`);
  const { rows } = await knex.raw<{
    rows: { signing: SigningStatus; termination: TerminationStatus | null; count: number }[];
  }>(
    `with ending as (
       select s.status as signing, t.status as termination, count(*)::integer as count
       from termination t join signing s on s.id = t.signing_id
       where t.employer_id = :employerId and t.is_newest and t.kind <> 'VOID'${ofCohort('t')} group by s.status, t.status
     )
     select s.status as signing, null as termination, count(*)::integer as count
       from signing s where s.employer_id = :employerId${ofCohort('s')} group by s.status
     union all select signing, null, -count from ending
     union all select signing, termination, count from ending`,
    { employerId, ...(cohort === undefined ? {} : { cohort }) },
  );
  return countTabs(rows);
}
