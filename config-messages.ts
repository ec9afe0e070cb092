import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { smsSignNameMax } from './domain/messages.ts';
import { smsTemplateNames, type SmsTemplateName } from './domain/vocabulary/sms-templates.ts';

const visible = z.string().regex(/^[\x21-\x7e]{1,256}$/, 'must be visible ASCII characters');
// Providers take two to twelve characters.
const signName = z
  .string()
  .regex(/^[^【】\s]*$/u, 'must be a name without 【 and 】')
  .refine(
    (name) => [...name].length >= 2 && [...name].length <= smsSignNameMax,
    `must be 2 to ${smsSignNameMax} characters`,
  );
const mailFrom = z
  .string()
  .regex(/^[^<>\r\n"]{1,60} <[^<>@\s]+@[^<>@\s]+>$/, 'must be a name and an address: name <address>')
  .transform((text) => ({
    name: text.slice(0, text.lastIndexOf(' <')),
    address: text.slice(text.lastIndexOf('<') + 1, -1),
  }));
const smsTemplates = z.string().transform((text, ctx): Record<SmsTemplateName, string> => {
  const templates = readTemplates(text);
  const complain = (message: string) => ctx.addIssue({ code: 'custom', message });
  if (!templates) complain('must be a JSON object of template codes, or the path of a readable file with one');
  const missing = smsTemplateNames.filter((name) => templates?.[name] === undefined);
  const unknown = Object.keys(templates ?? {}).filter((name) => !smsTemplateNames.includes(name as SmsTemplateName));
  if (templates && missing.length > 0) complain(`has no template for ${missing.join(', ')}`);
  if (templates && unknown.length > 0) complain(`names ${unknown.length} texts that do not exist`);
  return templates as Record<SmsTemplateName, string>;
});

/** The variables of SMS and mail, a part of the environment that config.ts parses. */
export const messageVariables = {
  SMS_PROVIDER: z.enum(['sandbox', 'aliyun', 'tencent', 'none']),
  SMS_ACCESS_KEY_ID: visible.optional(),
  SMS_ACCESS_KEY_SECRET: visible.optional(),
  SMS_SIGN_NAME: signName.optional(),
  SMS_TEMPLATES: smsTemplates.optional(),
  SMS_SDK_APP_ID: z
    .string()
    .regex(/^\d{5,16}$/, 'must be the digits of an SdkAppId')
    .optional(),
  SMS_REGION: z
    .string()
    .regex(/^[a-z0-9-]{3,32}$/, 'must be the name of a region')
    .default('ap-guangzhou'),
  SMS_URL: z
    .string()
    .regex(/^https:\/\/[a-z0-9.-]+$/, 'must be https and a host, nothing else')
    .optional(),
  MAIL_PROVIDER: z.enum(['sandbox', 'smtp', 'none']),
  MAIL_FROM: mailFrom.optional(),
  SMTP_HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:-]{1,253}$/, 'must be a host, without scheme')
    .optional(),
  SMTP_PORT: z.coerce.number().int().min(1).max(65_535).default(465),
  SMTP_SECURITY: z.enum(['tls', 'starttls', 'none']).default('tls'),
  SMTP_USER: z.string().min(1).optional(),
  SMTP_PASSWORD: z.string().min(1).optional(),
};

/** A value of each, for whoever has left it out. */
export const messageExamples: Record<keyof typeof messageVariables, string> = {
  SMS_PROVIDER: 'aliyun',
  SMS_ACCESS_KEY_ID: 'the AccessKey ID (Aliyun) or SecretId (Tencent) of a user who may do nothing but send SMS',
  SMS_ACCESS_KEY_SECRET: 'the AccessKey secret or SecretKey that belongs to it',
  SMS_SIGN_NAME: '毕业生网签',
  SMS_TEMPLATES: '/etc/signing-platform/sms-templates.json',
  SMS_SDK_APP_ID: '1400006666',
  SMS_REGION: 'ap-guangzhou',
  SMS_URL: 'https://sms.ap-guangzhou.tencentcloudapi.com',
  MAIL_PROVIDER: 'smtp',
  MAIL_FROM: '毕业生网签 <no-reply@sign.example.edu.cn>',
  SMTP_HOST: 'smtp.example.edu.cn',
  SMTP_PORT: '465',
  SMTP_SECURITY: 'tls',
  SMTP_USER: 'no-reply@sign.example.edu.cn',
  SMTP_PASSWORD: 'the password of that mail account',
};

