import { copyOf, newId, type ConstraintCase } from './constraint-cases.ts';

/** One row each of what accounts and units tell, for the cases below. */
export const accountRows = `
  insert into one_time_code (purpose, recipient_hash, sent_at, expires_at) values ('REGISTER', '\\x01', now(), now() + interval '5 minutes');
  insert into archive_profile (employer_id, last_edited_by, last_edited_at) values (:employer, :user, now());
  insert into archive_profile_edit (employer_id, edited_by, edited_at, field, before, after)
    values (:employer, :user, now(), 'postcode', null, '100080');
  insert into profile_correction (graduate_id, field, should_be_encrypted, requested_at) values (:graduate, 'major', 'x', now());
  insert into notification (account_id, membership_id, kind, message, created_at)
    select :user, id, 'K', 'M', now() from employer_membership limit 1;
  insert into notification (account_id, correction_id, kind, message, created_at)
    select :user, id, 'K', 'M', now() from profile_correction limit 1`;

/** What each constraint of accounts, units and their profiles is there for, as a statement that it must refuse. */
export const accountConstraintCases: ConstraintCase[] = [
  ['one_time_code_purpose', 'a code for anything', `update one_time_code set purpose = 'ANYTHING'`],
  ['one_time_code_tries', 'fewer tries than none', `update one_time_code set tries = -1`],
  ['one_time_code_ends_later', 'a code that ends before it was sent', `update one_time_code set expires_at = sent_at`],
  [
    'account_terms_whole',
    'terms accepted at no moment',
    `update account set accepted_terms_version = '1' where id = :user`,
  ],
  [
    'archive_profile_receiver_type',
    'an unknown receiver',
    `update archive_profile set archive_receiver_type = 'NOBODY'`,
  ],
  ['archive_profile_edit_changes', 'an edit that changes nothing', `update archive_profile_edit set before = after`],
  [
    'notification_step_whole',
    'a message about a process at no step',
    `update notification set seq = null where process_id is not null`,
  ],
  [
    'notification_about_one',
    'a message about nothing',
    `update notification set membership_id = null where membership_id is not null`,
  ],
  [
    'notification_about_one',
    'what is told of an account, about something else',
    `update notification set kind = 'ACCOUNT_RECOVERED' where membership_id is not null`,
  ],
  [
    'notification_once_per_membership',
    'the same told twice of a joining',
    copyOf('notification', 'membership_id is not null', newId),
  ],
  [
    'notification_once_per_correction',
    'the same told twice of a correction',
    copyOf('notification', 'correction_id is not null', newId),
  ],
];
