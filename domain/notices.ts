import type { MessageCode } from './vocabulary/messages.ts';

/**
 * One thing to tell one audience, once per event or reminder: always in the inbox, by SMS too to whoever must act or has gained
 * or lost something. Source: domain.md §6.2b.
 */
export interface NoticeTo<Audience extends string> {
  kind: string;
  message: MessageCode;
  /** What goes by SMS instead to a graduate who has no account yet. */
  messageWithoutAccount?: MessageCode;
  to: Audience;
  sms: boolean;
}

/** A notice that stays in the inbox. */
export function inbox<Audience extends string>(to: Audience, message: MessageCode): NoticeTo<Audience> {
  return { kind: message, message, to, sms: false };
}

/** A notice that goes by SMS too. */
export function bySms<Audience extends string>(to: Audience, message: MessageCode): NoticeTo<Audience> {
  return { kind: message, message, to, sms: true };
}
