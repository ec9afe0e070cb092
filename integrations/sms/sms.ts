import type { SmsTemplateName } from '../../domain/vocabulary/sms-templates.ts';
import type { Delivery } from '../delivery.ts';

/**
 * A text message to send; `key` names it for good, so that a provider can recognise a repeat. Real gateways do not take a text but
 * a template that was registered with them, and what goes into its places, in order.
 */
export interface Sms {
  to: string;
  text: string;
  template: SmsTemplateName;
  parameters: readonly { name: string; value: string }[];
  key: string;
  /** The one-time code in the text, for an outbox that shows it apart. */
  code?: string;
}

/** What a gateway said; see `Delivery`. */
export type SmsOutcome = Delivery;

/** A way to send text messages. */
export interface SmsSender {
  /** Whether the provider recognises a repeated key; if not, an unknown outcome is followed by at most one repeat. */
  readonly recognisesRepeats: boolean;
  send(sms: Sms): Promise<SmsOutcome>;
}
