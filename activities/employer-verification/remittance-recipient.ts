const prefix = 'remittance:';

/** How an effect names the send it is about: the attempt, and no account. */
export function remittanceRecipient(attempt: number): string {
  return `${prefix}${attempt}`;
}

/** The attempt that an effect is about; throws UNKNOWN_RECIPIENT for what is none. */
export function attemptOf(recipient: string): number {
  const attempt = Number(recipient.startsWith(prefix) ? recipient.slice(prefix.length) : '');
  if (!Number.isInteger(attempt) || attempt < 1) throw new Error('UNKNOWN_RECIPIENT');
  return attempt;
}
