import { messageTemplates, type MessageCode } from './messages.ts';

/** The name under which the configuration gives the template that a gateway has for a text. */
export type SmsTemplateName = MessageCode;

const codes = Object.keys(messageTemplates) as MessageCode[];

/** Every text that may go by SMS, in Chinese with its placeholders: a real gateway needs a template registered for each. */
export const smsTemplates = Object.fromEntries(
  codes.filter((code) => messageTemplates[code].sms).map((code) => [code, messageTemplates[code].zh]),
) as Readonly<Partial<Record<SmsTemplateName, string>>>;

/** The names of `smsTemplates`. */
export const smsTemplateNames = Object.keys(smsTemplates) as SmsTemplateName[];
