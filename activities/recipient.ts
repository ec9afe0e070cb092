/** An effect's recipient: an account, or a graduate's recorded phone where there is no account yet. */
export type RecipientKind = 'account' | 'graduate';

/** How effects name a recipient. */
export function recipientOf(kind: RecipientKind, id: string): string {
  return `${kind}:${id}`;
}

/** Reads a recipient back. */
export function parseRecipient(recipient: string): { kind: RecipientKind; id: string } {
  const [kind, id] = recipient.split(':');
  if ((kind !== 'account' && kind !== 'graduate') || !id) throw new Error('UNKNOWN_RECIPIENT');
  return { kind, id };
}

/** Whether a recipient has an account, and so an inbox to look into. */
export function isAccount(recipient: string): boolean {
  return parseRecipient(recipient).kind === 'account';
}
