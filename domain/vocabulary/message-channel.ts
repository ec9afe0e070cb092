import { codesOf, type Term } from './term.ts';

/** How a message leaves the platform. Source: api.md §10. */
export const messageChannels = [
  { code: 'SMS', zh: '短信', en: 'SMS' },
  { code: 'MAIL', zh: '邮件', en: 'Mail' },
] as const satisfies readonly Term[];

/** A code of messageChannels. */
export type MessageChannel = (typeof messageChannels)[number]['code'];

/** The codes of messageChannels, in its order. */
export const messageChannelCodes = codesOf(messageChannels);
