-- Written by `npm run schema` from the migrations; a test holds the two together.

create table account (
  id uuid default uuidv7() not null,
  user_type text not null,
  phone_encrypted text,
  phone_hash bytea,
  password_hash text not null,
  name text,
  company_name text,
  department text,
  job_title text,
  office_phone text,
  fax text,
  email text,
  created_at timestamp with time zone default clock_timestamp() not null,
  disabled_at timestamp with time zone,
  photo_file_id uuid,
  accepted_terms_version text,
  accepted_terms_at timestamp with time zone,
  id_number_hash bytea
);
create table agreement (
  signing_id uuid not null,
  check_code text default upper("left"(replace((gen_random_uuid())::text, '-'::text, ''::text), 12)) not null,
  employer_name text not null,
  uscc text not null,
  unit_nature text not null,
  industry text not null,
  address text not null,
  college_name text not null,
  sha256 bytea,
  bytes integer,
  issued_at timestamp with time zone,
  unit_type text not null,
  region_code text not null,
  gb_industry_section text
);
create table agreement_copy (
  signing_id uuid not null,
  state text not null,
  sha256 bytea not null,
  bytes integer not null,
  made_at timestamp with time zone not null
);
create table agreement_serial (
  school_code text not null,
  cohort_year integer not null,
  last integer not null
);
create table api_token (
  id uuid default uuidv7() not null,
  employer_id uuid not null,
  created_by uuid not null,
  name text not null,
  scopes text[] not null,
  expires_on date not null,
  token_hash bytea not null,
  created_at timestamp with time zone default clock_timestamp() not null,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone
);
create table archive_profile (
  employer_id uuid not null,
  archive_receiver_type text,
  archive_unit_name text,
  archive_region_code text,
  archive_address text,
  archive_contact_name text,
  archive_contact_phone text,
  postcode text,
  hukou_region_code text,
  hukou_address text,
  last_edited_by uuid not null,
  last_edited_at timestamp with time zone not null
);
create table archive_profile_edit (
  id uuid default uuidv7() not null,
  employer_id uuid not null,
  edited_by uuid not null,
  edited_at timestamp with time zone not null,
  field text not null,
  before text,
  after text
);
create table bank_event (
  event_id text not null,
  payment_reference text not null,
  outcome text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone default clock_timestamp() not null
);
create table batch (
  id uuid default uuidv7() not null,
  kind text not null,
  actor_account_id uuid not null,
  api_token_id uuid,
  employer_id uuid,
  shared_encrypted text not null,
  total integer not null,
  idempotency_key text,
  fingerprint bytea,
  request_id text not null,
  client_address inet,
  created_at timestamp with time zone not null,
  moved_at timestamp with time zone not null,
  finished_at timestamp with time zone
);
create table batch_row (
  batch_id uuid not null,
  number integer not null,
  input_encrypted text not null,
  outcome text,
  code text,
  process_id uuid
);
create table cohort (
  year integer not null,
  opens_on date not null,
  closes_on date not null
);
create table college (
  id uuid default uuidv7() not null,
  school_code text not null,
  name text not null
);
create table command (
  id uuid default uuidv7() not null,
  process_id uuid not null,
  kind text not null,
  actor_account_id uuid,
  actor_relation text not null,
  body_encrypted text,
  fingerprint bytea,
  idempotency_key text,
  request_id text not null,
  client_address inet,
  received_at timestamp with time zone not null,
  outcome text,
  refusal_code text,
  outcome_seq integer,
  decided_at timestamp with time zone,
  refusal_extra jsonb,
  api_token_id uuid
);
create table destination (
  id uuid default uuidv7() not null,
  graduate_id uuid not null,
  category text not null,
  signing_id uuid,
  registered_at timestamp with time zone not null,
  voided_at timestamp with time zone,
  unit_name text,
  uscc text,
  detail text,
  void_reason text
);
create table direct_message (
  id uuid default uuidv7() not null,
  message text not null,
  account_id uuid,
  employer_id uuid,
  phone_encrypted text not null,
  phone_hash bytea not null,
  status text default 'PLANNED'::text not null,
  tries integer default 0 not null,
  sendings integer default 1 not null,
  due_at timestamp with time zone default clock_timestamp() not null,
  provider_message_id text,
  failure_code text,
  created_at timestamp with time zone default clock_timestamp() not null,
  ended_at timestamp with time zone,
  next_try_at timestamp with time zone default clock_timestamp() not null
);
create table effect (
  process_id uuid not null,
  seq integer not null,
  kind text not null,
  recipient text not null,
  message text,
  due_at timestamp with time zone not null,
  only_at_seq boolean default false not null,
  status text default 'PLANNED'::text not null,
  tries integer default 0 not null,
  provider_message_id text,
  failure_code text,
  created_at timestamp with time zone default clock_timestamp() not null,
  ended_at timestamp with time zone,
  sendings integer default 1 not null
);
create table employer (
  id uuid default uuidv7() not null,
  name text not null,
  uscc text not null,
  industry text not null,
  gb_industry_section text not null,
  business_scope text,
  unit_nature text not null,
  unit_type text not null,
  size_band text not null,
  region_code text not null,
  address text not null,
  website text,
  introduction text,
  verification_state text default 'UNVERIFIED'::text not null,
  created_at timestamp with time zone default clock_timestamp() not null,
  updated_at timestamp with time zone default clock_timestamp() not null,
  letter_doubted_at timestamp with time zone,
  logo_file_id uuid,
  verified_uscc text,
  verified_name text,
  name_in_force text generated always as (COALESCE(verified_name, name)) stored not null,
  uscc_in_force text generated always as (COALESCE(verified_uscc, uscc)) stored not null
);
create table employer_event (
  employer_id uuid not null,
  number bigint not null,
  id uuid default uuidv7() not null,
  at timestamp with time zone not null,
  type text not null,
  process_id uuid not null,
  seq integer not null,
  signing_id uuid not null,
  termination_id uuid
);
create table employer_feed (
  employer_id uuid not null,
  last bigint not null
);
create table employer_membership (
  id uuid default uuidv7() not null,
  employer_id uuid not null,
  account_id uuid not null,
  status text not null,
  decline_reason text,
  requested_at timestamp with time zone default clock_timestamp() not null,
  decided_at timestamp with time zone,
  decided_by uuid,
  ended_at timestamp with time zone,
  ended_by uuid,
  end_reason text,
  letter_file_id uuid
);
create table employer_verification (
  id uuid not null,
  employer_id uuid not null,
  submitted_by uuid not null,
  submitted_at timestamp with time zone not null,
  employer_name text not null,
  uscc text not null,
  unit_type text not null,
  method text not null,
  status text not null,
  status_at timestamp with time zone not null,
  reject_reason_code text,
  reject_reason text,
  letter_checked_at timestamp with time zone,
  claimed_by uuid,
  claimed_until timestamp with time zone,
  letter_finding text,
  letter_checked_by uuid,
  scope text default 'NATIONAL'::text not null
);
create table favorite (
  id uuid default uuidv7() not null,
  employer_id uuid not null,
  graduate_id uuid not null,
  cohort_year integer not null,
  graduate_name text not null,
  id_number_encrypted text not null,
  id_number_hash bytea not null,
  school_code text not null,
  school_name text not null,
  education_level text not null,
  major text not null,
  graduate_revision integer not null,
  remark text,
  added_by uuid not null,
  added_at timestamp with time zone default clock_timestamp() not null,
  removed_at timestamp with time zone
);
create table file (
  id uuid default uuidv7() not null,
  purpose text not null,
  sha256 bytea not null,
  media_type text not null,
  bytes integer not null,
  width integer not null,
  height integer not null,
  uploaded_by uuid not null,
  created_at timestamp with time zone default clock_timestamp() not null
);
create table graduate (
  id uuid default uuidv7() not null,
  account_id uuid,
  school_code text not null,
  college_id uuid not null,
  cohort_year integer not null,
  name text not null,
  name_normalised text not null,
  id_number_encrypted text not null,
  id_number_hash bytea not null,
  phone_encrypted text not null,
  phone_hash bytea not null,
  exam_no text,
  education_level text not null,
  major text not null,
  training_mode text default 'ORDINARY'::text not null,
  locked_at timestamp with time zone,
  profile_confirmed_at timestamp with time zone,
  removed_at timestamp with time zone,
  revision integer default 1 not null,
  created_at timestamp with time zone default clock_timestamp() not null,
  lock_reason text,
  removal_reason text,
  removal_detail text,
  home_region text,
  sex text,
  nation text
);
create table graduate_binding (
  graduate_id uuid not null,
  signing_id uuid not null,
  seq integer not null,
  id_number_hash bytea not null,
  cohort_year integer not null
);
create table graduate_search (
  id uuid default uuidv7() not null,
  employer_id uuid not null,
  account_id uuid not null,
  graduate_id uuid,
  graduate_revision integer,
  searched_at timestamp with time zone default clock_timestamp() not null
);
create table ground_change (
  id uuid default uuidv7() not null,
  kind text not null,
  graduate_id uuid,
  employer_id uuid,
  cohort_year integer,
  actor_account_id uuid,
  details_encrypted text not null,
  idempotency_key text,
  fingerprint bytea,
  request_id text not null,
  client_address inet,
  at timestamp with time zone not null
);
create table import (
  id uuid default uuidv7() not null,
  kind text not null,
  account_id uuid not null,
  employer_id uuid,
  school_code text,
  total integer not null,
  request_id text not null,
  client_address inet,
  created_at timestamp with time zone not null,
  moved_at timestamp with time zone not null,
  finished_at timestamp with time zone
);
create table import_row (
  import_id uuid not null,
  row_number integer not null,
  cells_encrypted text not null,
  outcome text,
  reasons jsonb
);
create table invalidation_batch (
  id uuid default uuidv7() not null,
  ground_change_id uuid not null,
  reason text not null,
  total integer not null,
  created_at timestamp with time zone not null,
  moved_at timestamp with time zone not null,
  paused_at timestamp with time zone,
  finished_at timestamp with time zone
);
create table invalidation_row (
  batch_id uuid not null,
  process_id uuid not null,
  outcome text,
  command_id uuid
);
create table notice (
  id uuid default uuidv7() not null,
  title text not null,
  text text not null,
  published_by uuid not null,
  published_at timestamp with time zone not null,
  last_day date not null,
  withdrawn_by uuid,
  withdrawn_at timestamp with time zone
);
create table notification (
  id uuid default uuidv7() not null,
  account_id uuid not null,
  process_id uuid,
  seq integer,
  kind text not null,
  message text not null,
  created_at timestamp with time zone not null,
  read_at timestamp with time zone,
  membership_id uuid,
  correction_id uuid,
  ground_change_id uuid
);
create table one_time_code (
  id uuid default uuidv7() not null,
  purpose text not null,
  recipient_hash bytea not null,
  account_id uuid,
  code_hash bytea,
  sent_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  tries integer default 0 not null,
  used_at timestamp with time zone
);
create table process (
  id uuid default uuidv7() not null,
  kind text not null,
  cohort_year integer,
  seq integer default 0 not null,
  state jsonb,
  is_open boolean default false not null,
  created_at timestamp with time zone default clock_timestamp() not null,
  updated_at timestamp with time zone default clock_timestamp() not null
);
create table process_event (
  process_id uuid not null,
  seq integer not null,
  type text not null,
  at timestamp with time zone not null,
  data jsonb not null,
  cause text not null,
  command_id uuid,
  rule_version text not null
);
create table profile_correction (
  id uuid default uuidv7() not null,
  graduate_id uuid not null,
  field text not null,
  should_be_encrypted text not null,
  note_encrypted text,
  requested_at timestamp with time zone not null,
  corrected_at timestamp with time zone
);
create table rate_limit (
  key text not null,
  points integer default 0 not null,
  expire bigint
);
create table reconciliation_check (
  code text not null,
  checked_at timestamp with time zone not null,
  found integer not null,
  repaired integer not null,
  alarms integer not null,
  findings jsonb not null
);
create table remittance (
  payment_reference text not null,
  process_id uuid not null,
  attempt integer not null,
  uscc text not null,
  account_hash bytea not null,
  account_no_encrypted text,
  bank_branch_name text,
  cnaps_code text,
  amount_encrypted text,
  sent_at timestamp with time zone not null,
  failed_at timestamp with time zone
);
create table review_digest (
  account_id uuid not null,
  day date not null,
  new_tasks integer not null,
  open_tasks integer not null,
  counted_until timestamp with time zone not null,
  status text default 'PLANNED'::text not null,
  tries integer default 0 not null,
  tried_at timestamp with time zone,
  provider_message_id text,
  failure_code text,
  ended_at timestamp with time zone
);
create table review_task (
  id uuid default uuidv7() not null,
  process_id uuid not null,
  opened_seq integer not null,
  stage text not null,
  school_code text not null,
  college_id uuid not null,
  cohort_year integer not null,
  opened_at timestamp with time zone not null,
  remind_at timestamp with time zone not null,
  escalate_at timestamp with time zone not null,
  decision text,
  decided_by uuid,
  decided_at timestamp with time zone,
  in_place_of_college boolean default false not null,
  kind text not null,
  superseded boolean default false not null,
  graduate_name text not null
);
create table reviewer (
  account_id uuid not null,
  level text not null,
  school_code text not null,
  college_id uuid,
  ended_at timestamp with time zone
);
create table sandbox_message (
  id uuid default uuidv7() not null,
  idempotency_key text not null,
  channel text not null,
  to_encrypted text not null,
  to_hash bytea not null,
  text_encrypted text not null,
  sent_at timestamp with time zone default clock_timestamp() not null,
  code_encrypted text
);
create table sandbox_transfer (
  payment_reference text not null,
  account_no_encrypted text not null,
  amount_encrypted text not null,
  sent_at timestamp with time zone not null,
  outcome text,
  outcome_at timestamp with time zone
);
create table school (
  school_code text not null,
  name text not null,
  signing_chain text[] not null,
  termination_chain text[] not null,
  termination_from date,
  termination_until date,
  termination_max_per_graduate integer,
  termination_letter_required boolean default false not null,
  termination_notice_days integer default 0 not null
);
create table school_export (
  id uuid default uuidv7() not null,
  account_id uuid not null,
  school_code text not null,
  college_id uuid,
  filters jsonb not null,
  rows integer not null,
  request_id text not null,
  client_address inet,
  at timestamp with time zone not null
);
create table session (
  id uuid default uuidv7() not null,
  account_id uuid not null,
  token_hash bytea not null,
  created_at timestamp with time zone default clock_timestamp() not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone
);
create table signing (
  id uuid not null,
  employer_id uuid not null,
  graduate_id uuid not null,
  favorite_id uuid not null,
  cohort_year integer not null,
  school_code text not null,
  college_id uuid not null,
  previous_signing_id uuid,
  started_by uuid not null,
  position_category text not null,
  position_title text not null,
  response_window_days integer not null,
  signing_contact_name text not null,
  contact_phone_encrypted text,
  remarks text,
  status text not null,
  status_at timestamp with time zone not null,
  respond_by timestamp with time zone not null,
  sent_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  agreement_no text,
  signed_at timestamp with time zone,
  decline_reason text,
  reject_reason_code text,
  reject_reason text,
  invalidation_reason text,
  contact_email_encrypted text,
  accepts_archive boolean default false not null,
  accepts_hukou boolean,
  archive jsonb,
  work_region_code text,
  work_address text,
  salary text,
  benefits text,
  probation text,
  penalty text,
  service_period text,
  report_on date,
  terminating boolean default false not null,
  graduate_name text not null
);
create table staff_account (
  account_id uuid not null,
  sign_in_name text not null,
  role text not null,
  must_change_password boolean default false not null,
  totp_secret_encrypted text,
  totp_confirmed_at timestamp with time zone,
  last_totp_step bigint,
  password_expires_at timestamp with time zone,
  totp_secret_session uuid,
  totp_secret_expires_at timestamp with time zone
);
create table staff_audit (
  id uuid default uuidv7() not null,
  at timestamp with time zone default clock_timestamp() not null,
  account_id uuid,
  act text not null,
  thing_kind text,
  thing_id text,
  details jsonb default '{}'::jsonb not null,
  request_id text,
  client_address inet,
  idempotency_key text,
  fingerprint bytea
);
create table staff_session (
  id uuid default uuidv7() not null,
  account_id uuid not null,
  token_hash bytea not null,
  created_at timestamp with time zone default clock_timestamp() not null,
  expires_at timestamp with time zone not null,
  code_given_at timestamp with time zone,
  ended_at timestamp with time zone,
  client_address inet
);
create table staff_task (
  id uuid default uuidv7() not null,
  kind text not null,
  process_id uuid not null,
  seq integer not null,
  opened_at timestamp with time zone default clock_timestamp() not null,
  note text,
  done_at timestamp with time zone,
  done_by uuid,
  done_note text
);
create table termination (
  id uuid not null,
  signing_id uuid not null,
  employer_id uuid not null,
  graduate_id uuid not null,
  cohort_year integer not null,
  school_code text not null,
  college_id uuid not null,
  kind text not null,
  applicant text not null,
  started_by uuid,
  reason text,
  void_reason text,
  detail text not null,
  applied_at timestamp with time zone not null,
  answer_by timestamp with time zone,
  status text not null,
  status_at timestamp with time zone not null,
  effective_at timestamp with time zone,
  reviewed_at timestamp with time zone,
  refusal text,
  reject_reason_code text,
  reject_reason text,
  invalidation_reason text,
  is_newest boolean default true not null,
  graduate_name text not null
);
create table termination_file (
  process_id uuid not null,
  file_id uuid not null,
  side text not null,
  place integer not null
);
create table verification_file (
  process_id uuid not null,
  file_id uuid not null,
  added_seq integer not null,
  replaced_seq integer
);
create table working_calendar (
  version text not null,
  years jsonb not null,
  valid_from timestamp with time zone default clock_timestamp() not null,
  year text,
  set_by uuid
);

