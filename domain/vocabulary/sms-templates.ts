import type { PhoneCodePurpose } from './code-purpose.ts';
import { codeTexts, textsWithoutCode } from './code-texts.ts';
import { messageTemplates, type MessageCode } from './messages.ts';

/** The name under which the configuration gives the template that a gateway has for a text: a message, a code, or a text without one. */
export type SmsTemplateName = MessageCode | `CODE_${PhoneCodePurpose}` | `NO_CODE_${PhoneCodePurpose}`;

const codes = Object.keys(messageTemplates) as MessageCode[];
const purposes = Object.keys(textsWithoutCode) as PhoneCodePurpose[];

/** Every text that may go by SMS, in Chinese with its placeholders: a real gateway needs a template registered for each. */
export const smsTemplates = Object.fromEntries([
  ...codes.filter((code) => messageTemplates[code].sms).map((code) => [code, messageTemplates[code].zh]),
  ...purposes.map((purpose) => [`CODE_${purpose}`, codeTexts[purpose]]),
  ...purposes.map((purpose) => [`NO_CODE_${purpose}`, textsWithoutCode[purpose]]),
]) as Readonly<Partial<Record<SmsTemplateName, string>>>;

/** The names of `smsTemplates`. */
export const smsTemplateNames = Object.keys(smsTemplates) as SmsTemplateName[];
