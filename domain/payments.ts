/** What a payment to an employer's account may be, in fen: 0.01 to 1.99 yuan. Source: domain.md §3.3. */
export const paymentFen = { min: 1, max: 199 } as const;

/** The form of a payment reference: ours, one per attempt, never used again. */
export const paymentReferenceForm = /^[A-Za-z0-9-]{1,64}$/;

/** The form of a bank's reasons: a code, never a sentence, which could hold a name or a number. */
export const bankReasonForm = /^[A-Z][A-Z0-9_]{2,63}$/;

/** The bank's reason for an account whose holder has another name. */
export const holderMismatchReason = 'NAME_MISMATCH';

const amountForm = /^[01]\.\d{2}$/;

/** The fen of an amount written `1.78`; null when it is none that may be paid. */
export function fenOf(amount: string): number | null {
  if (!amountForm.test(amount)) return null;
  const fen = Number(amount.replace('.', ''));
  return fen >= paymentFen.min ? fen : null;
}

/** The one way to write an amount: 178 fen are `1.78`. */
export function amountOfFen(fen: number): string {
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
}