/** What some are for, told where they are missing: whoever starts the platform for the first time need not look it up. */
export const messagePurposes: Partial<Record<string, string>> = {
  SMS_PROVIDER: 'codes and notices go by SMS; aliyun, tencent, or none to start without (docs/messages.md)',
  MAIL_PROVIDER: 'codes that confirm an address go by mail; smtp, or none to start without (docs/messages.md)',
  SMS_TEMPLATES: 'gateways send registered templates only (docs/messages.md lists them)',
};

type Variables = z.output<z.ZodObject<typeof messageVariables>>;

const gatewayNeeds = ['SMS_ACCESS_KEY_ID', 'SMS_ACCESS_KEY_SECRET', 'SMS_SIGN_NAME', 'SMS_TEMPLATES'] as const;
const smsNeeds = {
  ...{ sandbox: [], none: [] },
  ...{ aliyun: gatewayNeeds, tencent: [...gatewayNeeds, 'SMS_SDK_APP_ID'] as const },
} as const;
const smtpNeeds = ['SMTP_HOST', 'MAIL_FROM'] as const;

/** Complains of what the providers that are named need besides, and of what does not go together. */
export function checkMessages(env: Variables, wrong: (name: keyof Variables, message: string) => void): void {
  for (const name of smsNeeds[env.SMS_PROVIDER]) if (env[name] === undefined) wrong(name, 'is missing');
  if (env.MAIL_PROVIDER === 'smtp')
    for (const name of smtpNeeds) if (env[name] === undefined) wrong(name, 'is missing');
  if ((env.SMTP_USER === undefined) !== (env.SMTP_PASSWORD === undefined))
    wrong(env.SMTP_USER === undefined ? 'SMTP_USER' : 'SMTP_PASSWORD', 'is missing');
  if (env.SMTP_SECURITY === 'none' && env.SMTP_PASSWORD !== undefined)
    wrong('SMTP_SECURITY', 'must be tls or starttls with a password: it would go over the net in the clear');
}

/** The gateway of SMS, as smsOf wants it; parseConfig has seen to it that nothing is missing. */
export function smsSettings(config: Variables) {
  const { SMS_PROVIDER: provider, SMS_ACCESS_KEY_ID: accessKeyId = '', SMS_URL: url } = config;
  const {
    SMS_ACCESS_KEY_SECRET: accessKeySecret = '',
    SMS_SIGN_NAME: signName = '',
    SMS_TEMPLATES: templates,
  } = config;
  if (provider !== 'aliyun' && provider !== 'tencent') return { provider };
  const common = { accessKeyId, accessKeySecret, signName, templates: templates ?? {} };
  if (provider === 'aliyun') return { provider, url: url ?? 'https://dysmsapi.aliyuncs.com', ...common };
  const { SMS_SDK_APP_ID: sdkAppId = '', SMS_REGION: region } = config;
  return { provider, url: url ?? 'https://sms.tencentcloudapi.com', ...common, sdkAppId, region };
}

/** The way of mail, as mailOf wants it; parseConfig has seen to it that nothing is missing. */
export function mailSettings(config: Variables) {
  const { MAIL_PROVIDER: provider, SMTP_HOST: host = '', SMTP_PORT: port, SMTP_SECURITY: security } = config;
  if (provider !== 'smtp') return { provider };
  const { MAIL_FROM: from = { name: '', address: '' }, SMTP_USER: user, SMTP_PASSWORD: password } = config;
  const login = user === undefined || password === undefined ? undefined : { user, password };
  return { provider, host, port, security, from, login };
}

/** The templates in a text or in the file it names; undefined when they cannot be read. */
function readTemplates(text: string): Record<string, string> | undefined {
  try {
    const json: unknown = JSON.parse(text.trimStart().startsWith('{') ? text : readFileSync(text, 'utf8'));
    return z.record(z.string(), z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)).safeParse(json).data;
  } catch {
    return undefined;
  }
}
