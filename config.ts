import { z } from 'zod';
import { optionalLetterFields } from './domain/letters.ts';
import { limitExamples, limitVariables } from './config-limits.ts';
import { checkMessages, messageExamples, messagePurposes, messageVariables } from './config-messages.ts';
import { checkSite, siteExamples, siteVariables } from './config-site.ts';

/** What a process of this product needs to know about where it runs; parsed once, frozen. */
export type Config = Readonly<z.output<typeof Environment>>;

/** The environment is wrong; the message has one line per variable: its name, what is wrong, an example. */
export class ConfigError extends Error {}

const port = z.coerce.number().int().min(1).max(65_535);
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const base64Key = z.string().refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64');
const origin = z.string().refine((text) => {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
}, 'must be an origin: scheme, host and port, without a path');
const bankUrl = z.string().refine((text) => {
  const url = URL.parse(text);
  return url?.protocol === 'https:' && !/[@?#]/.test(text);
}, 'must be https, with a path perhaps, without user, query or fragment');
const pagesUrl = z.string().refine((text) => {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && !/[@?#]|\/$/.test(text);
}, 'must be http or https, without user, query, fragment or a slash at its end');
const merchantId = z.string().regex(/^[\x21-\x7e]{1,64}$/, 'must be 1 to 64 visible ASCII characters');
const list = <T extends z.ZodType<unknown, string>>(item: T) =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(item).min(1));
const letterFieldForm = `must be names of ${optionalLetterFields.join(', ')}, with commas`;
const dataKey = z
  .string()
  .regex(/^[a-z0-9-]{1,16}:.+$/, 'must be id:key, the id of small letters and digits')
  .transform((text) => ({ id: text.slice(0, text.indexOf(':')), key: text.slice(text.indexOf(':') + 1) }))
  .pipe(z.object({ id: z.string(), key: base64Key }));

/** What each file store must know besides its name. */
const neededBy = {
  local: ['FILES_DIR'],
  s3: ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
} as const;
const httpsBankNeeds = [
  ...(['BANK_URL', 'BANK_MERCHANT_ID', 'BANK_REQUEST_KEY', 'BANK_CALLBACK_KEYS'] as const),
  'PAYER_ACCOUNT_NO',
] as const;

const Environment = z
  .object({
    APP_MODE: z.enum(['embedded', 'production']).default('production'),
    HOST: z.string().min(1).default('127.0.0.1'),
    PORT: port.default(3000),
    METRICS_HOST: z.string().min(1).default('127.0.0.1'),
    METRICS_PORT: port.default(9464),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
    DATABASE_POOL_MAX: z.coerce.number().int().min(2).max(200).default(20),
    TEMPORAL_ADDRESS: z.string().regex(/^[^\s:]+:\d+$/, 'must be host:port'),
    TEMPORAL_NAMESPACE: z.string().min(1).default('signing-platform'),
    TEMPORAL_API_KEY: z.string().min(1).optional(),
    TEMPORAL_TLS: flag.default(false),
    TEMPORAL_UI_URL: pagesUrl.optional(),
    DATA_KEYS: list(dataKey),
    HASH_KEY: base64Key,
    CURSOR_KEY: base64Key,
    PUBLIC_ORIGINS: list(origin),
    OPTIONAL_LETTER_FIELDS: list(z.enum(optionalLetterFields, letterFieldForm))
      .refine((fields) => new Set(fields).size === fields.length, 'must name each field once')
      .default([]),
    TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
    ...limitVariables,
    ...siteVariables,
    ...messageVariables,
    FILES_STORE: z.enum(['local', 's3']),
    FILES_DIR: z.string().min(1).optional(),
    S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
    S3_REGION: z.string().min(1).default('us-east-1'),
    S3_BUCKET: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')
      .optional(),
    S3_ACCESS_KEY_ID: z.string().min(1).optional(),
    S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
    S3_PATH_STYLE: flag.default(true),
    CAPTCHA_PROVIDER: z.enum(['altcha', 'none']),
    CAPTCHA_KEY: base64Key.optional(),
    BANK_PROVIDER: z.enum(['sandbox', 'https', 'none']),
    BANK_URL: bankUrl.optional(),
    BANK_MERCHANT_ID: merchantId.optional(),
    BANK_REQUEST_KEY: base64Key.optional(),
    BANK_CALLBACK_KEYS: list(base64Key)
      .refine((keys) => keys.length <= 2, 'must be one key, or two while the bank changes to a new one')
      .optional(),
    PAYER_ACCOUNT_NO: z
      .string()
      .regex(/^\d{8,30}$/, 'must be the 8 to 30 digits of an account')
      .optional(),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    WORKFLOW_BUNDLE: z.string().min(1).optional(),
    FAULT_DIR: z.string().min(1).optional(),
  })
  .superRefine((env, ctx) => {
    const wrong = (name: keyof typeof env, message: string) => ctx.addIssue({ code: 'custom', path: [name], message });
    for (const name of neededBy[env.FILES_STORE]) if (env[name] === undefined) wrong(name, 'is missing');
    if (env.CAPTCHA_PROVIDER === 'altcha' && env.CAPTCHA_KEY === undefined) wrong('CAPTCHA_KEY', 'is missing');
    if (env.BANK_PROVIDER === 'https')
      for (const name of httpsBankNeeds) if (env[name] === undefined) wrong(name, 'is missing');
    checkMessages(env, wrong);
    if (env.APP_MODE !== 'production') return;
    checkSite(env, wrong);
    if (env.SMS_PROVIDER === 'sandbox') wrong('SMS_PROVIDER', 'the sandbox exists in embedded mode only');
    if (env.MAIL_PROVIDER === 'sandbox') wrong('MAIL_PROVIDER', 'the sandbox exists in embedded mode only');
    if (env.BANK_PROVIDER === 'sandbox') wrong('BANK_PROVIDER', 'the sandbox exists in embedded mode only');
    // Over http neither cookie nor browser would keep a session from whoever listens.
    if (env.PUBLIC_ORIGINS.some((one) => one.startsWith('http:')))
      wrong('PUBLIC_ORIGINS', 'must be https in production');
    if (env.FAULT_DIR !== undefined) wrong('FAULT_DIR', 'faults can be injected in embedded mode only');
  });

const examples: Record<keyof z.input<typeof Environment>, string> = {
  APP_MODE: 'production',
  HOST: '0.0.0.0',
  PORT: '3000',
  METRICS_HOST: '127.0.0.1',
  METRICS_PORT: '9464',
  DATABASE_URL: 'postgres://platform:secret@db:5432/platform',
  DATABASE_POOL_MAX: '20',
  TEMPORAL_ADDRESS: 'temporal:7233',
  TEMPORAL_NAMESPACE: 'signing-platform',
  TEMPORAL_API_KEY: 'the key of a Temporal Cloud namespace',
  TEMPORAL_TLS: 'true',
  TEMPORAL_UI_URL: 'https://temporal.example.edu.cn',
  DATA_KEYS: 'k1:$(openssl rand -base64 32)',
  HASH_KEY: '$(openssl rand -base64 32)',
  CURSOR_KEY: '$(openssl rand -base64 32)',
  PUBLIC_ORIGINS: 'https://sign.example.edu.cn',
  OPTIONAL_LETTER_FIELDS: 'workRegionCode,workAddress,reportOn',
  TRUSTED_PROXIES: '1',
  ...limitExamples,
  ...siteExamples,
  ...messageExamples,
  FILES_STORE: 's3',
  FILES_DIR: '/var/lib/signing-platform/files',
  S3_ENDPOINT: 'http://object-store:9000',
  S3_REGION: 'us-east-1',
  S3_BUCKET: 'files',
  S3_ACCESS_KEY_ID: 'platform',
  S3_SECRET_ACCESS_KEY: '$(openssl rand -hex 24)',
  S3_PATH_STYLE: 'true',
  CAPTCHA_PROVIDER: 'altcha',
  CAPTCHA_KEY: '$(openssl rand -base64 32)',
  BANK_PROVIDER: 'https',
  BANK_URL: 'https://bank.example.com/remittances/v1',
  BANK_MERCHANT_ID: 'the name under which the bank knows this platform',
  BANK_REQUEST_KEY: '$(openssl rand -base64 32)',
  BANK_CALLBACK_KEYS:
    'the key the bank signs its call-backs with, 32 bytes in base64; two with a comma while it changes',
  PAYER_ACCOUNT_NO: 'the account the bank pays from, digits',
  LOG_LEVEL: 'info',
  WORKFLOW_BUNDLE: 'dist/workflow-bundle.js',
  FAULT_DIR: 'a folder whose files name the point where the process kills itself',
};

/** Parses an environment. Throws ConfigError naming every wrong or missing variable, never its value: it may be a secret. */
export function parseConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = Environment.safeParse(given);
  if (result.success) return Object.freeze(result.data);
  const lines = result.error.issues.map((issue) => {
    const name = String(issue.path[0]) as keyof typeof examples;
    const purpose = messagePurposes[name] === undefined ? '' : `: ${messagePurposes[name]}`;
    const what = given[name] === undefined ? `is missing${purpose}` : issue.message;
    return `  ${name}: ${what}. Example: ${name}=${examples[name]}`;
  });
  throw new ConfigError(`The configuration is wrong:\n${[...new Set(lines)].join('\n')}`);
}

