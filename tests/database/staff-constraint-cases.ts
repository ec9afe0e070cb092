import { copyOf, newId, type ConstraintCase } from './constraint-cases.ts';

/** A task, a notice, a message about no case and a pressed button, for the cases below. */
export const staffRows = `
  insert into staff_task (kind, process_id, seq) values ('FAILED_SENDS', :verification, 1);
  insert into notice (title, text, published_by, published_at, last_day) values ('x', 'x', :member, now(), '2027-08-31');
  insert into direct_message (message, phone_encrypted, phone_hash) values ('M', 'x', '\\x01');
  insert into staff_audit (account_id, act, idempotency_key, fingerprint) values (:member, 'X', 'key', '\\x01')`;

const verification = (what: string) => `update employer_verification set ${what} where id = :verification`;

/** What each constraint of the staff's desk is there for, as a statement that it must refuse. */
export const staffConstraintCases: ConstraintCase[] = [
  [
    'staff_audit_key_with_fingerprint',
    'a press that could not be told from another',
    copyOf('staff_audit', 'idempotency_key is not null', { ...newId, fingerprint: 'null' }),
  ],
  [
    'staff_audit_key_once',
    'one press that does two things',
    copyOf('staff_audit', 'idempotency_key is not null', newId),
  ],
  ['staff_task_kind', 'an unknown kind of task', `update staff_task set kind = 'HURRY'`],
  ['staff_task_once', 'one task twice', copyOf('staff_task', 'true', newId)],
  ['staff_task_done_whole', 'a task done by nobody', `update staff_task set done_at = now()`],
  [
    'employer_verification_letter_finding',
    'an unknown finding',
    verification(`letter_finding = 'NICE', letter_checked_by = :member, letter_checked_at = now()`),
  ],
  ['employer_verification_letter_whole', 'a finding by nobody', verification(`letter_finding = 'FALSE'`)],
  [
    'working_calendar_set_whole',
    'a year that nobody told',
    `insert into working_calendar (version, years, year) values ('v', '{"2027": {}}', '2027')`,
  ],
  [
    'working_calendar_year',
    'a version about a year it does not hold',
    `insert into working_calendar (version, years, year, set_by) values ('v', '{"2027": {}}', '2028', :member)`,
  ],
  ['effect_sendings', 'a message never sent', `update effect set sendings = 0`],
  ['notice_withdrawn_whole', 'a notice withdrawn by nobody', `update notice set withdrawn_at = now()`],
  ['direct_message_status', 'an unknown status', `update direct_message set status = 'LOST', ended_at = now()`],
  ['direct_message_sendings', 'a message never sent', `update direct_message set sendings = 0`],
  ['direct_message_ended', 'a message done without an end', `update direct_message set status = 'DONE'`],
];
