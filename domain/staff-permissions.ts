import type { StaffAct } from './vocabulary/staff-act.ts';
import type { StaffRole } from './vocabulary/staff-role.ts';

const everybody = ['REVIEWER', 'SUPERVISOR', 'ADMINISTRATOR'] as const;

/** Who may do what in the panel; no role includes another. Source: api.md §8, design.md §8. */
const rolesByAct = {
  MEMBERSHIP_APPROVED: ['REVIEWER'],
  MEMBERSHIP_DECLINED: ['REVIEWER'],
  MEMBER_REMOVED: ['SUPERVISOR'],
  ACCOUNT_RECOVERED: ['SUPERVISOR'],
  LETTER_IN_ORDER: ['REVIEWER'],
  LETTER_FALSE: ['REVIEWER'],
  LETTER_DOUBT_CLEARED: ['SUPERVISOR'],
  TASK_DONE: ['SUPERVISOR'],
  EMPLOYER_DISABLED: ['SUPERVISOR'],
  EMPLOYER_ENABLED: ['SUPERVISOR'],
  COHORT_SET: ['ADMINISTRATOR'],
  NOTICE_PUBLISHED: ['ADMINISTRATOR'],
  NOTICE_WITHDRAWN: ['ADMINISTRATOR'],
  SCHOOL_MADE: ['ADMINISTRATOR'],
  SCHOOL_RENAMED: ['ADMINISTRATOR'],
  COLLEGE_MADE: ['ADMINISTRATOR'],
  COLLEGE_RENAMED: ['ADMINISTRATOR'],
  SCHOOL_REVIEWER_MADE: ['ADMINISTRATOR'],
  CALENDAR_SET: ['ADMINISTRATOR'],
  BATCH_PAUSED: ['SUPERVISOR', 'ADMINISTRATOR'],
  BATCH_RESUMED: ['SUPERVISOR', 'ADMINISTRATOR'],
  RECONCILIATION_RUN: ['SUPERVISOR', 'ADMINISTRATOR'],
  FINDINGS_REPAIRED: ['SUPERVISOR', 'ADMINISTRATOR'],
  BINDING_RELEASED: ['SUPERVISOR'],
  MESSAGE_SENT_AGAIN: everybody,
  MESSAGES_SEARCHED: everybody,
  PERSON_SEARCHED: ['SUPERVISOR', 'ADMINISTRATOR'],
  DATA_REVEALED: ['SUPERVISOR', 'ADMINISTRATOR'],
  ACCOUNT_MADE: ['ADMINISTRATOR'],
  ROLE_CHANGED: ['ADMINISTRATOR'],
  STAFF_PHONE_CHANGED: ['ADMINISTRATOR'],
  STAFF_DISABLED: ['ADMINISTRATOR'],
  STAFF_ENABLED: ['ADMINISTRATOR'],
  ACCESS_RESET: ['ADMINISTRATOR'],
} as const satisfies Partial<Record<StaffAct, readonly StaffRole[]>>;

/** Something a member of the staff asks for on a page, as the audit names it. */
export type StaffPageAct = keyof typeof rolesByAct;

/** Whether a role may ask for this at all; whether it is possible now, the command says. */
export function staffMay(role: StaffRole, act: StaffPageAct): boolean {
  return (rolesByAct[act] as readonly StaffRole[]).includes(role);
}
