import { copyOf, newId, type ConstraintCase } from './constraint-cases.ts';

/** A batch of two rows, one of them done, for the cases below; `:handedIn` is its id. */
export const batchRows = `
  insert into batch (id, kind, actor_account_id, employer_id, shared_encrypted, total, idempotency_key, fingerprint, request_id,
      created_at, moved_at)
    values (:handedIn, 'SIGNING', :user, :employer, 'x', 2, 'key', '\\x01', 'r', now(), now());
  insert into batch_row (batch_id, number, input_encrypted) values (:handedIn, 1, 'x');
  insert into batch_row (batch_id, number, input_encrypted, outcome, process_id) values (:handedIn, 2, 'x', 'SENT', :signed)`;

const another = (changed: Record<string, string>) => copyOf('batch', 'id = :handedIn', { ...newId, ...changed });
const noKey = { idempotency_key: 'null', fingerprint: 'null' };
const row = (what: string) => `update batch_row set ${what} where batch_id = :handedIn and number = 1`;
const letter = (what: string) => `update signing set ${what} where id = :signed`;

/** What each constraint of letters and batches is there for, as a statement that it must refuse. */
export const batchConstraintCases: ConstraintCase[] = [
  ['signing_archive_as_promised', 'an archive promised without a profile', letter('accepts_archive = true')],
  ['signing_archive_as_promised', 'a registration promised without a profile', letter('accepts_hukou = true')],
  ['signing_archive_as_promised', 'a profile that nothing promised', letter(`archive = '{}'`)],
  ['batch_kind', 'an unknown kind of batch', another({ ...noKey, kind: `'MOVE'` })],
  ['batch_total', 'a batch of nothing', another({ ...noKey, total: '0' })],
  ['batch_key_once_per_actor', 'two batches under one key', another({})],
  ['batch_key_with_fingerprint', 'a key without what it was for', another({ fingerprint: 'null' })],
  ['batch_of_unit', 'invitations for no unit', another({ ...noKey, employer_id: 'null' })],
  ['batch_of_unit', 'reviews for a unit', another({ ...noKey, kind: `'REVIEW'` })],
  ['batch_row_number', 'a row before the first', row('number = 0')],
  ['batch_row_outcome', 'an unknown outcome', row(`outcome = 'MAYBE'`)],
  ['batch_row_refused_with_code', 'a refusal without a reason', row(`outcome = 'REFUSED'`)],
  ['batch_row_refused_with_code', 'a reason without a refusal', row(`code = 'COHORT_CLOSED'`)],
  ['batch_row_process_once_done', 'a process before the outcome', row('process_id = :signed')],
  [
    'batch_row_outcome_once',
    'an outcome told otherwise',
    `update batch_row set outcome = 'REFUSED', code = 'COHORT_CLOSED' where batch_id = :handedIn and number = 2`,
  ],
];
