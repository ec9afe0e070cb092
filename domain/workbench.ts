import { mayBegin, type EmployerUser } from './permissions.ts';
import type { DueKind } from './vocabulary/due-kind.ts';
import type { VerificationStatus } from './vocabulary/verification-status.ts';
import { workbenchEntryCodes, type WorkbenchEntry } from './vocabulary/workbench-entry.ts';

/** How long before its end an unanswered invitation is due on the workbench. Source: domain.md §4. */
export const dueSoonHours = 24;

/** How long a verified unit's data stand before it is asked to look at them again; saving them, changed or not, confirms. Source: domain.md §3.5. */
export const unitConfirmMonths = 12;

/** What an open verification asks of its unit, or null while the unit only waits. */
export function verificationDue(status: VerificationStatus): DueKind | null {
  if (status === 'AWAITING_AMOUNT') return 'AMOUNT_TO_ENTER';
  if (status === 'BANK_FAILED') return 'BANK_DATA_TO_CORRECT';
  return status === 'NEEDS_SUPPLEMENT' ? 'SUPPLEMENT_TO_HAND_IN' : null;
}

/** The quick entries and whether each is open to this user: what begins something needs a verified unit. Source: api.md §5. */
export function entriesOf(actor: EmployerUser): { code: WorkbenchEntry; isOpen: boolean }[] {
  return workbenchEntryCodes.map((code) => ({ code, isOpen: code === 'SIGNINGS' || mayBegin(actor) === 'YES' }));
}
