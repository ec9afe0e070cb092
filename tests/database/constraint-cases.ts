/** Inserts a copy of a row with some columns changed, each given as an SQL expression. */
export const copyOf = (table: string, where: string, changed: Record<string, string>) => {
  const columns = Object.keys(changed);
  return `insert into ${table} select (jsonb_populate_record(t, jsonb_build_object(${columns
    .map((column) => `'${column}', ${changed[column]}`)
    .join(', ')}))).* from ${table} t where ${where} limit 1`;
};
/** What makes a copy a row of its own. */
export const newId = { id: 'uuidv7()' };

/** A constraint, what it is there for, and a statement that it must refuse; `:names` are ids that constraints.test.ts fills in. */
export type ConstraintCase = [constraint: string, refuses: string, sql: string];

/** What each constraint is there for. */
export const constraintCases: ConstraintCase[] = [
  ['account_user_type', 'an unknown kind of account', `update account set user_type = 'ROBOT' where id = :user`],
  ['account_one_per_phone_and_type', 'two accounts of a kind with one phone', copyOf('account', 'id = :user', newId)],
  ['session_token_once', 'two sessions with one token', copyOf('session', 'true', newId)],
  [
    'school_code_form',
    'a school code that is not five digits',
    `insert into school values ('9900', 'x', '{SCHOOL}', '{SCHOOL}')`,
  ],
  [
    'school_signing_chain',
    'a chain without a level',
    `update school set signing_chain = '{}' where school_code = :school`,
  ],
  [
    'school_signing_chain',
    'a chain with one level twice',
    `update school set signing_chain = '{SCHOOL,SCHOOL}' where school_code = :school`,
  ],
  [
    'school_signing_chain',
    'the school before the college',
    `update school set signing_chain = '{SCHOOL,COLLEGE}' where school_code = :school`,
  ],
  [
    'school_termination_chain',
    'an unknown level',
    `update school set termination_chain = '{PROVINCE}' where school_code = :school`,
  ],
  ['college_name_once', 'two colleges of a school with one name', copyOf('college', 'id = :college', newId)],
  [
    'reviewer_level',
    'an unknown level',
    `update reviewer set level = 'PROVINCE', college_id = null where account_id = :reviewer`,
  ],
  [
    'reviewer_college_by_level',
    'a college reviewer without a college',
    `update reviewer set college_id = null where account_id = :reviewer`,
  ],
  [
    'reviewer_college_by_level',
    'a school reviewer with a college',
    `update reviewer set level = 'SCHOOL' where account_id = :reviewer`,
  ],
  [
    'employer_verification_state',
    'an unknown state',
    `update employer set verification_state = 'TRUSTED' where id = :employer`,
  ],
  [
    'employer_one_verified_per_uscc',
    'two verified units with one credit code',
    `insert into employer (name, uscc, industry, gb_industry_section, unit_nature, unit_type, size_band, region_code, address, verification_state)
     select 'x', uscc, industry, gb_industry_section, unit_nature, unit_type, size_band, region_code, address, 'REVERIFY_REQUIRED'
     from employer where id = :employer and verification_state = 'VERIFIED'`,
  ],
  [
    'employer_membership_status',
    'an unknown status',
    `update employer_membership set status = 'OWNER' where account_id = :user`,
  ],
  [
    'employer_membership_one_per_account',
    'one account in two units',
    copyOf('employer_membership', 'account_id = :user', newId),
  ],
  ['cohort_year_range', 'a year of another age', `insert into cohort values (1999, '1998-09-01', '1999-08-31')`],
  [
    'cohort_span',
    'a cohort that closes before it opens',
    `insert into cohort values (2030, '2030-09-01', '2030-08-31')`,
  ],
  [
    'graduate_account',
    'one account for two people',
    copyOf('graduate', 'id = :graduate', { ...newId, id_number_hash: `'\\x01'::text` }),
  ],
  [
    'account_person_of_graduates',
    'a graduate’s number at an account of another kind',
    `update account set id_number_hash = '\\x01' where id = :user`,
  ],
  ['graduate_training_mode', 'an unknown mode', `update graduate set training_mode = 'EVENING' where id = :graduate`],
  [
    'graduate_one_record',
    'two records of one person in a cohort',
    copyOf('graduate', 'id = :graduate', { ...newId, account_id: 'null::uuid' }),
  ],
  ['process_kind', 'an unknown kind', `update process set kind = 'PARTY' where id = :signed`],
  ['process_seq', 'a seq below nothing', `update process set seq = -1 where id = :signed`],
  ['process_begun', 'a state before the first event', `update process set seq = 0, is_open = false where id = :signed`],
  ['process_begun', 'an event without a state', `update process set state = null where id = :signed`],
  [
    'process_open_once_begun',
    'an open process that has not begun',
    `update process set seq = 0, state = null, is_open = true where id = :signed`,
  ],
  [
    'command_actor_relation',
    'an unknown relation',
    `update command set actor_relation = 'FRIEND' where process_id = :waiting and outcome is null`,
  ],
  [
    'command_outcome',
    'an unknown outcome',
    `update command set outcome = 'PERHAPS', decided_at = now() where process_id = :waiting and outcome is null`,
  ],
  [
    'command_key_once_per_actor',
    'a key used twice by one account',
    copyOf('command', `idempotency_key = 'key'`, newId),
  ],
  [
    'command_key_with_fingerprint',
    'a key without what makes a repeat the same',
    `update command set fingerprint = null where idempotency_key = 'key'`,
  ],
  [
    'command_outcome_whole',
    'an outcome without its moment',
    `update command set outcome = 'REFUSED', refusal_code = 'X' where idempotency_key = 'key'`,
  ],
  [
    'command_outcome_whole',
    'a refusal without a code',
    `update command set outcome = 'REFUSED', decided_at = now() where idempotency_key = 'key'`,
  ],
  [
    'command_outcome_whole',
    'a success without a seq',
    `update command set outcome = 'SUCCEEDED', decided_at = now() where idempotency_key = 'key'`,
  ],
  [
    'command_outcome_whole',
    'a success with a refusal',
    `update command set outcome = 'SUCCEEDED', decided_at = now(), outcome_seq = 1, refusal_code = 'X' where idempotency_key = 'key'`,
  ],
  ['command_outcome_once', 'an outcome written again', `update command set outcome_seq = 9 where process_id = :signed`],
  [
    'command_outcome_once',
    'an outcome taken back',
    `update command set outcome = null, outcome_seq = null, decided_at = null where process_id = :signed`,
  ],
  [
    'process_event_pkey',
    'two events at one step',
    copyOf('process_event', 'process_id = :signed and seq = 2', { command_id: 'null::uuid', cause: `'CLOCK'` }),
  ],
  [
    'process_event_seq',
    'a step before the first',
    copyOf('process_event', 'process_id = :signed', { seq: '0', command_id: 'null::uuid', cause: `'CLOCK'` }),
  ],
  [
    'process_event_cause',
    'an unknown cause',
    copyOf('process_event', 'process_id = :signed', { seq: '99', command_id: 'null::uuid', cause: `'FATE'` }),
  ],
  [
    'process_event_one_per_command',
    'two events of one command',
    copyOf('process_event', 'process_id = :signed', { seq: '99' }),
  ],
  [
    'process_event_command_by_cause',
    'a command’s event without its command',
    copyOf('process_event', 'process_id = :signed', { seq: '99', command_id: 'null::uuid' }),
  ],
  [
    'process_event_command_by_cause',
    'the clock’s event with a command',
    copyOf('process_event', 'process_id = :signed', { seq: '99', cause: `'CLOCK'` }),
  ],
  [
    'process_event_append_only',
    'an event rewritten',
    `update process_event set data = '{}' where process_id = :signed`,
  ],
  ['process_event_append_only', 'an event removed', `delete from process_event where process_id = :signed and seq = 4`],
  ['effect_pkey', 'one effect planned twice', copyOf('effect', 'process_id = :signed', {})],
  ['effect_status', 'an unknown status', `update effect set status = 'LOST', ended_at = now()`],
  ['effect_ended', 'an end without a moment', `update effect set status = 'DONE'`],
  ['effect_ended', 'a moment without an end', `update effect set ended_at = now()`],
  [
    'effect_event',
    'an effect of a step that never was',
    `insert into effect (process_id, seq, kind, recipient, message, due_at) values (:signed, 99, 'K', 'r', 'M', now())`,
  ],
  ['favorite_one_per_graduate', 'one graduate twice among the favorites', copyOf('favorite', 'id = :favorite', newId)],
  ['signing_response_window', 'a window of no day', `update signing set response_window_days = 0 where id = :signed`],
  [
    'signing_response_window',
    'a window of sixteen days',
    `update signing set response_window_days = 16 where id = :signed`,
  ],
  ['signing_status', 'an unknown status', `update signing set status = 'MAYBE' where id = :signed`],
  [
    'signing_agreement_no_once',
    'one number for two agreements',
    `update signing set signed_at = now(), agreement_no = (select agreement_no from signing where id = :signed) where id = :waiting`,
  ],
  [
    'signing_invalidation_reason',
    'an unknown reason',
    `update signing set status = 'INVALIDATED', invalidation_reason = 'WEATHER' where id = :waiting`,
  ],
  [
    'signing_invalidated_with_reason',
    'an invalidation without a reason',
    `update signing set status = 'INVALIDATED' where id = :waiting`,
  ],
  [
    'signing_invalidated_with_reason',
    'a reason without an invalidation',
    `update signing set invalidation_reason = 'COHORT_CLOSED' where id = :waiting`,
  ],
  [
    'signing_signed_with_number',
    'a number without its moment',
    `update signing set signed_at = null where id = :signed`,
  ],
  [
    'signing_signed_has_number',
    'a signed one without a number',
    `update signing set agreement_no = null, signed_at = null where id = :signed`,
  ],
  [
    'signing_one_open_per_employer_and_graduate',
    'a second invitation of one pair',
    `insert into process (id, kind) values ('00000000-0000-7000-8000-000000000001', 'SIGNING'); ${copyOf('signing', 'id = :waiting', { id: `'00000000-0000-7000-8000-000000000001'` })}`,
  ],
  [
    'graduate_binding_pkey',
    'two bindings of one graduate',
    `insert into graduate_binding values (:graduate, :waiting, 1)`,
  ],
  [
    'graduate_binding_one_per_signing',
    'one signing that binds two graduates',
    `insert into graduate_binding values (:unbound, :signed, 1)`,
  ],
  [
    'graduate_binding_one_per_person',
    'a second binding of one person, by another record of the same cohort',
    `${copyOf('graduate', 'id = :graduate', { id: `'00000000-0000-7000-8000-000000000002'`, removed_at: 'now()' })};
     insert into graduate_binding values ('00000000-0000-7000-8000-000000000002', :waiting, 1)`,
  ],
  ['review_task_stage', 'an unknown level', `update review_task set stage = 'PROVINCE' where process_id = :inReview`],
  [
    'review_task_decision',
    'an unknown decision',
    `update review_task set decision = 'LATER', decided_at = now() where process_id = :inReview`,
  ],
  [
    'review_task_decided',
    'a decision without a moment',
    `update review_task set decision = 'APPROVED' where process_id = :inReview`,
  ],
  ['review_task_once', 'two tasks of one step', copyOf('review_task', 'process_id = :signed', newId)],
  [
    'review_task_one_open',
    'two open tasks of one case',
    copyOf('review_task', 'process_id = :inReview', { ...newId, opened_seq: '1' }),
  ],
  ['agreement_serial_range', 'more numbers than there are', `update agreement_serial set last = 10000000`],
  ['destination_one_in_force', 'two destinations in force', copyOf('destination', 'graduate_id = :graduate', newId)],
  ['notification_once', 'one message twice in an inbox', copyOf('notification', 'process_id = :signed', newId)],
  [
    'notification_event',
    'a message about a step that never was',
    `insert into notification (account_id, process_id, seq, kind, message, created_at) values (:user, :signed, 99, 'K', 'M', now())`,
  ],
  ['file_purpose', 'an unknown purpose', `update file set purpose = 'MEME'`],
  ['file_sha256_length', 'what is no SHA-256', `update file set sha256 = '\\x01'`],
  ['file_media_type', 'a picture of another kind', `update file set media_type = 'image/svg+xml'`],
  ['file_bytes', 'a file of nothing', `update file set bytes = 0`],
  ['file_width', 'a picture without a width', `update file set width = 0`],
  ['file_height', 'a picture without a height', `update file set height = 0`],
  ['sandbox_message_once', 'one message twice in the outbox', copyOf('sandbox_message', 'true', newId)],
  ['sandbox_message_channel', 'an unknown channel', `update sandbox_message set channel = 'PIGEON'`],
  ['sandbox_transfer_outcome', 'an unknown outcome', `update sandbox_transfer set outcome = 'PENDING'`],
  [
    'sandbox_transfer_outcome_with_instant',
    'an outcome at no instant',
    `update sandbox_transfer set outcome_at = null`,
  ],
  ['account_phone_whole', 'half a phone', `update account set phone_encrypted = 'x' where id = :member`],
  [
    'account_phone_unless_staff',
    'a user without a phone',
    `update account set phone_hash = null, phone_encrypted = null where id = :user`,
  ],
  ['staff_account_role', 'an unknown role', `update staff_account set role = 'OWNER' where account_id = :member`],
  [
    'staff_account_sign_in_name_once',
    'one name for two',
    `insert into account (id, user_type, password_hash) values ('00000000-0000-7000-8000-000000000002', 'STAFF', 'x'); insert into staff_account (account_id, sign_in_name, role) values ('00000000-0000-7000-8000-000000000002', 'member', 'REVIEWER')`,
  ],
  [
    'staff_account_sign_in_name_form',
    'a name of another form',
    `update staff_account set sign_in_name = 'Member' where account_id = :member`,
  ],
  [
    'staff_account_confirmed_has_secret',
    'codes without a secret',
    `update staff_account set totp_confirmed_at = now(), last_totp_step = 1 where account_id = :member`,
  ],
  [
    'staff_account_confirmed_by_code',
    'a secret confirmed by no code',
    `update staff_account set totp_secret_encrypted = 'x', totp_confirmed_at = now() where account_id = :member`,
  ],
  [
    'staff_account_expiring_must_change',
    'a password of one’s own that ends',
    `update staff_account set password_expires_at = now() where account_id = :member`,
  ],
  [
    'staff_account_unconfirmed_has_session',
    'an unconfirmed secret that is nobody’s',
    `update staff_account set totp_secret_encrypted = 'x' where account_id = :member`,
  ],
  [
    'staff_account_unconfirmed_expires',
    'an unconfirmed secret that never ends',
    `update staff_account set totp_secret_encrypted = 'x', totp_secret_session = (select id from staff_session limit 1) where account_id = :member`,
  ],
  ['staff_session_token_once', 'two sessions of the panel with one token', copyOf('staff_session', 'true', newId)],
  ['staff_audit_thing_whole', 'a thing without its kind', copyOf('staff_audit', 'true', { ...newId, thing_id: `'x'` })],
  ['staff_audit_append_only', 'a line of the audit rewritten', `update staff_audit set act = 'X'`],
  ['staff_audit_append_only', 'a line of the audit removed', `delete from staff_audit`],
  ['staff_audit_append_only', 'the audit emptied', `truncate staff_audit`],
];