alter table account add constraint account_pkey PRIMARY KEY (id);
alter table account add constraint account_one_per_phone_and_type UNIQUE (user_type, phone_hash);
alter table account add constraint account_with_person UNIQUE (id, id_number_hash);
alter table account add constraint account_person_of_graduates CHECK (((id_number_hash IS NULL) OR (user_type = 'GRADUATE'::text)));
alter table account add constraint account_phone_unless_staff CHECK (((phone_hash IS NOT NULL) OR (user_type = 'STAFF'::text) OR ((user_type = ANY (ARRAY['GRADUATE'::text, 'REVIEWER'::text])) AND (disabled_at IS NOT NULL))));
alter table account add constraint account_phone_whole CHECK (((phone_encrypted IS NULL) = (phone_hash IS NULL)));
alter table account add constraint account_terms_whole CHECK (((accepted_terms_version IS NULL) = (accepted_terms_at IS NULL)));
alter table account add constraint account_user_type CHECK ((user_type = ANY (ARRAY['EMPLOYER'::text, 'GRADUATE'::text, 'REVIEWER'::text, 'STAFF'::text])));
alter table account add constraint account_photo FOREIGN KEY (photo_file_id) REFERENCES file(id);
alter table agreement add constraint agreement_pkey PRIMARY KEY (signing_id);
alter table agreement add constraint agreement_bytes CHECK ((bytes > 0));
alter table agreement add constraint agreement_check_code_form CHECK ((check_code ~ '^[0-9A-F]{12}$'::text));
alter table agreement add constraint agreement_issued_whole CHECK ((((sha256 IS NULL) = (issued_at IS NULL)) AND ((bytes IS NULL) = (issued_at IS NULL))));
alter table agreement add constraint agreement_sha256_length CHECK ((octet_length(sha256) = 32));
alter table agreement add constraint agreement_signing FOREIGN KEY (signing_id) REFERENCES signing(id);
alter table agreement_copy add constraint agreement_copy_pkey PRIMARY KEY (signing_id, state);
alter table agreement_copy add constraint agreement_copy_bytes CHECK ((bytes > 0));
alter table agreement_copy add constraint agreement_copy_sha256_length CHECK ((octet_length(sha256) = 32));
alter table agreement_copy add constraint agreement_copy_state CHECK ((state = ANY (ARRAY['TERMINATED'::text, 'INVALIDATED'::text])));
alter table agreement_copy add constraint agreement_copy_agreement FOREIGN KEY (signing_id) REFERENCES agreement(signing_id);
alter table agreement_serial add constraint agreement_serial_pkey PRIMARY KEY (school_code, cohort_year);
alter table agreement_serial add constraint agreement_serial_range CHECK (((last >= 1) AND (last <= 9999999)));
alter table agreement_serial add constraint agreement_serial_cohort FOREIGN KEY (cohort_year) REFERENCES cohort(year);
alter table agreement_serial add constraint agreement_serial_school FOREIGN KEY (school_code) REFERENCES school(school_code);
alter table api_token add constraint api_token_pkey PRIMARY KEY (id);
alter table api_token add constraint api_token_hash_once UNIQUE (token_hash);
alter table api_token add constraint api_token_scopes CHECK (((scopes <@ ARRAY['read'::text, 'favorites'::text, 'signings'::text, 'terminations'::text]) AND (cardinality(scopes) > 0)));
alter table api_token add constraint api_token_created_by FOREIGN KEY (created_by) REFERENCES account(id);
alter table api_token add constraint api_token_employer FOREIGN KEY (employer_id) REFERENCES employer(id);
alter table archive_profile add constraint archive_profile_pkey PRIMARY KEY (employer_id);
alter table archive_profile add constraint archive_profile_receiver_type CHECK ((archive_receiver_type = ANY (ARRAY['SELF'::text, 'ENTRUSTED_AGENCY'::text, 'NOT_ACCEPTED'::text])));
alter table archive_profile add constraint archive_profile_editor FOREIGN KEY (last_edited_by) REFERENCES account(id);
alter table archive_profile add constraint archive_profile_employer FOREIGN KEY (employer_id) REFERENCES employer(id);
alter table archive_profile_edit add constraint archive_profile_edit_pkey PRIMARY KEY (id);
alter table archive_profile_edit add constraint archive_profile_edit_changes CHECK ((before IS DISTINCT FROM after));
alter table archive_profile_edit add constraint archive_profile_edit_editor FOREIGN KEY (edited_by) REFERENCES account(id);
alter table archive_profile_edit add constraint archive_profile_edit_profile FOREIGN KEY (employer_id) REFERENCES archive_profile(employer_id);
alter table bank_event add constraint bank_event_pkey PRIMARY KEY (event_id);
alter table bank_event add constraint bank_event_remittance FOREIGN KEY (payment_reference) REFERENCES remittance(payment_reference);
alter table batch add constraint batch_pkey PRIMARY KEY (id);
alter table batch add constraint batch_key_once_per_actor UNIQUE (actor_account_id, idempotency_key);
alter table batch add constraint batch_key_with_fingerprint CHECK (((idempotency_key IS NULL) = (fingerprint IS NULL)));
alter table batch add constraint batch_kind CHECK ((kind = ANY (ARRAY['SIGNING'::text, 'REVIEW'::text])));
alter table batch add constraint batch_of_unit CHECK (((kind = 'SIGNING'::text) = (employer_id IS NOT NULL)));
alter table batch add constraint batch_total CHECK ((total > 0));
alter table batch add constraint batch_actor FOREIGN KEY (actor_account_id) REFERENCES account(id);
alter table batch add constraint batch_api_token FOREIGN KEY (api_token_id) REFERENCES api_token(id);
alter table batch add constraint batch_employer FOREIGN KEY (employer_id) REFERENCES employer(id);
alter table batch_row add constraint batch_row_pkey PRIMARY KEY (batch_id, number);
alter table batch_row add constraint batch_row_number CHECK ((number > 0));
alter table batch_row add constraint batch_row_outcome CHECK ((outcome = ANY (ARRAY['SENT'::text, 'DECIDED'::text, 'REFUSED'::text])));
alter table batch_row add constraint batch_row_process_once_done CHECK (((outcome IS NOT NULL) OR (process_id IS NULL)));
alter table batch_row add constraint batch_row_refused_with_code CHECK ((COALESCE((outcome = 'REFUSED'::text), false) = (code IS NOT NULL)));
alter table batch_row add constraint batch_row_batch FOREIGN KEY (batch_id) REFERENCES batch(id);
alter table batch_row add constraint batch_row_process FOREIGN KEY (process_id) REFERENCES process(id);
alter table cohort add constraint cohort_pkey PRIMARY KEY (year);
alter table cohort add constraint cohort_span CHECK ((opens_on < closes_on));
alter table cohort add constraint cohort_year_range CHECK (((year >= 2000) AND (year <= 2100)));
alter table college add constraint college_pkey PRIMARY KEY (id);
alter table college add constraint college_name_once UNIQUE (school_code, name);
alter table college add constraint college_of_school UNIQUE (id, school_code);
alter table college add constraint college_school FOREIGN KEY (school_code) REFERENCES school(school_code);
alter table command add constraint command_pkey PRIMARY KEY (id);
alter table command add constraint command_key_once_per_actor UNIQUE (actor_account_id, idempotency_key);
alter table command add constraint command_actor_relation CHECK ((actor_relation = ANY (ARRAY['INVITER'::text, 'INVITEE'::text, 'COLLEGE'::text, 'SCHOOL'::text, 'MEMBER'::text, 'STAFF'::text, 'SYSTEM'::text])));
alter table command add constraint command_body_kept_until_decided CHECK (((body_encrypted IS NOT NULL) OR (outcome IS NOT NULL)));
alter table command add constraint command_key_with_fingerprint CHECK (((idempotency_key IS NULL) = (fingerprint IS NULL)));
alter table command add constraint command_outcome CHECK ((outcome = ANY (ARRAY['SUCCEEDED'::text, 'REFUSED'::text])));
alter table command add constraint command_outcome_whole CHECK ((((outcome IS NULL) = (decided_at IS NULL)) AND (COALESCE((outcome = 'REFUSED'::text), false) = (refusal_code IS NOT NULL)) AND (COALESCE((outcome = 'SUCCEEDED'::text), false) = (outcome_seq IS NOT NULL))));
alter table command add constraint command_actor FOREIGN KEY (actor_account_id) REFERENCES account(id);
alter table command add constraint command_api_token FOREIGN KEY (api_token_id) REFERENCES api_token(id);
alter table command add constraint command_process FOREIGN KEY (process_id) REFERENCES process(id);
alter table destination add constraint destination_pkey PRIMARY KEY (id);
alter table destination add constraint destination_void_reason_once_voided CHECK (((void_reason IS NULL) OR (voided_at IS NOT NULL)));
alter table destination add constraint destination_graduate FOREIGN KEY (graduate_id) REFERENCES graduate(id);
alter table destination add constraint destination_signing FOREIGN KEY (signing_id) REFERENCES signing(id);
alter table direct_message add constraint direct_message_pkey PRIMARY KEY (id);
alter table direct_message add constraint direct_message_ended CHECK (((status = ANY (ARRAY['PLANNED'::text, 'TRIED'::text])) = (ended_at IS NULL)));
alter table direct_message add constraint direct_message_sendings CHECK ((sendings > 0));
alter table direct_message add constraint direct_message_status CHECK ((status = ANY (ARRAY['PLANNED'::text, 'TRIED'::text, 'DONE'::text, 'GAVE_UP'::text, 'LEFT_OUT'::text])));
alter table direct_message add constraint direct_message_account FOREIGN KEY (account_id) REFERENCES account(id);
alter table direct_message add constraint direct_message_employer FOREIGN KEY (employer_id) REFERENCES employer(id);
alter table effect add constraint effect_pkey PRIMARY KEY (process_id, seq, kind, recipient);
alter table effect add constraint effect_ended CHECK (((status = ANY (ARRAY['PLANNED'::text, 'TRIED'::text])) = (ended_at IS NULL)));
alter table effect add constraint effect_message_unless_outward CHECK (((kind = ANY (ARRAY['REMIT'::text, 'AGREEMENT'::text])) = (message IS NULL)));
alter table effect add constraint effect_sendings CHECK ((sendings > 0));
alter table effect add constraint effect_status CHECK ((status = ANY (ARRAY['PLANNED'::text, 'TRIED'::text, 'DONE'::text, 'GAVE_UP'::text, 'LEFT_OUT'::text])));
alter table effect add constraint effect_event FOREIGN KEY (process_id, seq) REFERENCES process_event(process_id, seq);
alter table effect add constraint effect_process FOREIGN KEY (process_id) REFERENCES process(id);
alter table employer add constraint employer_pkey PRIMARY KEY (id);
alter table employer add constraint employer_verification_state CHECK ((verification_state = ANY (ARRAY['UNVERIFIED'::text, 'IN_PROGRESS'::text, 'VERIFIED'::text, 'REVERIFY_REQUIRED'::text, 'REVOKED'::text])));
alter table employer add constraint employer_logo FOREIGN KEY (logo_file_id) REFERENCES file(id);
alter table employer_event add constraint employer_event_pkey PRIMARY KEY (employer_id, number);
alter table employer_event add constraint employer_event_id_once UNIQUE (id);
alter table employer_event add constraint employer_event_once_per_step UNIQUE (process_id, seq);
alter table employer_event add constraint employer_event_employer FOREIGN KEY (employer_id) REFERENCES employer(id);
alter table employer_event add constraint employer_event_of_step FOREIGN KEY (process_id, seq) REFERENCES process_event(process_id, seq);
alter table employer_event add constraint employer_event_signing FOREIGN KEY (signing_id) REFERENCES signing(id);
alter table employer_feed add constraint employer_feed_pkey PRIMARY KEY (employer_id);
alter table employer_feed add constraint employer_feed_employer FOREIGN KEY (employer_id) REFERENCES employer(id);
alter table employer_membership add constraint employer_membership_pkey PRIMARY KEY (id);
alter table employer_membership add constraint employer_membership_status CHECK ((status = ANY (ARRAY['PENDING'::text, 'APPROVED'::text, 'DECLINED'::text, 'ENDED'::text])));
alter table employer_membership add constraint employer_membership_account FOREIGN KEY (account_id) REFERENCES account(id);
alter table employer_membership add constraint employer_membership_decided_by FOREIGN KEY (decided_by) REFERENCES account(id);
alter table employer_membership add constraint employer_membership_employer FOREIGN KEY (employer_id) REFERENCES employer(id);
alter table employer_membership add constraint employer_membership_ended_by FOREIGN KEY (ended_by) REFERENCES account(id);
alter table employer_membership add constraint employer_membership_letter FOREIGN KEY (letter_file_id) REFERENCES file(id);
alter table employer_verification add constraint employer_verification_pkey PRIMARY KEY (id);
alter table employer_verification add constraint employer_verification_claim_whole CHECK (((claimed_by IS NULL) = (claimed_until IS NULL)));
alter table employer_verification add constraint employer_verification_letter_finding CHECK ((letter_finding = ANY (ARRAY['IN_ORDER'::text, 'FALSE'::text])));
alter table employer_verification add constraint employer_verification_letter_whole CHECK ((((letter_finding IS NULL) = (letter_checked_by IS NULL)) AND ((letter_finding IS NULL) OR (letter_checked_at IS NOT NULL))));
alter table employer_verification add constraint employer_verification_method CHECK ((method = ANY (ARRAY['REMITTANCE'::text, 'MATERIALS'::text])));
alter table employer_verification add constraint employer_verification_scope CHECK ((scope = ANY (ARRAY['NATIONAL'::text, 'PROVINCIAL'::text])));
alter table employer_verification add constraint employer_verification_status CHECK ((status = ANY (ARRAY['SENDING'::text, 'AWAITING_AMOUNT'::text, 'BANK_FAILED'::text, 'AWAITING_REVIEW'::text, 'NEEDS_SUPPLEMENT'::text, 'VERIFIED'::text, 'REJECTED'::text, 'AMOUNT_FAILED'::text, 'EXPIRED'::text, 'WITHDRAWN'::text])));
alter table employer_verification add constraint employer_verification_claimed_by FOREIGN KEY (claimed_by) REFERENCES account(id);
alter table employer_verification add constraint employer_verification_employer FOREIGN KEY (employer_id) REFERENCES employer(id);
alter table employer_verification add constraint employer_verification_letter_checked_by FOREIGN KEY (letter_checked_by) REFERENCES staff_account(account_id);
alter table employer_verification add constraint employer_verification_process FOREIGN KEY (id) REFERENCES process(id);
alter table employer_verification add constraint employer_verification_submitted_by FOREIGN KEY (submitted_by) REFERENCES account(id);
alter table favorite add constraint favorite_pkey PRIMARY KEY (id);
alter table favorite add constraint favorite_added_by FOREIGN KEY (added_by) REFERENCES account(id);
alter table favorite add constraint favorite_cohort FOREIGN KEY (cohort_year) REFERENCES cohort(year);
alter table favorite add constraint favorite_employer FOREIGN KEY (employer_id) REFERENCES employer(id);
alter table favorite add constraint favorite_graduate FOREIGN KEY (graduate_id) REFERENCES graduate(id);
alter table favorite add constraint favorite_school FOREIGN KEY (school_code) REFERENCES school(school_code);
alter table file add constraint file_pkey PRIMARY KEY (id);
alter table file add constraint file_bytes CHECK ((bytes > 0));
alter table file add constraint file_height CHECK ((height > 0));
alter table file add constraint file_media_type CHECK ((media_type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text])));
alter table file add constraint file_purpose CHECK ((purpose = ANY (ARRAY['BUSINESS_LICENSE'::text, 'USCC_CERTIFICATE'::text, 'SIGNING_AUTHORIZATION_LETTER'::text, 'OTHER_MATERIAL'::text, 'LOGO'::text, 'PHOTO'::text, 'TERMINATION_ATTACHMENT'::text])));
alter table file add constraint file_sha256_length CHECK ((octet_length(sha256) = 32));
alter table file add constraint file_width CHECK ((width > 0));
alter table file add constraint file_uploaded_by FOREIGN KEY (uploaded_by) REFERENCES account(id);
alter table graduate add constraint graduate_pkey PRIMARY KEY (id);
alter table graduate add constraint graduate_lock_reason_while_locked CHECK (((lock_reason IS NULL) OR (locked_at IS NOT NULL)));
alter table graduate add constraint graduate_removal_reason CHECK ((removal_reason = ANY (ARRAY['DROPPED_OUT'::text, 'NOT_GRADUATING'::text, 'LEFT_COHORT'::text])));
alter table graduate add constraint graduate_removal_reason_once_removed CHECK (((removal_reason IS NULL) OR (removed_at IS NOT NULL)));
alter table graduate add constraint graduate_sex CHECK ((sex = ANY (ARRAY['MALE'::text, 'FEMALE'::text])));
alter table graduate add constraint graduate_training_mode CHECK ((training_mode = ANY (ARRAY['ORDINARY'::text, 'DIRECTED'::text, 'COMMISSIONED'::text])));
alter table graduate add constraint graduate_account FOREIGN KEY (account_id, id_number_hash) REFERENCES account(id, id_number_hash);
alter table graduate add constraint graduate_cohort FOREIGN KEY (cohort_year) REFERENCES cohort(year);
alter table graduate add constraint graduate_college FOREIGN KEY (college_id, school_code) REFERENCES college(id, school_code);
alter table graduate add constraint graduate_school FOREIGN KEY (school_code) REFERENCES school(school_code);
alter table graduate_binding add constraint graduate_binding_pkey PRIMARY KEY (graduate_id);
alter table graduate_binding add constraint graduate_binding_one_per_person UNIQUE (id_number_hash, cohort_year);
alter table graduate_binding add constraint graduate_binding_one_per_signing UNIQUE (signing_id);
alter table graduate_binding add constraint graduate_binding_graduate FOREIGN KEY (graduate_id) REFERENCES graduate(id);
alter table graduate_binding add constraint graduate_binding_signing FOREIGN KEY (signing_id) REFERENCES signing(id);
alter table graduate_search add constraint graduate_search_pkey PRIMARY KEY (id);
alter table graduate_search add constraint graduate_search_account FOREIGN KEY (account_id) REFERENCES account(id);
alter table graduate_search add constraint graduate_search_employer FOREIGN KEY (employer_id) REFERENCES employer(id);
alter table graduate_search add constraint graduate_search_graduate FOREIGN KEY (graduate_id) REFERENCES graduate(id);
alter table ground_change add constraint ground_change_pkey PRIMARY KEY (id);
alter table ground_change add constraint ground_change_key_once_per_actor UNIQUE (actor_account_id, idempotency_key);
alter table ground_change add constraint ground_change_key_with_fingerprint CHECK (((idempotency_key IS NULL) = (fingerprint IS NULL)));
alter table ground_change add constraint ground_change_kind CHECK ((kind = ANY (ARRAY['GRADUATE_CORRECTED'::text, 'GRADUATE_REMOVED'::text, 'GRADUATE_RESTORED'::text, 'GRADUATE_LOCKED'::text, 'GRADUATE_UNLOCKED'::text, 'DESTINATION_REGISTERED'::text, 'DESTINATION_VOIDED'::text, 'EMPLOYER_DISABLED'::text, 'EMPLOYER_ENABLED'::text, 'COHORT_SET'::text, 'COHORT_CLOSED'::text])));
alter table ground_change add constraint ground_change_of_one_thing CHECK ((num_nonnulls(graduate_id, employer_id, cohort_year) = 1));
alter table ground_change add constraint ground_change_actor FOREIGN KEY (actor_account_id) REFERENCES account(id);
alter table ground_change add constraint ground_change_cohort FOREIGN KEY (cohort_year) REFERENCES cohort(year);
alter table ground_change add constraint ground_change_employer FOREIGN KEY (employer_id) REFERENCES employer(id);
alter table ground_change add constraint ground_change_graduate FOREIGN KEY (graduate_id) REFERENCES graduate(id);
alter table import add constraint import_pkey PRIMARY KEY (id);
alter table import add constraint import_kind CHECK ((kind = ANY (ARRAY['FAVORITES'::text, 'GRADUATES'::text])));
alter table import add constraint import_of_one_owner CHECK ((((employer_id IS NOT NULL) = (kind = 'FAVORITES'::text)) AND ((school_code IS NOT NULL) = (kind = 'GRADUATES'::text))));
alter table import add constraint import_total CHECK ((total > 0));
alter table import add constraint import_account FOREIGN KEY (account_id) REFERENCES account(id);
alter table import add constraint import_employer FOREIGN KEY (employer_id) REFERENCES employer(id);
alter table import add constraint import_school FOREIGN KEY (school_code) REFERENCES school(school_code);
alter table import_row add constraint import_row_pkey PRIMARY KEY (import_id, row_number);
alter table import_row add constraint import_row_below_headings CHECK ((row_number > 1));
alter table import_row add constraint import_row_outcome CHECK ((outcome = ANY (ARRAY['INVALID'::text, 'DUPLICATE_IN_FILE'::text, 'REFUSED'::text, 'NOT_MATCHED'::text, 'ALREADY_ADDED'::text, 'ADDED'::text, 'CREATED'::text, 'UPDATED'::text, 'UNCHANGED'::text, 'CONFLICT'::text])));
alter table import_row add constraint import_row_reasons_once_decided CHECK (((reasons IS NULL) OR (outcome IS NOT NULL)));
alter table import_row add constraint import_row_import FOREIGN KEY (import_id) REFERENCES import(id);
alter table invalidation_batch add constraint invalidation_batch_pkey PRIMARY KEY (id);
alter table invalidation_batch add constraint invalidation_batch_one_per_change UNIQUE (ground_change_id);
alter table invalidation_batch add constraint invalidation_batch_reason CHECK ((reason = ANY (ARRAY['DESTINATION_VOIDED'::text, 'GRADUATE_RECORD_CHANGED'::text, 'GRADUATE_RECORD_REMOVED'::text, 'OTHER_DESTINATION_REGISTERED'::text, 'EMPLOYER_DISABLED'::text, 'COHORT_CLOSED'::text])));
alter table invalidation_batch add constraint invalidation_batch_total CHECK ((total > 0));
alter table invalidation_batch add constraint invalidation_batch_change FOREIGN KEY (ground_change_id) REFERENCES ground_change(id);
alter table invalidation_row add constraint invalidation_row_pkey PRIMARY KEY (batch_id, process_id);
alter table invalidation_row add constraint invalidation_row_one_per_command UNIQUE (command_id);
alter table invalidation_row add constraint invalidation_row_outcome CHECK ((outcome = ANY (ARRAY['TOLD'::text, 'ALREADY_ENDED'::text, 'GROUND_BACK'::text])));
alter table invalidation_row add constraint invalidation_row_told_by_command CHECK ((COALESCE((outcome = 'TOLD'::text), false) = (command_id IS NOT NULL)));
alter table invalidation_row add constraint invalidation_row_batch FOREIGN KEY (batch_id) REFERENCES invalidation_batch(id);
alter table invalidation_row add constraint invalidation_row_command FOREIGN KEY (command_id) REFERENCES command(id);
alter table invalidation_row add constraint invalidation_row_process FOREIGN KEY (process_id) REFERENCES process(id);
alter table notice add constraint notice_pkey PRIMARY KEY (id);
alter table notice add constraint notice_withdrawn_whole CHECK (((withdrawn_by IS NULL) = (withdrawn_at IS NULL)));
alter table notice add constraint notice_published_by FOREIGN KEY (published_by) REFERENCES staff_account(account_id);
alter table notice add constraint notice_withdrawn_by FOREIGN KEY (withdrawn_by) REFERENCES staff_account(account_id);
alter table notification add constraint notification_pkey PRIMARY KEY (id);
alter table notification add constraint notification_once UNIQUE (process_id, seq, kind, account_id);
alter table notification add constraint notification_once_per_correction UNIQUE (correction_id, kind, account_id);
alter table notification add constraint notification_once_per_membership UNIQUE (membership_id, kind, account_id);
alter table notification add constraint notification_about_one CHECK ((num_nonnulls(process_id, membership_id, correction_id, ground_change_id) =
CASE
    WHEN (kind = 'ACCOUNT_RECOVERED'::text) THEN 0
    ELSE 1
END));
alter table notification add constraint notification_step_whole CHECK (((process_id IS NULL) = (seq IS NULL)));
alter table notification add constraint notification_account FOREIGN KEY (account_id) REFERENCES account(id);
alter table notification add constraint notification_correction FOREIGN KEY (correction_id) REFERENCES profile_correction(id);
alter table notification add constraint notification_event FOREIGN KEY (process_id, seq) REFERENCES process_event(process_id, seq);
alter table notification add constraint notification_ground_change FOREIGN KEY (ground_change_id) REFERENCES ground_change(id);
alter table notification add constraint notification_membership FOREIGN KEY (membership_id) REFERENCES employer_membership(id);
alter table notification add constraint notification_process FOREIGN KEY (process_id) REFERENCES process(id);
alter table one_time_code add constraint one_time_code_pkey PRIMARY KEY (id);
alter table one_time_code add constraint one_time_code_ends_later CHECK ((expires_at > sent_at));
alter table one_time_code add constraint one_time_code_purpose CHECK ((purpose = ANY (ARRAY['REGISTER'::text, 'RESET_PASSWORD'::text, 'ACTIVATE_GRADUATE'::text, 'CHANGE_PASSWORD'::text, 'CHANGE_PHONE'::text, 'CONFIRM_EMAIL'::text])));
alter table one_time_code add constraint one_time_code_tries CHECK ((tries >= 0));
alter table one_time_code add constraint one_time_code_account FOREIGN KEY (account_id) REFERENCES account(id);
alter table process add constraint process_pkey PRIMARY KEY (id);
alter table process add constraint process_begun CHECK (((seq = 0) = (state IS NULL)));
alter table process add constraint process_kind CHECK ((kind = ANY (ARRAY['EMPLOYER_VERIFICATION'::text, 'SIGNING'::text, 'TERMINATION'::text])));
alter table process add constraint process_open_once_begun CHECK (((NOT is_open) OR (seq > 0)));
alter table process add constraint process_seq CHECK ((seq >= 0));
alter table process add constraint process_cohort FOREIGN KEY (cohort_year) REFERENCES cohort(year);
alter table process_event add constraint process_event_pkey PRIMARY KEY (process_id, seq);
alter table process_event add constraint process_event_one_per_command UNIQUE (command_id);
alter table process_event add constraint process_event_cause CHECK ((cause = ANY (ARRAY['COMMAND'::text, 'CLOCK'::text, 'PROCESS'::text])));
alter table process_event add constraint process_event_command_by_cause CHECK (((cause = 'COMMAND'::text) = (command_id IS NOT NULL)));
alter table process_event add constraint process_event_seq CHECK ((seq > 0));
alter table process_event add constraint process_event_command FOREIGN KEY (command_id) REFERENCES command(id);
alter table process_event add constraint process_event_process FOREIGN KEY (process_id) REFERENCES process(id);
alter table profile_correction add constraint profile_correction_pkey PRIMARY KEY (id);
alter table profile_correction add constraint profile_correction_graduate FOREIGN KEY (graduate_id) REFERENCES graduate(id);
alter table rate_limit add constraint rate_limit_pkey PRIMARY KEY (key);
alter table reconciliation_check add constraint reconciliation_check_pkey PRIMARY KEY (code);
alter table reconciliation_check add constraint reconciliation_check_alarms CHECK (((alarms >= 0) AND (alarms <= found)));
alter table reconciliation_check add constraint reconciliation_check_code CHECK ((code = ANY (ARRAY['UNDECIDED_COMMAND'::text, 'MISSING_WORKFLOW'::text, 'IDLE_WORKFLOW'::text, 'FAILING_WORKFLOW'::text, 'STRAY_BINDING'::text, 'UNDONE_EFFECT'::text, 'BROKEN_RULE'::text])));
alter table reconciliation_check add constraint reconciliation_check_few_findings CHECK (((jsonb_typeof(findings) = 'array'::text) AND (jsonb_array_length(findings) <= LEAST(found, 50))));
alter table reconciliation_check add constraint reconciliation_check_repaired CHECK (((repaired >= 0) AND (repaired <= found)));
alter table remittance add constraint remittance_pkey PRIMARY KEY (payment_reference);
alter table remittance add constraint remittance_once_per_attempt UNIQUE (process_id, attempt);
alter table remittance add constraint remittance_attempt CHECK ((attempt > 0));
alter table remittance add constraint remittance_forgotten_whole CHECK (((account_no_encrypted IS NULL) = (amount_encrypted IS NULL)));
alter table remittance add constraint remittance_verification FOREIGN KEY (process_id) REFERENCES employer_verification(id);
alter table review_digest add constraint review_digest_pkey PRIMARY KEY (account_id, day);
alter table review_digest add constraint review_digest_counts CHECK ((open_tasks >= new_tasks));
alter table review_digest add constraint review_digest_ended CHECK (((status = ANY (ARRAY['PLANNED'::text, 'TRIED'::text])) = (ended_at IS NULL)));
alter table review_digest add constraint review_digest_has_news CHECK ((new_tasks > 0));
alter table review_digest add constraint review_digest_status CHECK ((status = ANY (ARRAY['PLANNED'::text, 'TRIED'::text, 'DONE'::text, 'GAVE_UP'::text, 'LEFT_OUT'::text])));
alter table review_digest add constraint review_digest_reviewer FOREIGN KEY (account_id) REFERENCES reviewer(account_id);
alter table review_task add constraint review_task_pkey PRIMARY KEY (id);
alter table review_task add constraint review_task_once UNIQUE (process_id, opened_seq);
alter table review_task add constraint review_task_decided CHECK (((decision IS NULL) = (decided_at IS NULL)));
alter table review_task add constraint review_task_decision CHECK ((decision = ANY (ARRAY['APPROVED'::text, 'REJECTED'::text, 'INVALIDATED'::text])));
alter table review_task add constraint review_task_stage CHECK ((stage = ANY (ARRAY['COLLEGE'::text, 'SCHOOL'::text])));
alter table review_task add constraint review_task_cohort FOREIGN KEY (cohort_year) REFERENCES cohort(year);
alter table review_task add constraint review_task_college FOREIGN KEY (college_id) REFERENCES college(id);
alter table review_task add constraint review_task_decided_by FOREIGN KEY (decided_by) REFERENCES account(id);
alter table review_task add constraint review_task_process FOREIGN KEY (process_id) REFERENCES process(id);
alter table review_task add constraint review_task_school FOREIGN KEY (school_code) REFERENCES school(school_code);
alter table reviewer add constraint reviewer_pkey PRIMARY KEY (account_id);
alter table reviewer add constraint reviewer_college_by_level CHECK (((level = 'COLLEGE'::text) = (college_id IS NOT NULL)));
alter table reviewer add constraint reviewer_level CHECK ((level = ANY (ARRAY['COLLEGE'::text, 'SCHOOL'::text])));
alter table reviewer add constraint reviewer_account FOREIGN KEY (account_id) REFERENCES account(id);
alter table reviewer add constraint reviewer_college FOREIGN KEY (college_id, school_code) REFERENCES college(id, school_code);
alter table reviewer add constraint reviewer_school FOREIGN KEY (school_code) REFERENCES school(school_code);
alter table sandbox_message add constraint sandbox_message_pkey PRIMARY KEY (id);
alter table sandbox_message add constraint sandbox_message_once UNIQUE (idempotency_key);
alter table sandbox_message add constraint sandbox_message_channel CHECK ((channel = ANY (ARRAY['SMS'::text, 'MAIL'::text])));
alter table sandbox_transfer add constraint sandbox_transfer_pkey PRIMARY KEY (payment_reference);
alter table sandbox_transfer add constraint sandbox_transfer_outcome CHECK ((outcome = ANY (ARRAY['SETTLED'::text, 'RETURNED'::text, 'REJECTED'::text])));
alter table sandbox_transfer add constraint sandbox_transfer_outcome_with_instant CHECK (((outcome IS NULL) = (outcome_at IS NULL)));
alter table school add constraint school_pkey PRIMARY KEY (school_code);
alter table school add constraint school_code_form CHECK ((school_code ~ '^[0-9]{5}$'::text));
alter table school add constraint school_signing_chain CHECK ((((signing_chain = '{COLLEGE}'::text[]) OR (signing_chain = '{SCHOOL}'::text[])) OR (signing_chain = '{COLLEGE,SCHOOL}'::text[])));
alter table school add constraint school_termination_chain CHECK ((((termination_chain = '{COLLEGE}'::text[]) OR (termination_chain = '{SCHOOL}'::text[])) OR (termination_chain = '{COLLEGE,SCHOOL}'::text[])));
alter table school add constraint school_termination_max CHECK ((termination_max_per_graduate >= 0));
alter table school add constraint school_termination_notice CHECK (((termination_notice_days >= 0) AND (termination_notice_days <= 60)));
alter table school add constraint school_termination_period CHECK ((termination_from <= termination_until));
alter table school_export add constraint school_export_pkey PRIMARY KEY (id);
alter table school_export add constraint school_export_rows CHECK ((rows >= 0));
alter table school_export add constraint school_export_account FOREIGN KEY (account_id) REFERENCES account(id);
alter table school_export add constraint school_export_college FOREIGN KEY (college_id, school_code) REFERENCES college(id, school_code);
alter table school_export add constraint school_export_school FOREIGN KEY (school_code) REFERENCES school(school_code);
alter table session add constraint session_pkey PRIMARY KEY (id);
alter table session add constraint session_token_once UNIQUE (token_hash);
alter table session add constraint session_account FOREIGN KEY (account_id) REFERENCES account(id);
alter table signing add constraint signing_pkey PRIMARY KEY (id);
alter table signing add constraint signing_agreement_no_once UNIQUE (agreement_no);
alter table signing add constraint signing_archive_as_promised CHECK (((archive IS NOT NULL) = (accepts_archive OR COALESCE(accepts_hukou, false))));
alter table signing add constraint signing_invalidated_with_reason CHECK (((status = 'INVALIDATED'::text) = (invalidation_reason IS NOT NULL)));
alter table signing add constraint signing_invalidation_reason CHECK ((invalidation_reason = ANY (ARRAY['DESTINATION_VOIDED'::text, 'GRADUATE_RECORD_CHANGED'::text, 'GRADUATE_RECORD_REMOVED'::text, 'OTHER_DESTINATION_REGISTERED'::text, 'EMPLOYER_DISABLED'::text, 'COHORT_CLOSED'::text])));
alter table signing add constraint signing_response_window CHECK (((response_window_days >= 1) AND (response_window_days <= 15)));
alter table signing add constraint signing_signed_has_number CHECK (((status <> ALL (ARRAY['SIGNED'::text, 'TERMINATED'::text])) OR (agreement_no IS NOT NULL)));
alter table signing add constraint signing_signed_with_number CHECK (((agreement_no IS NULL) = (signed_at IS NULL)));
alter table signing add constraint signing_status CHECK ((status = ANY (ARRAY['AWAITING_GRADUATE'::text, 'COLLEGE_REVIEW'::text, 'SCHOOL_REVIEW'::text, 'SIGNED'::text, 'DECLINED'::text, 'RESPONSE_EXPIRED'::text, 'REVIEW_REJECTED'::text, 'WITHDRAWN'::text, 'TERMINATED'::text, 'INVALIDATED'::text])));
alter table signing add constraint signing_cohort FOREIGN KEY (cohort_year) REFERENCES cohort(year);
alter table signing add constraint signing_college FOREIGN KEY (college_id) REFERENCES college(id);
alter table signing add constraint signing_employer FOREIGN KEY (employer_id) REFERENCES employer(id);
alter table signing add constraint signing_favorite FOREIGN KEY (favorite_id) REFERENCES favorite(id);
alter table signing add constraint signing_graduate FOREIGN KEY (graduate_id) REFERENCES graduate(id);
alter table signing add constraint signing_previous FOREIGN KEY (previous_signing_id) REFERENCES signing(id);
alter table signing add constraint signing_process FOREIGN KEY (id) REFERENCES process(id);
alter table signing add constraint signing_school FOREIGN KEY (school_code) REFERENCES school(school_code);
alter table signing add constraint signing_started_by FOREIGN KEY (started_by) REFERENCES account(id);
alter table staff_account add constraint staff_account_pkey PRIMARY KEY (account_id);
alter table staff_account add constraint staff_account_sign_in_name_once UNIQUE (sign_in_name);
alter table staff_account add constraint staff_account_confirmed_by_code CHECK (((totp_confirmed_at IS NULL) = (last_totp_step IS NULL)));
alter table staff_account add constraint staff_account_confirmed_has_secret CHECK (((totp_confirmed_at IS NULL) OR (totp_secret_encrypted IS NOT NULL)));
alter table staff_account add constraint staff_account_expiring_must_change CHECK (((password_expires_at IS NULL) OR must_change_password));
alter table staff_account add constraint staff_account_role CHECK ((role = ANY (ARRAY['REVIEWER'::text, 'SUPERVISOR'::text, 'ADMINISTRATOR'::text])));
alter table staff_account add constraint staff_account_sign_in_name_form CHECK ((sign_in_name ~ '^[a-z][a-z0-9.-]{2,31}$'::text));
alter table staff_account add constraint staff_account_unconfirmed_expires CHECK (((totp_secret_session IS NULL) = (totp_secret_expires_at IS NULL)));
alter table staff_account add constraint staff_account_unconfirmed_has_session CHECK ((((totp_secret_encrypted IS NOT NULL) AND (totp_confirmed_at IS NULL)) = (totp_secret_session IS NOT NULL)));
alter table staff_account add constraint staff_account_account FOREIGN KEY (account_id) REFERENCES account(id);
alter table staff_account add constraint staff_account_secret_session FOREIGN KEY (totp_secret_session) REFERENCES staff_session(id);
alter table staff_audit add constraint staff_audit_pkey PRIMARY KEY (id);
alter table staff_audit add constraint staff_audit_key_once UNIQUE (account_id, idempotency_key);
alter table staff_audit add constraint staff_audit_key_with_fingerprint CHECK (((idempotency_key IS NULL) = (fingerprint IS NULL)));
alter table staff_audit add constraint staff_audit_thing_whole CHECK (((thing_kind IS NULL) = (thing_id IS NULL)));
alter table staff_audit add constraint staff_audit_account FOREIGN KEY (account_id) REFERENCES staff_account(account_id);
alter table staff_session add constraint staff_session_pkey PRIMARY KEY (id);
alter table staff_session add constraint staff_session_token_once UNIQUE (token_hash);
alter table staff_session add constraint staff_session_account FOREIGN KEY (account_id) REFERENCES staff_account(account_id);
alter table staff_task add constraint staff_task_pkey PRIMARY KEY (id);
alter table staff_task add constraint staff_task_once UNIQUE (process_id, kind, seq);
alter table staff_task add constraint staff_task_done_whole CHECK (((done_at IS NULL) = (done_by IS NULL)));
alter table staff_task add constraint staff_task_kind CHECK ((kind = ANY (ARRAY['FAILED_SENDS'::text, 'LETTER_FALSE'::text, 'DISABLED_UNIT_CODE'::text])));
alter table staff_task add constraint staff_task_done_by FOREIGN KEY (done_by) REFERENCES staff_account(account_id);
alter table staff_task add constraint staff_task_verification FOREIGN KEY (process_id) REFERENCES employer_verification(id);
alter table termination add constraint termination_pkey PRIMARY KEY (id);
alter table termination add constraint termination_answered_by CHECK (((kind = 'CONSENT'::text) = (answer_by IS NOT NULL)));
alter table termination add constraint termination_applicant CHECK ((applicant = ANY (ARRAY['EMPLOYER'::text, 'GRADUATE'::text, 'SCHOOL'::text])));
alter table termination add constraint termination_invalidated_with_reason CHECK (((status = 'INVALIDATED'::text) = (invalidation_reason IS NOT NULL)));
alter table termination add constraint termination_invalidation_reason CHECK ((invalidation_reason = ANY (ARRAY['DESTINATION_VOIDED'::text, 'GRADUATE_RECORD_CHANGED'::text, 'GRADUATE_RECORD_REMOVED'::text, 'OTHER_DESTINATION_REGISTERED'::text, 'EMPLOYER_DISABLED'::text, 'COHORT_CLOSED'::text])));
alter table termination add constraint termination_kind CHECK ((kind = ANY (ARRAY['CONSENT'::text, 'MEDIATION'::text, 'VOID'::text])));
alter table termination add constraint termination_reason CHECK ((reason = ANY (ARRAY['FURTHER_STUDY'::text, 'CIVIL_SERVICE'::text, 'MILITARY'::text, 'ABROAD'::text, 'FAMILY'::text, 'HEALTH'::text, 'BETTER_OFFER'::text, 'TERMS_NOT_MET'::text, 'UNIT_RESTRUCTURING'::text, 'UNIT_CLOSED'::text, 'GRADUATE_UNQUALIFIED'::text, 'MUTUAL'::text, 'DATA_ERROR'::text, 'OTHER'::text])));
alter table termination add constraint termination_started_by_person CHECK (((kind = 'VOID'::text) OR (started_by IS NOT NULL)));
alter table termination add constraint termination_status CHECK ((status = ANY (ARRAY['AWAITING_COUNTERPARTY'::text, 'COLLEGE_REVIEW'::text, 'SCHOOL_REVIEW'::text, 'TERMINATED'::text, 'COUNTERPARTY_REFUSED'::text, 'COUNTERPARTY_EXPIRED'::text, 'REJECTED'::text, 'WITHDRAWN'::text, 'INVALIDATED'::text])));
alter table termination add constraint termination_void_by_school CHECK (((kind = 'VOID'::text) = (applicant = 'SCHOOL'::text)));
alter table termination add constraint termination_void_reason CHECK ((void_reason = ANY (ARRAY['DATA_ERROR'::text, 'DUPLICATE'::text, 'OTHER'::text])));
alter table termination add constraint termination_void_with_void_reason CHECK (((kind = 'VOID'::text) OR (void_reason IS NULL)));
alter table termination add constraint termination_with_reason CHECK (((kind = 'VOID'::text) = (reason IS NULL)));
alter table termination add constraint termination_cohort FOREIGN KEY (cohort_year) REFERENCES cohort(year);
alter table termination add constraint termination_college FOREIGN KEY (college_id) REFERENCES college(id);
alter table termination add constraint termination_employer FOREIGN KEY (employer_id) REFERENCES employer(id);
alter table termination add constraint termination_graduate FOREIGN KEY (graduate_id) REFERENCES graduate(id);
alter table termination add constraint termination_process FOREIGN KEY (id) REFERENCES process(id);
alter table termination add constraint termination_school FOREIGN KEY (school_code) REFERENCES school(school_code);
alter table termination add constraint termination_signing FOREIGN KEY (signing_id) REFERENCES signing(id);
alter table termination add constraint termination_started_by FOREIGN KEY (started_by) REFERENCES account(id);
alter table termination_file add constraint termination_file_pkey PRIMARY KEY (process_id, file_id);
alter table termination_file add constraint termination_file_once_per_place UNIQUE (process_id, side, place);
alter table termination_file add constraint termination_file_place CHECK (((place >= 1) AND (place <= 3)));
alter table termination_file add constraint termination_file_side CHECK ((side = ANY (ARRAY['EMPLOYER'::text, 'GRADUATE'::text])));
alter table termination_file add constraint termination_file_file FOREIGN KEY (file_id) REFERENCES file(id);
alter table termination_file add constraint termination_file_termination FOREIGN KEY (process_id) REFERENCES termination(id);
alter table verification_file add constraint verification_file_pkey PRIMARY KEY (process_id, file_id);
alter table verification_file add constraint verification_file_replaced_later CHECK ((replaced_seq > added_seq));
alter table verification_file add constraint verification_file_file FOREIGN KEY (file_id) REFERENCES file(id);
alter table verification_file add constraint verification_file_verification FOREIGN KEY (process_id) REFERENCES employer_verification(id);
alter table working_calendar add constraint working_calendar_pkey PRIMARY KEY (version);
alter table working_calendar add constraint working_calendar_set_whole CHECK (((year IS NULL) = (set_by IS NULL)));
alter table working_calendar add constraint working_calendar_year CHECK (((year IS NULL) OR ((year ~ '^20[0-9]{2}$'::text) AND ((years -> year) IS NOT NULL))));
alter table working_calendar add constraint working_calendar_set_by FOREIGN KEY (set_by) REFERENCES staff_account(account_id);

