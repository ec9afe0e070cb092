import { copyOf, newId, type ConstraintCase } from './constraint-cases.ts';

/** One change of ground with a batch of one row, for the cases below; `:change` and `:batch` are their ids. */
export const groundRows = `
  insert into ground_change (id, kind, employer_id, actor_account_id, details_encrypted, idempotency_key, fingerprint, request_id, at)
    values (:change, 'EMPLOYER_DISABLED', :employer, :member, 'x', 'key', '\\x01', 'r', now());
  insert into invalidation_batch (id, ground_change_id, reason, total, created_at, moved_at)
    values (:batch, :change, 'EMPLOYER_DISABLED', 2, now(), now());
  insert into invalidation_row (batch_id, process_id) values (:batch, :waiting);
  insert into invalidation_row (batch_id, process_id, outcome, command_id)
    select :batch, :signed, 'TOLD', id from command where process_id = :signed limit 1;
  insert into notification (account_id, ground_change_id, kind, message, created_at) values (:user, :change, 'K', 'M', now())`;

const graduate = (what: string) => `update graduate set ${what} where id = :unbound`;
const batch = (what: string) => `update invalidation_batch set ${what} where id = :batch`;
const row = (what: string) => `update invalidation_row set ${what} where process_id = :waiting`;
const another = (changed: Record<string, string>) => copyOf('ground_change', 'id = :change', { ...newId, ...changed });
const noKey = { idempotency_key: 'null', fingerprint: 'null' };

/** What each constraint of ground is there for, as a statement that it must refuse. */
export const groundConstraintCases: ConstraintCase[] = [
  [
    'notification_once_per_ground_change',
    'the same told twice of a change',
    copyOf('notification', 'ground_change_id is not null', newId),
  ],
  ['graduate_lock_reason_while_locked', 'a reason for no lock', graduate(`lock_reason = 'x'`)],
  [
    'graduate_removal_reason',
    'an unknown reason of a removal',
    graduate(`removal_reason = 'BORED', removed_at = now()`),
  ],
  ['graduate_removal_reason_once_removed', 'a reason for no removal', graduate(`removal_reason = 'DROPPED_OUT'`)],
  [
    'destination_void_reason_once_voided',
    'a destination in force with a reason to void it',
    `update destination set void_reason = 'x'`,
  ],
  ['ground_change_kind', 'an unknown change of ground', another({ ...noKey, kind: `'MOVED'` })],
  ['ground_change_of_one_thing', 'a change of two things', another({ ...noKey, cohort_year: '2027' })],
  ['ground_change_of_one_thing', 'a change of nothing', another({ ...noKey, employer_id: 'null' })],
  ['ground_change_key_once_per_actor', 'two changes under one key', another({})],
  ['ground_change_key_with_fingerprint', 'a key without what it was for', another({ fingerprint: 'null' })],
  ['ground_change_append_only', 'a change taken back', `delete from ground_change where id = :change`],
  ['ground_change_append_only', 'a change told otherwise', `update ground_change set at = now() where id = :change`],
  [
    'invalidation_batch_one_per_change',
    'two batches of one change',
    copyOf('invalidation_batch', 'id = :batch', newId),
  ],
  ['invalidation_batch_reason', 'an unknown reason', batch(`reason = 'MOOD'`)],
  ['invalidation_batch_total', 'a batch of nothing', batch('total = 0')],
  ['invalidation_row_outcome', 'an unknown outcome', row(`outcome = 'MAYBE'`)],
  ['invalidation_row_told_by_command', 'a process told without a command', row(`outcome = 'TOLD'`)],
  [
    'invalidation_row_one_per_command',
    'two rows told by one command',
    `update invalidation_row set outcome = 'TOLD', command_id = (select command_id from invalidation_row where process_id = :signed)
     where process_id = :waiting`,
  ],
];
