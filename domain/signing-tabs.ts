import { isFailed, isOpen } from './signing.ts';
import { signingStatusCodes, type SigningStatus } from './vocabulary/signing-status.ts';
import type { SigningTab } from './vocabulary/signing-tab.ts';

/** The statuses a tab shows; none for the tabs of terminations, which do not exist yet. Source: domain.md §1, api.md §7. */
export function statusesOfTab(tab: SigningTab): readonly SigningStatus[] {
  switch (tab) {
    case 'SIGNING':
      return signingStatusCodes.filter(isOpen);
    case 'SIGNING_FAILED':
      return signingStatusCodes.filter(isFailed);
    case 'SIGNED':
    case 'TERMINATED':
    case 'INVALIDATED':
      return [tab];
    case 'TERMINATING':
    case 'TERMINATION_FAILED':
      return [];
  }
}