CREATE INDEX account_of_person ON public.account USING btree (id_number_hash) WHERE (id_number_hash IS NOT NULL);
CREATE INDEX account_of_photo ON public.account USING btree (photo_file_id) WHERE (photo_file_id IS NOT NULL);
CREATE INDEX agreement_unissued ON public.agreement USING btree (signing_id) WHERE (issued_at IS NULL);
CREATE INDEX api_token_by_employer ON public.api_token USING btree (employer_id, id);
CREATE INDEX api_token_of_creator ON public.api_token USING btree (created_by) WHERE (revoked_at IS NULL);
CREATE INDEX archive_profile_edit_newest ON public.archive_profile_edit USING btree (employer_id, edited_at DESC, id DESC);
CREATE INDEX bank_event_by_payment ON public.bank_event USING btree (payment_reference, occurred_at);
CREATE INDEX batch_by_end ON public.batch USING btree (finished_at) WHERE (finished_at IS NOT NULL);
CREATE INDEX batch_unfinished ON public.batch USING btree (moved_at) WHERE (finished_at IS NULL);
CREATE INDEX batch_row_waiting ON public.batch_row USING btree (batch_id, number) WHERE (outcome IS NULL);
CREATE INDEX command_body_by_age ON public.command USING btree (decided_at) WHERE ((body_encrypted IS NOT NULL) AND (outcome IS NOT NULL));
CREATE INDEX command_of_process ON public.command USING btree (process_id, received_at, id);
CREATE INDEX command_undecided ON public.command USING btree (process_id, received_at, id) WHERE (outcome IS NULL);
CREATE INDEX command_undecided_by_age ON public.command USING btree (received_at) WHERE (outcome IS NULL);
CREATE INDEX command_with_bank_data ON public.command USING btree (process_id) WHERE ((kind = ANY (ARRAY['submit'::text, 'switchMethod'::text, 'amount'::text])) AND (body_encrypted IS NOT NULL));
CREATE INDEX destination_of_signing ON public.destination USING btree (signing_id) WHERE (signing_id IS NOT NULL);
CREATE UNIQUE INDEX destination_one_in_force ON public.destination USING btree (graduate_id) WHERE (voided_at IS NULL);
CREATE INDEX direct_message_by_employer ON public.direct_message USING btree (employer_id, created_at DESC);
CREATE INDEX direct_message_by_phone ON public.direct_message USING btree (phone_hash, created_at DESC);
CREATE INDEX direct_message_gave_up ON public.direct_message USING btree (ended_at) WHERE (status = 'GAVE_UP'::text);
CREATE INDEX direct_message_unended ON public.direct_message USING btree (next_try_at, id) WHERE (ended_at IS NULL);
CREATE INDEX effect_by_recipient ON public.effect USING btree (recipient, created_at DESC);
CREATE INDEX effect_gave_up ON public.effect USING btree (ended_at) WHERE (status = 'GAVE_UP'::text);
CREATE INDEX effect_newest ON public.effect USING btree (created_at DESC, process_id DESC, seq DESC, kind DESC, recipient DESC);
CREATE INDEX effect_sent_again ON public.effect USING btree (due_at) WHERE ((ended_at IS NULL) AND (sendings > 1));
CREATE INDEX effect_unended ON public.effect USING btree (process_id) WHERE (ended_at IS NULL);
CREATE INDEX employer_by_name ON public.employer USING btree (name text_pattern_ops);
CREATE INDEX employer_by_name_in_force ON public.employer USING btree (name_in_force text_pattern_ops);
CREATE INDEX employer_by_uscc ON public.employer USING btree (uscc);
CREATE INDEX employer_by_uscc_in_force ON public.employer USING btree (uscc_in_force);
CREATE INDEX employer_newest ON public.employer USING btree (created_at DESC, id DESC);
CREATE INDEX employer_of_logo ON public.employer USING btree (logo_file_id) WHERE (logo_file_id IS NOT NULL);
CREATE UNIQUE INDEX employer_one_verified_per_uscc ON public.employer USING btree (uscc_in_force) WHERE (verification_state = ANY (ARRAY['VERIFIED'::text, 'REVERIFY_REQUIRED'::text]));
CREATE INDEX employer_event_by_age ON public.employer_event USING btree (at);
CREATE INDEX employer_membership_by_employer ON public.employer_membership USING btree (employer_id) WHERE (status = 'APPROVED'::text);
CREATE INDEX employer_membership_newest ON public.employer_membership USING btree (employer_id, requested_at DESC, id DESC);
CREATE INDEX employer_membership_of_account ON public.employer_membership USING btree (account_id, requested_at DESC, id DESC);
CREATE INDEX employer_membership_of_letter ON public.employer_membership USING btree (letter_file_id) WHERE (letter_file_id IS NOT NULL);
CREATE UNIQUE INDEX employer_membership_one_per_account ON public.employer_membership USING btree (account_id) WHERE (status = ANY (ARRAY['PENDING'::text, 'APPROVED'::text]));
CREATE INDEX employer_membership_pending ON public.employer_membership USING btree (requested_at, id) WHERE (status = 'PENDING'::text);
CREATE INDEX employer_verification_by_employer ON public.employer_verification USING btree (employer_id, submitted_at DESC);
CREATE INDEX employer_verification_claimed ON public.employer_verification USING btree (claimed_by) WHERE (claimed_by IS NOT NULL);
CREATE INDEX employer_verification_letters ON public.employer_verification USING btree (status_at, id) WHERE ((method = 'REMITTANCE'::text) AND (status = 'VERIFIED'::text) AND (letter_checked_at IS NULL));
CREATE UNIQUE INDEX employer_verification_one_open ON public.employer_verification USING btree (employer_id) WHERE (status = ANY (ARRAY['SENDING'::text, 'AWAITING_AMOUNT'::text, 'BANK_FAILED'::text, 'AWAITING_REVIEW'::text, 'NEEDS_SUPPLEMENT'::text]));
CREATE INDEX employer_verification_open_by_uscc ON public.employer_verification USING btree (uscc) WHERE (status = ANY (ARRAY['SENDING'::text, 'AWAITING_AMOUNT'::text, 'BANK_FAILED'::text, 'AWAITING_REVIEW'::text, 'NEEDS_SUPPLEMENT'::text]));
CREATE INDEX employer_verification_queue ON public.employer_verification USING btree (status, status_at, id) WHERE (status = ANY (ARRAY['AWAITING_REVIEW'::text, 'NEEDS_SUPPLEMENT'::text]));
CREATE INDEX favorite_by_id_number ON public.favorite USING btree (employer_id, id_number_hash);
CREATE INDEX favorite_by_names ON public.favorite USING gin (name_keys(ARRAY[(employer_id)::text], graduate_name));
CREATE INDEX favorite_cohort_list ON public.favorite USING btree (employer_id, cohort_year, added_at DESC, id DESC) WHERE (removed_at IS NULL);
CREATE UNIQUE INDEX favorite_one_per_graduate ON public.favorite USING btree (employer_id, graduate_id) WHERE (removed_at IS NULL);
CREATE INDEX favorite_school_id_number ON public.favorite USING btree (school_code, id_number_hash);
CREATE INDEX file_by_age ON public.file USING btree (created_at, id);
CREATE INDEX file_by_hash ON public.file USING btree (sha256);
CREATE INDEX file_of_bytes ON public.file USING btree (sha256);
CREATE INDEX graduate_by_account ON public.graduate USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX graduate_by_exam_no ON public.graduate USING btree (school_code, exam_no) WHERE (exam_no IS NOT NULL);
CREATE INDEX graduate_by_keys ON public.graduate USING btree (id_number_hash, school_code);
CREATE INDEX graduate_by_names ON public.graduate USING gin (name_keys(ARRAY[school_code], name));
CREATE INDEX graduate_by_phone ON public.graduate USING btree (phone_hash);
CREATE INDEX graduate_college_cohort_list ON public.graduate USING btree (college_id, cohort_year, created_at DESC, id DESC) WHERE (removed_at IS NULL);
CREATE INDEX graduate_college_locked ON public.graduate USING btree (college_id, cohort_year, created_at DESC, id DESC) WHERE ((removed_at IS NULL) AND (locked_at IS NOT NULL));
CREATE INDEX graduate_college_not_activated ON public.graduate USING btree (college_id, cohort_year, created_at DESC, id DESC) WHERE ((removed_at IS NULL) AND (account_id IS NULL));
CREATE INDEX graduate_college_not_confirmed ON public.graduate USING btree (college_id, cohort_year, created_at DESC, id DESC) WHERE ((removed_at IS NULL) AND (account_id IS NOT NULL) AND (profile_confirmed_at IS NULL));
CREATE INDEX graduate_college_removed ON public.graduate USING btree (college_id, cohort_year, created_at DESC, id DESC) WHERE (removed_at IS NOT NULL);
CREATE UNIQUE INDEX graduate_one_record ON public.graduate USING btree (school_code, cohort_year, id_number_hash) WHERE (removed_at IS NULL);
CREATE INDEX graduate_school_cohort_list ON public.graduate USING btree (school_code, cohort_year, created_at DESC, id DESC) WHERE (removed_at IS NULL);
CREATE INDEX graduate_school_locked ON public.graduate USING btree (school_code, cohort_year, created_at DESC, id DESC) WHERE ((removed_at IS NULL) AND (locked_at IS NOT NULL));
CREATE INDEX graduate_school_not_activated ON public.graduate USING btree (school_code, cohort_year, created_at DESC, id DESC) WHERE ((removed_at IS NULL) AND (account_id IS NULL));
CREATE INDEX graduate_school_not_confirmed ON public.graduate USING btree (school_code, cohort_year, created_at DESC, id DESC) WHERE ((removed_at IS NULL) AND (account_id IS NOT NULL) AND (profile_confirmed_at IS NULL));
CREATE INDEX graduate_school_removed ON public.graduate USING btree (school_code, cohort_year, created_at DESC, id DESC) WHERE (removed_at IS NOT NULL);
CREATE INDEX graduate_search_by_account ON public.graduate_search USING btree (account_id, searched_at);
CREATE INDEX ground_change_of_cohort ON public.ground_change USING btree (cohort_year, at) WHERE (cohort_year IS NOT NULL);
CREATE INDEX ground_change_of_employer ON public.ground_change USING btree (employer_id, at) WHERE (employer_id IS NOT NULL);
CREATE INDEX ground_change_of_graduate ON public.ground_change USING btree (graduate_id, at) WHERE (graduate_id IS NOT NULL);
CREATE INDEX import_by_age ON public.import USING btree (finished_at) WHERE (finished_at IS NOT NULL);
CREATE INDEX import_unfinished ON public.import USING btree (moved_at) WHERE (finished_at IS NULL);
CREATE INDEX import_row_waiting ON public.import_row USING btree (import_id, row_number) WHERE (outcome IS NULL);
CREATE INDEX invalidation_batch_newest ON public.invalidation_batch USING btree (created_at DESC, id DESC);
CREATE INDEX invalidation_batch_unfinished ON public.invalidation_batch USING btree (moved_at) WHERE (finished_at IS NULL);
CREATE INDEX invalidation_row_waiting ON public.invalidation_row USING btree (batch_id, process_id) WHERE (outcome IS NULL);
CREATE INDEX notice_newest ON public.notice USING btree (published_at DESC, id DESC);
CREATE INDEX notice_shown ON public.notice USING btree (last_day) WHERE (withdrawn_at IS NULL);
CREATE INDEX notification_list ON public.notification USING btree (account_id, created_at DESC, id DESC);
CREATE UNIQUE INDEX notification_once_per_ground_change ON public.notification USING btree (ground_change_id, kind, account_id) WHERE (ground_change_id IS NOT NULL);
CREATE INDEX one_time_code_newest ON public.one_time_code USING btree (recipient_hash, purpose, sent_at DESC, id DESC);
CREATE INDEX one_time_code_over ON public.one_time_code USING btree (expires_at);
CREATE INDEX process_open ON public.process USING btree (kind, id) WHERE is_open;
CREATE INDEX profile_correction_by_graduate ON public.profile_correction USING btree (graduate_id);
CREATE INDEX profile_correction_open ON public.profile_correction USING btree (graduate_id) WHERE (corrected_at IS NULL);
CREATE INDEX rate_limit_by_end ON public.rate_limit USING btree (expire);
CREATE INDEX remittance_by_account ON public.remittance USING btree (account_hash, sent_at);
CREATE INDEX remittance_by_uscc ON public.remittance USING btree (uscc, sent_at);
CREATE INDEX review_digest_gave_up ON public.review_digest USING btree (ended_at) WHERE (status = 'GAVE_UP'::text);
CREATE INDEX review_digest_unended ON public.review_digest USING btree (account_id) WHERE (ended_at IS NULL);
CREATE INDEX review_task_by_names ON public.review_task USING gin (name_keys(
CASE
    WHEN (decided_at IS NULL) THEN ARRAY[(school_code || ':OPEN'::text)]
    WHEN superseded THEN ARRAY[((school_code || ':'::text) || stage)]
    ELSE ARRAY[((school_code || ':'::text) || stage), (school_code || ':DECIDED'::text)]
END, graduate_name));
CREATE INDEX review_task_college_decided ON public.review_task USING btree (college_id, cohort_year, kind, stage, superseded, opened_at, id) WHERE (decided_at IS NOT NULL);
CREATE INDEX review_task_college_queue ON public.review_task USING btree (college_id, cohort_year, kind, stage, opened_at, id) WHERE (decided_at IS NULL);
CREATE UNIQUE INDEX review_task_one_open ON public.review_task USING btree (process_id) WHERE (decided_at IS NULL);
CREATE INDEX review_task_school_decided ON public.review_task USING btree (school_code, cohort_year, kind, stage, superseded, opened_at, id) WHERE (decided_at IS NOT NULL);
CREATE INDEX review_task_school_queue ON public.review_task USING btree (school_code, cohort_year, kind, stage, opened_at, id) WHERE (decided_at IS NULL);
CREATE INDEX reviewer_active ON public.reviewer USING btree (school_code, college_id) WHERE (ended_at IS NULL);
CREATE INDEX sandbox_message_by_age ON public.sandbox_message USING btree (sent_at);
CREATE INDEX sandbox_message_by_recipient ON public.sandbox_message USING btree (to_hash, sent_at DESC);
CREATE INDEX school_export_of_school ON public.school_export USING btree (school_code, at);
CREATE INDEX session_by_end ON public.session USING btree (LEAST(ended_at, expires_at));
CREATE INDEX session_of_account ON public.session USING btree (account_id, created_at DESC, id DESC);
CREATE INDEX signing_by_favorite ON public.signing USING btree (favorite_id);
CREATE INDEX signing_by_names ON public.signing USING gin (name_keys(ARRAY[(employer_id)::text, school_code], graduate_name));
CREATE INDEX signing_college_list ON public.signing USING btree (college_id, status_at DESC, id DESC) WHERE (accepted_at IS NOT NULL);
CREATE INDEX signing_college_tab_list ON public.signing USING btree (college_id, cohort_year, status, terminating, status_at DESC, id DESC) WHERE (accepted_at IS NOT NULL);
CREATE INDEX signing_due ON public.signing USING btree (employer_id, respond_by, id) WHERE (status = 'AWAITING_GRADUATE'::text);
CREATE INDEX signing_employer_list ON public.signing USING btree (employer_id, status_at DESC, id DESC);
CREATE INDEX signing_graduate_status_list ON public.signing USING btree (graduate_id, status, status_at DESC, id DESC);
CREATE UNIQUE INDEX signing_one_open_per_employer_and_graduate ON public.signing USING btree (employer_id, graduate_id) WHERE (status = ANY (ARRAY['AWAITING_GRADUATE'::text, 'COLLEGE_REVIEW'::text, 'SCHOOL_REVIEW'::text, 'SIGNED'::text]));
CREATE INDEX signing_open_by_cohort ON public.signing USING btree (cohort_year, id) WHERE (status = ANY (ARRAY['AWAITING_GRADUATE'::text, 'COLLEGE_REVIEW'::text, 'SCHOOL_REVIEW'::text]));
CREATE INDEX signing_school_list ON public.signing USING btree (school_code, status_at DESC, id DESC) WHERE (accepted_at IS NOT NULL);
CREATE INDEX signing_school_tab_list ON public.signing USING btree (school_code, cohort_year, status, terminating, status_at DESC, id DESC) WHERE (accepted_at IS NOT NULL);
CREATE INDEX signing_tab_list ON public.signing USING btree (employer_id, cohort_year, status, terminating, status_at DESC, id DESC);
CREATE INDEX staff_audit_by_account ON public.staff_audit USING btree (account_id, at DESC);
CREATE INDEX staff_audit_by_thing ON public.staff_audit USING btree (thing_kind, thing_id, at DESC);
CREATE INDEX staff_audit_newest ON public.staff_audit USING btree (at DESC, id DESC);
CREATE INDEX staff_session_by_end ON public.staff_session USING btree (LEAST(ended_at, expires_at));
CREATE INDEX staff_session_live ON public.staff_session USING btree (account_id) WHERE (ended_at IS NULL);
CREATE INDEX staff_task_open ON public.staff_task USING btree (opened_at, id) WHERE (done_at IS NULL);
CREATE INDEX termination_by_graduate ON public.termination USING btree (graduate_id) WHERE (status = 'TERMINATED'::text);
CREATE INDEX termination_by_names ON public.termination USING gin (name_keys(ARRAY[(employer_id)::text, school_code], graduate_name));
CREATE INDEX termination_by_signing ON public.termination USING btree (signing_id, applied_at DESC);
CREATE INDEX termination_college_tab_list ON public.termination USING btree (college_id, cohort_year, status, status_at DESC, signing_id DESC) WHERE (is_newest AND (kind <> 'VOID'::text));
CREATE INDEX termination_due ON public.termination USING btree (employer_id, answer_by, id) WHERE ((status = 'AWAITING_COUNTERPARTY'::text) AND (applicant = 'GRADUATE'::text));
CREATE INDEX termination_of_employer ON public.termination USING btree (employer_id);
CREATE UNIQUE INDEX termination_one_newest ON public.termination USING btree (signing_id) WHERE is_newest;
CREATE UNIQUE INDEX termination_one_open ON public.termination USING btree (signing_id) WHERE (status = ANY (ARRAY['AWAITING_COUNTERPARTY'::text, 'COLLEGE_REVIEW'::text, 'SCHOOL_REVIEW'::text]));
CREATE INDEX termination_school_tab_list ON public.termination USING btree (school_code, cohort_year, status, status_at DESC, signing_id DESC) WHERE (is_newest AND (kind <> 'VOID'::text));
CREATE INDEX termination_tab_list ON public.termination USING btree (employer_id, cohort_year, status, status_at DESC, signing_id DESC) WHERE (is_newest AND (kind <> 'VOID'::text));
CREATE INDEX termination_file_by_file ON public.termination_file USING btree (file_id);
CREATE INDEX verification_file_by_file ON public.verification_file USING btree (file_id);

