/** Reads an effect's recipient: an account, or a graduate's recorded phone where there is no account yet. */
export function parseRecipient(recipient: string): { kind: 'account' | 'graduate'; id: string } {
  const [kind, id] = recipient.split(':');
  if ((kind !== 'account' && kind !== 'graduate') || !id) throw new Error('UNKNOWN_RECIPIENT');
  return { kind, id };
}
