import type { AgreementText } from '../../domain/agreement-document.ts';
import type { Instant } from '../../domain/calendar.ts';

/**
 * Makes documents as PDF/A; the same words give the same bytes. All throw TEXT_NOT_PRINTABLE for a character that no font of
 * ours has: a document never shows a box in the place of somebody's name.
 */
export interface Typesetter {
  /** 就业协议书, with a QR code that leads to `checkUrl`; `at` is the date in its metadata. */
  agreement(document: { text: AgreementText; checkUrl: string; at: Instant }): Promise<Buffer>;
  /** 网签授权书 to be printed, filled in and sealed, with the unit's name on it. */
  authorizationLetter(unit: { name: string; uscc: string }): Promise<Buffer>;
}
