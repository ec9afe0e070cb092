import { copyOf, type ConstraintCase } from './constraint-cases.ts';

/** One verification with a file and a send, for the cases below; `:verification` is its id. */
export const verificationRows = `
  insert into process (id, kind) values (:verification, 'EMPLOYER_VERIFICATION');
  insert into employer_verification (id, employer_id, submitted_by, submitted_at, employer_name, uscc, unit_type, method, status, status_at)
    values (:verification, :employer, :user, now(), 'x', 'x', 'x', 'REMITTANCE', 'SENDING', now());
  insert into verification_file (process_id, file_id, added_seq) select :verification, id, 1 from file limit 1;
  insert into remittance (payment_reference, process_id, attempt, uscc, account_hash, account_no_encrypted, amount_encrypted, sent_at)
    values ('reference', :verification, 1, 'x', '\\x01', 'x', 'x', now())`;

const change = (what: string) => `update employer_verification set ${what} where id = :verification`;

/** What each constraint of employer verifications is there for, as a statement that it must refuse. */
export const verificationConstraintCases: ConstraintCase[] = [
  ['employer_verification_method', 'an unknown method', change(`method = 'TRUST'`)],
  ['employer_verification_scope', 'an unknown scope', change(`scope = 'WORLD'`)],
  ['employer_verification_status', 'an unknown status', change(`status = 'MAYBE'`)],
  ['employer_verification_claim_whole', 'a claim without an end', change('claimed_by = :member')],
  [
    'employer_verification_one_open',
    'two open verifications of one unit',
    `insert into process (id, kind) values ('00000000-0000-7000-8000-000000000003', 'EMPLOYER_VERIFICATION');
     ${copyOf('employer_verification', 'true', { id: `'00000000-0000-7000-8000-000000000003'` })}`,
  ],
  [
    'verification_file_replaced_later',
    'a file replaced before it was added',
    `update verification_file set replaced_seq = 1`,
  ],
  ['remittance_attempt', 'an attempt before the first', `update remittance set attempt = 0`],
  [
    'remittance_once_per_attempt',
    'two payments for one attempt',
    copyOf('remittance', 'true', { payment_reference: `'another'` }),
  ],
  [
    'remittance_forgotten_whole',
    'a number forgotten, its amount kept',
    `update remittance set account_no_encrypted = null`,
  ],
  [
    'effect_message_unless_outward',
    'a message without a text',
    `update effect set message = null where process_id = :signed and kind = 'K'`,
  ],
  [
    'command_body_kept_until_decided',
    'what nobody has decided yet, forgotten',
    `update command set body_encrypted = null where outcome is null`,
  ],
  [
    'command_outcome_once',
    'another text in the place of what was decided',
    `update command set body_encrypted = 'another' where process_id = :signed`,
  ],
  [
    'command_outcome_once',
    'a text where one was erased',
    `update command set body_encrypted = null where process_id = :signed;
     update command set body_encrypted = 'another' where process_id = :signed`,
  ],
];