/** The configuration of this process, or its end with exit code 78 (EX_CONFIG) and a message that names what is wrong. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  try {
    return parseConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(78);
  }
}

/** Where the engine is, as openEngine wants it. */
export function engineAddress(config: Config) {
  return {
    address: config.TEMPORAL_ADDRESS,
    namespace: config.TEMPORAL_NAMESPACE,
    apiKey: config.TEMPORAL_API_KEY,
    tls: config.TEMPORAL_TLS,
  };
}

/** Where Temporal's own pages show this namespace. */
export function workflowPages({ TEMPORAL_NAMESPACE }: Config, temporalUiUrl: string): string {
  return `${temporalUiUrl}/namespaces/${encodeURIComponent(TEMPORAL_NAMESPACE)}`;
}

/** The origin that printed addresses lead to: the first of those that pages are served from. */
export function publicOrigin({ PUBLIC_ORIGINS: [first = ''] }: Config): string {
  return first;
}

/** Where files lie, as filesAt wants it; parseConfig has seen to it that nothing is missing. */
export function filePlace(config: Config) {
  const { FILES_STORE: store, FILES_DIR: folder = '', S3_ENDPOINT: endpoint = '', S3_BUCKET: bucket = '' } = config;
  if (store === 'local') return { store, folder };
  return {
    ...{ store, endpoint, bucket, region: config.S3_REGION, pathStyle: config.S3_PATH_STYLE },
    accessKeyId: config.S3_ACCESS_KEY_ID ?? '',
    secretAccessKey: config.S3_SECRET_ACCESS_KEY ?? '',
  };
}

/** The captcha, as captchaOf wants it. */
export function captchaSettings({ CAPTCHA_PROVIDER: provider, CAPTCHA_KEY: key = '' }: Config) {
  return { provider, key };
}

/** The bank, as bankOf wants it; parseConfig has seen to it that https has everything. */
export function bankSettings(config: Config) {
  const { BANK_URL: url = '', BANK_MERCHANT_ID: merchantId = '', BANK_REQUEST_KEY: requestKey = '' } = config;
  return { provider: config.BANK_PROVIDER, url, merchantId, requestKey };
}

/** The account that remittances come from, for those who look for the money; the sandbox has one of nobody, no bank has none. */
export function payerAccountNo({ BANK_PROVIDER: provider, PAYER_ACCOUNT_NO: told }: Config): string | null {
  if (provider === 'none') return null;
  return told ?? (provider === 'sandbox' ? sandboxPayerAccountNo : null);
}

const sandboxPayerAccountNo = '6222000000009000';
