import type { StaffPageAct } from '../../domain/staff-permissions.ts';
import type { StaffRole } from '../../domain/vocabulary/staff-role.ts';

const everybody: readonly StaffRole[] = ['REVIEWER', 'SUPERVISOR', 'ADMINISTRATOR'];
const seniors: readonly StaffRole[] = ['SUPERVISOR', 'ADMINISTRATOR'];
const reviewer: readonly StaffRole[] = ['REVIEWER'];
const supervisor: readonly StaffRole[] = ['SUPERVISOR'];
const administrator: readonly StaffRole[] = ['ADMINISTRATOR'];

/** Who may do what on a page of the panel, typed from api.md §8 and design.md §8, and not taken from domain/staff-permissions.ts. */
export const staffMayPress: Record<StaffPageAct, readonly StaffRole[]> = {
  MEMBERSHIP_APPROVED: reviewer,
  MEMBERSHIP_DECLINED: reviewer,
  LETTER_IN_ORDER: reviewer,
  LETTER_FALSE: reviewer,
  MEMBER_REMOVED: supervisor,
  ACCOUNT_RECOVERED: supervisor,
  LETTER_DOUBT_CLEARED: supervisor,
  TASK_DONE: supervisor,
  EMPLOYER_DISABLED: supervisor,
  EMPLOYER_ENABLED: supervisor,
  BINDING_RELEASED: supervisor,
  BATCH_PAUSED: seniors,
  BATCH_RESUMED: seniors,
  RECONCILIATION_RUN: seniors,
  FINDINGS_REPAIRED: seniors,
  PERSON_SEARCHED: seniors,
  DATA_REVEALED: seniors,
  COHORT_SET: administrator,
  NOTICE_PUBLISHED: administrator,
  NOTICE_WITHDRAWN: administrator,
  SCHOOL_MADE: administrator,
  SCHOOL_RENAMED: administrator,
  COLLEGE_MADE: administrator,
  COLLEGE_RENAMED: administrator,
  SCHOOL_REVIEWER_MADE: administrator,
  CALENDAR_SET: administrator,
  ACCOUNT_MADE: administrator,
  ROLE_CHANGED: administrator,
  STAFF_PHONE_CHANGED: administrator,
  STAFF_DISABLED: administrator,
  STAFF_ENABLED: administrator,
  ACCESS_RESET: administrator,
  MESSAGE_SENT_AGAIN: everybody,
  MESSAGES_SEARCHED: everybody,
};

/** Who sees which page of the panel, likewise; `probe` is the page that its tests put there. */
export const pagesSeen: Record<string, readonly StaffRole[]> = {
  probe: seniors,
  inbox: everybody,
  verifications: everybody,
  units: everybody,
  memberships: ['REVIEWER', 'SUPERVISOR'],
  letters: ['REVIEWER', 'SUPERVISOR'],
  tasks: ['REVIEWER', 'SUPERVISOR'],
  sending: everybody,
  trail: seniors,
  'staff-accounts': administrator,
  'unit-access': supervisor,
  schools: administrator,
  calendar: administrator,
  cohorts: administrator,
  notices: administrator,
  invalidations: seniors,
  reconciliation: seniors,
};
