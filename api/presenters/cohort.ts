import type { CohortRow } from '../../database/queries/cohorts.ts';
import { defaultCohortYear, shanghaiDate } from '../../domain/calendar.ts';
import type { CohortState } from '../../domain/vocabulary/cohort-state.ts';

/** 届别 as menus show it. Both its days belong to the time it is open. */
export function presentCohort({ year, opensOn, closesOn, now }: CohortRow) {
  const state = stateOn(shanghaiDate(now), { opensOn, closesOn });
  return { year, label: `${year}届`, state, closesOn, isDefault: year === defaultCohortYear(now) };
}

function stateOn(today: string, { opensOn, closesOn }: { opensOn: string; closesOn: string }): CohortState {
  if (today < opensOn) return 'UPCOMING';
  return today <= closesOn ? 'OPEN' : 'CLOSED';
}
