import type { ConstraintCase } from './constraint-cases.ts';

/** A check that found two things and set one going, for the cases below. */
export const reconciliationRows = `
  insert into reconciliation_check (code, checked_at, found, repaired, alarms, findings)
  values ('UNDONE_EFFECT', now(), 2, 1, 1, '[{}, {}]')`;

const check = (what: string) => `update reconciliation_check set ${what}`;

/** What each constraint of reconciliation is there for, as a statement that it must refuse. */
export const reconciliationConstraintCases: ConstraintCase[] = [
  ['reconciliation_check_code', 'an unknown class', check(`code = 'OTHER'`)],
  ['reconciliation_check_repaired', 'more set going than found', check('repaired = 3')],
  ['reconciliation_check_alarms', 'more alarms than findings', check('alarms = 3')],
  ['reconciliation_check_few_findings', 'findings that were not counted', check(`findings = '[{}, {}, {}]'`)],
];
