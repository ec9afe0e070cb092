import { copyOf, type ConstraintCase } from './constraint-cases.ts';

/** One document each, beside the agreement that building a signed signing makes. */
export const agreementRows = `insert into agreement_copy (signing_id, state, sha256, bytes, made_at)
  values (:signed, 'TERMINATED', sha256('x'), 1, now())`;

const issued = `update agreement set sha256 = sha256('x'), bytes = 1, issued_at = now() where signing_id = :signed`;
const other = `state = 'TERMINATED'`;

/** What each constraint of agreements is there for. */
export const agreementConstraintCases: ConstraintCase[] = [
  [
    'agreement_check_code_form',
    'a check code that nobody could copy',
    `insert into agreement select (jsonb_populate_record(a, '{"signing_id": "00000000-0000-7000-8000-00000000000c", "check_code": "x"}')).*
     from agreement a limit 1`,
  ],
  [
    'agreement_sha256_length',
    'what is no SHA-256',
    `update agreement set sha256 = '\\x01', bytes = 1, issued_at = now() where signing_id = :signed`,
  ],
  [
    'agreement_bytes',
    'a document without a byte',
    `update agreement set sha256 = sha256('x'), bytes = 0, issued_at = now() where signing_id = :signed`,
  ],
  [
    'agreement_issued_whole',
    'a document without a moment',
    `update agreement set sha256 = sha256('x'), bytes = 1 where signing_id = :signed`,
  ],
  ['agreement_kept', 'another unit than it was', `update agreement set employer_name = 'x' where signing_id = :signed`],
  [
    'agreement_kept',
    'other bytes in the place of those in force',
    `${issued}; update agreement set bytes = 2 where signing_id = :signed`,
  ],
  ['agreement_kept', 'an agreement that is gone', `delete from agreement where signing_id = :signed`],
  ['agreement_copy_state', 'a copy marked as in force', copyOf('agreement_copy', other, { state: `'IN_FORCE'` })],
  [
    'agreement_copy_sha256_length',
    'what is no SHA-256',
    `insert into agreement_copy values (:signed, 'INVALIDATED', '\\x01', 1, now())`,
  ],
  [
    'agreement_copy_bytes',
    'a copy without a byte',
    `insert into agreement_copy values (:signed, 'INVALIDATED', sha256('x'), 0, now())`,
  ],
  [
    'effect_message_unless_outward',
    'a document that says something',
    `update effect set kind = 'AGREEMENT' where process_id = :signed`,
  ],
];