CREATE OR REPLACE FUNCTION public.bind_person()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      select g.id_number_hash, g.cohort_year into new.id_number_hash, new.cohort_year
        from graduate g where g.id = new.graduate_id;
      return new;
    end $function$
;
CREATE OR REPLACE FUNCTION public.keep_agreement()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if tg_op = 'DELETE' or old.issued_at is not null
        or (old.signing_id, old.check_code, old.employer_name, old.uscc, old.unit_nature, old.industry, old.address, old.college_name, old.unit_type, old.region_code, old.gb_industry_section)
          is distinct from
          (new.signing_id, new.check_code, new.employer_name, new.uscc, new.unit_nature, new.industry, new.address, new.college_name, new.unit_type, new.region_code, new.gb_industry_section)
      then
        raise exception 'an agreement stays as it was signed' using errcode = 'restrict_violation', constraint = 'agreement_kept';
      end if;
      return new;
    end $function$
;
CREATE OR REPLACE FUNCTION public.keep_batch_outcomes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      raise exception 'the outcome of a row is written once' using errcode = 'restrict_violation', constraint = 'batch_row_outcome_once';
    end $function$
;
CREATE OR REPLACE FUNCTION public.keep_events()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      raise exception 'events are only ever added' using errcode = 'restrict_violation', constraint = 'process_event_append_only';
    end $function$
