import { plusSeconds, type Instant } from './calendar.ts';
import { bankFailureReasons } from './vocabulary/bank-failure-reason.ts';
import { invalidationReasons } from './vocabulary/invalidation-reason.ts';
import { messageTemplates, type MessageCode, type MessagePlaceholder } from './vocabulary/messages.ts';
import { profileFields } from './vocabulary/profile-field.ts';
import { reviewReasons } from './vocabulary/review-reason.ts';
import { reviewStages } from './vocabulary/review-stage.ts';
import { labelOf, type Language, type Term } from './vocabulary/term.ts';
import { terminationReasons } from './vocabulary/termination-reason.ts';
import { voidReasons } from './vocabulary/void-reason.ts';
import { verificationRejectReasons } from './vocabulary/verification-reject-reason.ts';

/** What a message says beside its words, free of language: an instant and codes are written out when it is filled. */
export type MessageValues = Partial<Record<MessagePlaceholder, string>>;

/** Every list a reason may come from; a code that stands in two of them reads the same in both. */
const reasons: readonly Term[] = [
  ...reviewReasons,
  ...invalidationReasons,
  ...terminationReasons,
  ...voidReasons,
  ...verificationRejectReasons,
  ...bankFailureReasons,
];

/** The longest name that may stand between 【 and 】 in front of every SMS; with a longer one a text might not fit one SMS. */
export const smsSignNameMax = 7;

const placeholder = /\{(\w+)\}/g;
const shanghaiOffsetSeconds = 8 * 3_600;
const monthsInEnglish = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The text of a message in one language. Throws when a value it needs is missing, naming the placeholder only. */
export function fillMessage(code: MessageCode, language: Language, values: MessageValues): string {
  return messageTemplates[code][language].replace(placeholder, (_, name: MessagePlaceholder) => {
    const value = values[name];
    if (value === undefined || value === '') throw new Error(`${code} needs ${name}`);
    return written(name, value, language);
  });
}

/** A message ready to send: which, its text, and its values as the text has them, in the order in which they first appear. */
export interface WrittenMessage {
  template: MessageCode;
  text: string;
  parameters: readonly { name: MessagePlaceholder; value: string }[];
}

/**
 * Writes a message out in Chinese for an SMS, whole and value by value: names are cut as far as it takes for the text to fit one SMS
 * with any signature. Throws as `fillMessage` does.
 */
export function writeSms(code: MessageCode, values: MessageValues): WrittenMessage {
  const fitting = fitted(code, values);
  const text = fillMessage(code, 'zh', fitting);
  const parameters = placeholdersOf(code).map((name) => ({ name, value: written(name, fitting[name] ?? '', 'zh') }));
  return { template: code, text, parameters };
}

/** One SMS holds 70 characters, its signature with its two brackets included; what Unicode counts as one, UTF-16 may count as two. */
const smsTextCharactersMax = 70 - smsSignNameMax - 2;

/** What people and units are called may be of any length; all other values are of lists of ours, instants and numbers. */
const names: readonly MessagePlaceholder[] = [
  ...(['employerName', 'graduateName', 'schoolName', 'collegeName', 'positionTitle', 'shouldBe'] as const),
];

/** The values, the longest names cut to one length where all of them would be too long together. */
function fitted(code: MessageCode, values: MessageValues): MessageValues {
  const named = placeholdersOf(code).filter((name) => names.includes(name));
  const namesLength = (characters: number) =>
    named.reduce((sum, name) => sum + Math.min(values[name]?.length ?? 0, characters), 0);
  const room = smsTextCharactersMax - fillMessage(code, 'zh', values).length + namesLength(Infinity);
  let each = Math.max(0, ...named.map((name) => values[name]?.length ?? 0));
  while (each > 1 && namesLength(each) > room) each -= 1;
  return { ...values, ...Object.fromEntries(named.map((name) => [name, cut(values[name] ?? '', each)])) };
}

/** A text of so many characters at most, whole characters of it; one that was cut ends in `…`. */
function cut(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const kept = [...text].slice(0, characters - 1);
  while (kept.join('').length > characters - 1) kept.pop();
  return `${kept.join('')}…`;
}

/** What a message needs to be filled. */
export function placeholdersOf(code: MessageCode): MessagePlaceholder[] {
  const { zh, en } = messageTemplates[code];
  return [...new Set([...`${zh}${en}`.matchAll(placeholder)].map(([, name]) => name as MessagePlaceholder))];
}

/** An instant as people in China read it: `11月29日23:59`, in English `29 Nov 23:59`; seconds are left out, not rounded. */
export function formatInstant(at: Instant, language: Language = 'zh'): string {
  const local = plusSeconds(at, shanghaiOffsetSeconds);
  const [month, day] = [Number(local.slice(5, 7)), Number(local.slice(8, 10))];
  const time = local.slice(11, 16);
  return language === 'zh' ? `${month}月${day}日${time}` : `${day} ${monthsInEnglish[month - 1]} ${time}`;
}

function written(name: MessagePlaceholder, value: string, language: Language): string {
  switch (name) {
    case 'respondBy':
    case 'expectedBy':
      return formatInstant(value, language);
    case 'stage':
      return labelOf(reviewStages, value, language);
    case 'field':
      return labelOf(profileFields, value, language);
    case 'reason':
      return labelOf(reasons, value, language);
    default:
      return value;
  }
}
