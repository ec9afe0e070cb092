/**
 * What a provider said of a message: it is on its way; it will never go, and why; it has not gone and may be asked for again in a
 * while. An unknown outcome (time-out, lost answer) is thrown instead, with a code as its message.
 */
export type Delivery =
  | { status: 'SENT'; providerMessageId: string }
  | { status: 'REFUSED'; code: string }
  | { status: 'LATER'; code: string; afterSeconds: number };