;
CREATE OR REPLACE FUNCTION public.keep_ground_changes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      raise exception 'changes of ground are only ever added' using errcode = 'restrict_violation', constraint = 'ground_change_append_only';
    end $function$
;
CREATE OR REPLACE FUNCTION public.keep_outcome()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if old.outcome is not null and (
        (to_jsonb(new) - 'body_encrypted') <> (to_jsonb(old) - 'body_encrypted')
        or (new.body_encrypted is not null and new.body_encrypted is distinct from old.body_encrypted)
      ) then
        raise exception 'an outcome is written once' using errcode = 'restrict_violation', constraint = 'command_outcome_once';
      end if;
      return new;
    end $function$
;
CREATE OR REPLACE FUNCTION public.keep_school_exports()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      raise exception 'exports are only ever added' using errcode = 'restrict_violation', constraint = 'school_export_append_only';
    end $function$
;
CREATE OR REPLACE FUNCTION public.keep_staff_audit()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      raise exception 'the audit is only ever added to' using errcode = 'restrict_violation', constraint = 'staff_audit_append_only';
    end $function$
;
CREATE OR REPLACE FUNCTION public.name_keys(owners text[], name text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
      select array_agg(distinct owner || ':' || substr(name, place, length))
      from unnest(owners) owner, generate_series(2, 4) length, generate_series(1, char_length(name) - length + 1) place
    $function$
;
CREATE OR REPLACE FUNCTION public.name_review_task()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      begin
        new.graduate_name := (select s.graduate_name from signing s
    where s.id = coalesce((select t.signing_id from termination t where t.id = new.process_id), new.process_id));
        return new;
      end $function$
;
CREATE OR REPLACE FUNCTION public.name_signing()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      begin
        new.graduate_name := (select f.graduate_name from favorite f where f.id = new.favorite_id);
        return new;
      end $function$
;
CREATE OR REPLACE FUNCTION public.name_termination()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      begin
        new.graduate_name := (select s.graduate_name from signing s where s.id = new.signing_id);
        return new;
      end $function$
;
CREATE OR REPLACE FUNCTION public.show_termination()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if new.is_newest then
        update signing set terminating = not terminating where id = new.signing_id
          and terminating <> (new.status in ('AWAITING_COUNTERPARTY', 'COLLEGE_REVIEW', 'SCHOOL_REVIEW'));
      end if;
      return null;
    end $function$
;

CREATE TRIGGER agreement_kept BEFORE DELETE OR UPDATE ON public.agreement FOR EACH ROW EXECUTE FUNCTION keep_agreement();
CREATE TRIGGER batch_row_outcome_once BEFORE UPDATE ON public.batch_row FOR EACH ROW WHEN ((old.outcome IS NOT NULL)) EXECUTE FUNCTION keep_batch_outcomes();
CREATE TRIGGER command_outcome_once BEFORE UPDATE ON public.command FOR EACH ROW EXECUTE FUNCTION keep_outcome();
CREATE TRIGGER graduate_binding_of_person BEFORE INSERT ON public.graduate_binding FOR EACH ROW EXECUTE FUNCTION bind_person();
CREATE TRIGGER ground_change_append_only BEFORE DELETE OR UPDATE ON public.ground_change FOR EACH ROW EXECUTE FUNCTION keep_ground_changes();
CREATE TRIGGER process_event_append_only BEFORE DELETE OR UPDATE ON public.process_event FOR EACH ROW EXECUTE FUNCTION keep_events();
CREATE TRIGGER review_task_named BEFORE INSERT ON public.review_task FOR EACH ROW EXECUTE FUNCTION name_review_task();
CREATE TRIGGER school_export_append_only BEFORE DELETE OR UPDATE ON public.school_export FOR EACH ROW EXECUTE FUNCTION keep_school_exports();
CREATE TRIGGER signing_named BEFORE INSERT ON public.signing FOR EACH ROW EXECUTE FUNCTION name_signing();
CREATE TRIGGER staff_audit_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.staff_audit FOR EACH STATEMENT EXECUTE FUNCTION keep_staff_audit();
CREATE TRIGGER termination_named BEFORE INSERT ON public.termination FOR EACH ROW EXECUTE FUNCTION name_termination();
CREATE TRIGGER termination_shown AFTER INSERT OR UPDATE OF status, is_newest ON public.termination FOR EACH ROW EXECUTE FUNCTION show_termination();

comment on column account.id_number_hash is 'Of graduates: whose account it is; its records have the same.';
comment on column agreement.gb_industry_section is 'Null in an agreement that a program from before migration 0047 wrote: the unit''s own then.';
comment on column batch.moved_at is 'When a row was last done: one that stands still is started again.';
comment on column batch.shared_encrypted is 'What all rows share, such as the letter; of a person.';
comment on column command.fingerprint is 'Keyed hash of method, path, body and If-Match: it outlives the body.';
comment on column command.refusal_extra is 'What a refusal told beside its code: tries left, when it is allowed again.';
comment on column direct_message.next_try_at is 'Not tried before: when its provider said, or later and later after an unknown outcome.';
comment on column effect.sendings is 'Rises when staff send a message again that was given up: the provider is to take it as a new one.';
comment on column employer.letter_doubted_at is 'Since when staff hold a letter of the unit for false; a supervisor clears it.';
comment on column employer.name_in_force is 'The name by which cases, messages and agreements call the unit.';
comment on column employer.uscc_in_force is 'The credit code that is the unit''s: the one that was verified, while it tells another.';
comment on column employer.verified_name is 'The name that was verified, while the unit tells another.';
comment on column employer.verified_uscc is 'The credit code that was verified, while the unit tells another: it stays taken, and the new one is nobody''s yet.';
comment on column graduate.revision is 'Rises when the school corrects what a favorite froze: name, ID number, school, cohort.';
comment on column ground_change.actor_account_id is 'Null for what the clock does: a cohort whose last day is over.';
comment on column ground_change.details_encrypted is 'What stood there before and after, and the reason given; of a person.';
comment on column import.moved_at is 'When a page was last gone through: one that stands still is started again.';
comment on column invalidation_batch.moved_at is 'When a page was last gone through: one that stands still is started again.';
comment on column one_time_code.code_hash is 'Null where a message without a code was sent: nothing opens it.';
comment on column remittance.account_hash is 'Kept when number and amount are forgotten: sends are counted for 90 days.';
comment on column review_digest.counted_until is 'What was opened later is news for the next digest.';
comment on column review_task.graduate_name is 'As the favorite froze it: kept by review_task_named, so that lists find names in their own table.';
comment on column review_task.superseded is 'Whether a later turn of the same case follows.';
comment on column signing.archive is 'The unit''s archive profile as it was when the letter was sent.';
comment on column signing.graduate_name is 'As the favorite froze it: kept by signing_named, so that lists find names in their own table.';
comment on column signing.terminating is 'Whether a termination of it is open: kept by termination_shown, so that a tab is one stretch of an index.';
comment on column termination.graduate_name is 'As the favorite froze it: kept by termination_named, so that lists find names in their own table.';
comment on column termination.reviewed_at is 'When its first review was opened: from then on it is a case of the school.';
comment on column termination.started_by is 'Null where the platform voided it because the graduate''s record was removed.';
comment on column working_calendar.year is 'The year an administrator told with this version; null of one that came with a program.';
