import type { Delivery } from '../delivery.ts';

/** A mail to send; `key` names it for good, so that a provider can recognise a repeat. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  key: string;
  /** The one-time code in the text, for an outbox that shows it apart. */
  code?: string;
}

/** What a mail server said; see `Delivery`. */
export type MailOutcome = Delivery;

/** A way to send mail. */
export interface MailSender {
  /** Whether a repeated key is recognised; if not, an unknown outcome is followed by at most one repeat. */
  readonly recognisesRepeats: boolean;
  send(mail: Mail): Promise<MailOutcome>;
}
