import type { VerificationDetail } from '../../database/queries/verification-detail.ts';
import type { VerificationRecord } from '../../database/queries/verification-record.ts';
import type { RequestedFile } from '../../domain/employer-verification-model.ts';
import { lastChance, wasPaid } from '../../domain/employer-verification-state.ts';
import { verificationTimeline } from '../../domain/employer-verification-timeline.ts';
import { allowedActions } from '../../domain/employer-verification-waits.ts';
import { explainWait } from '../../domain/explain-wait.ts';
import { maskAccountNo } from '../../domain/identifiers.ts';
import { supplementReasons } from '../../domain/vocabulary/supplement-reason.ts';
import { labelOf, type Language } from '../../domain/vocabulary/term.ts';
import type { Unsealing } from './signing-row.ts';

/** What rows and pages of a verification are shown with. */
type Shown = Unsealing & { language: Language; settings: { payerAccountNo: string | null } };

/** A row of the unit's history. */
export function presentVerificationRow(record: VerificationRecord, shown: Shown) {
  const { verification, state, seq, now, createdAt, updatedAt } = record;
  const { rejectReasonCode: reasonCode, rejectReason: reason } = verification;
  return {
    ...{ id: verification.id, status: verification.status, seq, statusAt: verification.statusAt, createdAt, updatedAt },
    allowedActions: allowedActions(state, { is: 'MEMBER' }, now),
    waitingFor: explainWait({ kind: 'EMPLOYER_VERIFICATION', state }, shown.language),
    scope: verification.scope,
    method: verification.method,
    submittedAt: verification.submittedAt,
    submittedByName: record.submittedByName,
    payeeName: verification.employerName,
    uscc: verification.uscc,
    ...presentAccount(record, shown),
    payerAccountNoMasked: payerOf(record, shown.settings),
    triesLeft: state.method === 'REMITTANCE' ? (state.send?.triesLeft ?? null) : null,
    expectedBy: state.status === 'SENDING' ? state.expectedBy : null,
    deadline: lastChance(state),
    bankFailure: state.status === 'BANK_FAILED' ? state.failure : null,
    rejection: reasonCode === null ? null : { reasonCode, reason },
  };
}

/** A verification's own page, for the members of its unit. */
export function presentVerification(detail: VerificationDetail, shown: Shown) {
  return {
    ...presentVerificationRow(detail, shown),
    files: detail.files.map(({ fileId, purpose, replacedSeq }) => ({ fileId, purpose, current: replacedSeq === null })),
    supplementRequests: presentSupplementRequests(detail, shown.language),
    timeline: verificationTimeline(
      { ...detail, employerName: detail.verification.employerName },
      { is: 'MEMBER', language: shown.language },
    ),
  };
}

function presentAccount({ account }: VerificationRecord, { personalData }: Unsealing) {
  if (account === null) return { corporateAccountNoMasked: null, bankBranchName: null, cnapsCode: null };
  const { accountNoEncrypted, bankBranchName, cnapsCode } = account;
  const corporateAccountNoMasked = maskAccountNo(personalData.decrypt(accountNoEncrypted));
  return { corporateAccountNoMasked, bankBranchName, cnapsCode };
}

/** Where the money came from, once it was paid: to be told from other amounts on the statement of the account. Source: the guides, 图8. */
function payerOf({ state, account }: VerificationRecord, { payerAccountNo }: Shown['settings']): string | null {
  return account && payerAccountNo !== null && wasPaid(state) ? maskAccountNo(payerAccountNo) : null;
}

/** What staff asked for, the oldest first; only the last one can still wait for an answer. */
function presentSupplementRequests({ entries, files, state, seq: version }: VerificationDetail, language: Language) {
  const purposes = new Map(files.map(({ fileId, purpose }) => [fileId, purpose]));
  const isOpenAt = (seq: number) => seq === version && state.status === 'NEEDS_SUPPLEMENT';
  const presentFile = ({ fileId, reasons, text }: RequestedFile) => ({
    ...{ fileId, purpose: purposes.get(fileId) ?? null, reasons: [...reasons] },
    reasonTexts: reasons.map((reason) => labelOf(supplementReasons, reason, language)),
    text: text ?? null,
  });
  return entries.flatMap(({ seq, event }) =>
    event.type === 'supplementRequested'
      ? [{ seq, at: event.at, until: event.until, open: isOpenAt(seq), files: event.files.map(presentFile) }]
      : [],
  );
}
