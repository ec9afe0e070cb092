import type { Knex } from 'knex';
import { countTabs } from '../../domain/signing-tabs.ts';
import type { SigningStatus } from '../../domain/vocabulary/signing-status.ts';
import type { SigningTab } from '../../domain/vocabulary/signing-tab.ts';
import type { TerminationStatus } from '../../domain/vocabulary/termination-status.ts';

/** How many signings of a unit stand in each tab, in one statement; of one cohort, or of all. Source: domain.md §4. */
export async function countSigningTabs(
  knex: Knex,
  { employerId, cohort }: { employerId: string; cohort?: number | undefined },
): Promise<Record<SigningTab, number>> {
  const signings = knex('signing as s')
    .joinRaw('left join termination as lt on lt.signing_id = s.id and lt.is_newest')
    .where('s.employer_id', employerId)
    .groupBy('s.status', 'lt.status');
  if (cohort !== undefined) void signings.where('s.cohort_year', cohort);
  const rows = (await signings.select({
    signing: 's.status',
    termination: 'lt.status',
    count: knex.raw('count(*)::integer'),
  })) as { signing: SigningStatus; termination: TerminationStatus | null; count: number }[];
  return countTabs(rows);
}
