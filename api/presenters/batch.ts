import type { CaseDecision } from '../../commands/decide-cases.ts';
import type { InvitationBatch } from '../../commands/send-invitations.ts';
import type { BatchView } from '../../database/queries/batches.ts';
import type { ErrorCode } from '../../domain/errors.ts';
import type { Unsealing } from './signing-row.ts';

/** How far a batch of invitations has come. */
export function presentSigningBatch(batch: BatchView, { personalData }: Unsealing) {
  const rows = batch.rows.map(({ inputEncrypted, outcome, code, processId }) => ({
    favoriteId: (JSON.parse(personalData.decrypt(inputEncrypted)) as InvitationBatch['row']).favoriteId,
    outcome: outcome as 'SENT' | 'REFUSED' | null,
    signingId: processId,
    code: code as ErrorCode | null,
  }));
  return { ...presentProgress(batch), rows };
}

/** How far a batch of reviews has come; the reasons stay with the cases. */
export function presentReviewBatch(batch: BatchView, { personalData }: Unsealing) {
  const rows = batch.rows.map(({ inputEncrypted, outcome, code }) => {
    const { caseId, decision } = JSON.parse(personalData.decrypt(inputEncrypted)) as CaseDecision;
    return { caseId, decision, outcome: outcome as 'DECIDED' | 'REFUSED' | null, code: code as ErrorCode | null };
  });
  return { ...presentProgress(batch), rows };
}

function presentProgress({ id, total, finishedAt, rows }: BatchView) {
  const done = rows.filter(({ outcome }) => outcome !== null).length;
  return { id, status: finishedAt === null ? ('RUNNING' as const) : ('DONE' as const), total, done };
}
