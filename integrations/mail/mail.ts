/** A mail to send; `key` names it for good, so that a provider can recognise a repeat. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  key: string;
  /** The one-time code in the text, for an outbox that shows it apart. */
  code?: string;
}

/** What a mail server said. An unknown outcome (time-out, lost answer) is thrown instead, with a code as its message. */
export type MailOutcome = { status: 'SENT'; providerMessageId: string } | { status: 'REFUSED'; code: string };

/** A way to send mail. */
export interface MailSender {
  /** Whether a repeated key is recognised; if not, an unknown outcome is followed by at most one repeat. */
  readonly recognisesRepeats: boolean;
  send(mail: Mail): Promise<MailOutcome>;
}
