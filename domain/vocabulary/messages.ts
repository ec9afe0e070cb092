import { accountMessages } from './account-messages.ts';
import { groundMessages } from './ground-messages.ts';
import { signingMessages } from './signing-messages.ts';
import { terminationMessages } from './termination-messages.ts';
import { verificationMessages } from './verification-messages.ts';

/** What a template may hold: names as text, `respondBy` and `expectedBy` an instant, `reason`, `stage` and `field` a code of their lists. */
export const messagePlaceholders = [
  'employerName',
  'graduateName',
  'positionTitle',
  'respondBy',
  'schoolName',
  'collegeName',
  'agreementNo',
  'reason',
  'stage',
  'expectedBy',
  'triesLeft',
  'field',
  'shouldBe',
  'idNumberMasked',
  'note',
  'newTasks',
  'openTasks',
] as const;

/** The name of a placeholder. */
export type MessagePlaceholder = (typeof messagePlaceholders)[number];

/**
 * Every text the platform sends about a signing, a termination, a verification, a membership, an account, changes of ground or the reviewers' work, for
 * SMS and inbox alike. `sms` says that it may go by SMS, to whoever must act
 * or has gained or lost something; the Chinese text then fits one SMS of 70 characters. Source: domain.md §6.2b.
 */
export const messageTemplates = {
  ...signingMessages,
  ...terminationMessages,
  ...verificationMessages,
  ...accountMessages,
  ...groundMessages,
} as const satisfies Record<string, { sms: boolean; zh: string; en: string }>;

/** The code of a message. */
export type MessageCode = keyof typeof messageTemplates;
