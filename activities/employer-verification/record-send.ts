import type { SwitchMethodBody } from '../../commands/employer-verification-bodies.ts';
import type { PersonalData } from '../../database/personal-data.ts';
import type { EmployerVerificationEvent, Submission } from '../../domain/employer-verification-model.ts';
import { randomAmount } from '../../integrations/bank/amount.ts';
import type { SqlParts } from '../sql.ts';
import { accountHashOf, bankDataOf } from './bank-data.ts';

/** A new send with its amount, which nobody but the bank and the unit comes to know; false where none was opened. */
export function recordSend(
  submission: Submission,
  body: SwitchMethodBody,
  personalData: PersonalData,
): SqlParts | false {
  const bank = bankDataOf(body);
  if (submission.method !== 'REMITTANCE' || bank === null) return false;
  return {
    with: [
      `sent as (
         insert into remittance (payment_reference, process_id, attempt, uscc, account_hash, account_no_encrypted,
           bank_branch_name, cnaps_code, amount_encrypted, sent_at)
         select id || '-' || :attempt, id, cast(:attempt as integer), uscc, :accountHash, :accountNo, :branchName, :cnapsCode,
           :amount, :at
         from subject
       )`,
    ],
    values: {
      attempt: String(submission.send.attempt),
      accountHash: accountHashOf(personalData, bank.corporateAccountNo),
      accountNo: personalData.encrypt(bank.corporateAccountNo),
      branchName: bank.bankBranchName,
      cnapsCode: bank.cnapsCode ?? null,
      amount: personalData.encrypt(randomAmount()),
    },
  };
}

/** Whether a send counts as one that came to nothing; a bank that pays late takes that back. False where nothing changes. */
export function sendOutcome(event: EmployerVerificationEvent): SqlParts | false {
  switch (event.type) {
    case 'remittanceSettled':
      return failedAt(event.attempt, null);
    case 'remittanceFailed':
    case 'amountFailed':
      return failedAt(event.attempt, event.at);
    default:
      return false;
  }
}

function failedAt(attempt: number, sendFailedAt: string | null): SqlParts {
  return {
    with: [
      `send_outcome as (
         update remittance set failed_at = :sendFailedAt where process_id = :processId and attempt = :sendAttempt
       )`,
    ],
    values: { sendAttempt: attempt, sendFailedAt },
  };
}
