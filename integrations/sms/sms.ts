/** A text message to send; `key` names it for good, so that a provider can recognise a repeat. */
export interface Sms {
  to: string;
  text: string;
  key: string;
  /** The one-time code in the text, for an outbox that shows it apart. */
  code?: string;
}

/** What a gateway said. An unknown outcome (time-out, lost answer) is thrown instead, with a code as its message. */
export type SmsOutcome = { status: 'SENT'; providerMessageId: string } | { status: 'REFUSED'; code: string };

/** A way to send text messages. */
export interface SmsSender {
  /** Whether the provider recognises a repeated key; if not, an unknown outcome is followed by at most one repeat. */
  readonly recognisesRepeats: boolean;
  send(sms: Sms): Promise<SmsOutcome>;
}
