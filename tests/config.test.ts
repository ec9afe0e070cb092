import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { bankSettings, captchaSettings, ConfigError, filePlace, parseConfig, payerAccountNo } from '../config.ts';
import { codeLimits, lengthOfPasswords, triesOfSignIn } from '../config-limits.ts';
import { mailSettings, smsSettings } from '../config-messages.ts';
import { siteExamples, siteSettings } from '../config-site.ts';
import { oneTimeCodes } from '../domain/one-time-codes.ts';
import { passwordCharacters } from '../domain/passwords.ts';
import { signInTries } from '../domain/sign-in-tries.ts';
import { smsTemplateNames } from '../domain/vocabulary/sms-templates.ts';

const key = Buffer.alloc(32, 1).toString('base64');
const right = {
  DATABASE_URL: 'postgres://platform:secret@db:5432/platform',
  TEMPORAL_ADDRESS: 'temporal:7233',
  DATA_KEYS: `k2:${key},k1:${key}`,
  HASH_KEY: key,
  CURSOR_KEY: key,
  PUBLIC_ORIGINS: 'https://sign.example.edu.cn,https://127.0.0.1:3000',
  SMS_PROVIDER: 'none',
  MAIL_PROVIDER: 'none',
  CAPTCHA_PROVIDER: 'none',
  FILES_STORE: 'local',
  FILES_DIR: '/var/lib/files',
  BANK_PROVIDER: 'none',
  SUPPORT_PHONE: '010-88886666',
  SUPPORT_HOURS: '周一至周五 09:00–17:30',
  TERMS_VERSION: '2026-1',
  TERMS_URL: 'https://www.example.edu.cn/terms',
  EXAMPLE_LICENSE_URL: 'https://www.example.edu.cn/license.png',
  EXAMPLE_LETTER_URL: 'https://www.example.edu.cn/letter.png',
};
const objectStore = {
  S3_ENDPOINT: 'http://object-store:9000',
  S3_BUCKET: 'files',
  S3_ACCESS_KEY_ID: 'platform',
  S3_SECRET_ACCESS_KEY: 'secret',
};
const rightWithS3 = { ...right, FILES_STORE: 's3', FILES_DIR: '', ...objectStore };

/** The lines of the complaint about an environment. */
function complaintsAbout(env: Record<string, string | undefined>): string[] {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n').slice(1);
    throw error;
  }
  return [];
}

test('an environment with all that is required becomes a frozen configuration, production by default', () => {
  const config = parseConfig(right);
  expect(config).toMatchObject({ APP_MODE: 'production', PORT: 3000, METRICS_HOST: '127.0.0.1', TRUSTED_PROXIES: 0 });
  expect(config.DATA_KEYS).toEqual([
    { id: 'k2', key },
    { id: 'k1', key },
  ]);
  expect(config.PUBLIC_ORIGINS).toEqual(['https://sign.example.edu.cn', 'https://127.0.0.1:3000']);
  expect(Object.isFrozen(config)).toBe(true);
  expect(config.OPTIONAL_LETTER_FIELDS).toEqual([]);
  const some = parseConfig({ ...right, OPTIONAL_LETTER_FIELDS: 'salary, reportOn' });
  expect(some.OPTIONAL_LETTER_FIELDS).toEqual(['salary', 'reportOn']);
});

test('limits are as the rules have them unless they are set', () => {
  const asTheyAre = parseConfig(right);
  expect(codeLimits(asTheyAre)).toEqual(oneTimeCodes);
  expect(triesOfSignIn(asTheyAre)).toEqual(signInTries);
  expect(lengthOfPasswords(asTheyAre)).toEqual(passwordCharacters);
  const others = parseConfig({
    ...{ ...right, CODE_LIFE_MINUTES: '10', CODE_TRIES_MAX: '3', CODE_RESEND_SECONDS: '90', CODES_PER_DAY_MAX: '20' },
    ...{ SIGN_IN_TRIES_MAX: '10', SIGN_IN_LOCK_MINUTES: '30', SIGN_IN_CAPTCHA_AFTER: '2' },
    ...{ PASSWORD_CHARACTERS_MIN: '10', PASSWORD_CHARACTERS_MAX: '64' },
  });
  expect(codeLimits(others)).toMatchObject({ lifeMinutes: 10, triesMax: 3, resendSeconds: 90, perDayMax: 20 });
  expect(triesOfSignIn(others)).toEqual({ wrongInRowMax: 10, lockSeconds: 1_800, wrongWithoutCaptchaMax: 2 });
  expect(lengthOfPasswords(others)).toEqual({ min: 10, max: 64 });
});

test('what pages tell of the platform is the operator’s, the sandbox’s own in embedded mode alone', () => {
  expect(siteSettings(parseConfig(right))).toMatchObject({
    ...{ supportPhone: '010-88886666', termsUrl: 'https://www.example.edu.cn/terms' },
    exampleUrls: { BUSINESS_LICENSE: 'https://www.example.edu.cn/license.png' },
  });
  const names = Object.keys(siteExamples).map((name) => [name, undefined]);
  const embedded = parseConfig({ ...right, ...Object.fromEntries(names), APP_MODE: 'embedded' });
  expect(siteSettings(embedded)).toMatchObject({
    ...{ termsVersion: '2026-1', termsUrl: '/terms' },
    exampleUrls: { SIGNING_AUTHORIZATION_LETTER: '/sandbox/samples/signing-authorization-letter.png' },
  });
});

describe('a missing value names itself, says so and gives an example', () => {
  const cases = [right, objectStore].flatMap((names) => Object.keys(names));
  test.each(cases)('%s', (name) => {
    for (const absent of [undefined, '']) {
      const complaints = complaintsAbout({ ...(name in right ? right : rightWithS3), [name]: absent });
      expect(complaints).toHaveLength(1);
      expect(complaints[0]).toMatch(new RegExp(`^  ${name}: is missing(: .+)?\\. Example: ${name}=.+`));
    }
  });
});

describe('a wrong value names itself, says what is wrong and gives an example', () => {
  test.each([
    ['APP_MODE', 'test'],
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', 'http'],
    ['METRICS_PORT', '-1'],
    ['DATABASE_URL', 'mysql://db/platform'],
    ['DATABASE_URL', 'db'],
    ['DATABASE_POOL_MAX', '1'],
    ['TEMPORAL_ADDRESS', 'temporal'],
    ['TEMPORAL_ADDRESS', 'http://temporal:7233'],
    ['TEMPORAL_TLS', 'yes'],
    ['TEMPORAL_UI_URL', 'temporal:8080'],
    ['TEMPORAL_UI_URL', 'http://temporal:8080/'],
    ['TEMPORAL_UI_URL', 'http://temporal:8080?a=b'],
    ['DATA_KEYS', key],
    ['DATA_KEYS', `k1:${key},`],
    ['DATA_KEYS', 'k1:c2hvcnQ='],
    ['HASH_KEY', 'REPLACE'],
    ['CURSOR_KEY', Buffer.alloc(31).toString('base64')],
    ['PUBLIC_ORIGINS', 'sign.example.edu.cn'],
    ['PUBLIC_ORIGINS', 'https://sign.example.edu.cn/'],
    ['PUBLIC_ORIGINS', 'https://sign.example.edu.cn,http://sign.example.edu.cn'],
    ['PUBLIC_ORIGINS', 'ftp://sign.example.edu.cn'],
    ['TRUSTED_PROXIES', '1.5'],
    ['OPTIONAL_LETTER_FIELDS', 'salary,bonus'],
    ['OPTIONAL_LETTER_FIELDS', 'salary,salary'],
    ['OPTIONAL_LETTER_FIELDS', 'salary benefits'],
    ['CODE_LIFE_MINUTES', '0'],
    ['CODE_LIFE_MINUTES', '2.5'],
    ['CODE_TRIES_MAX', 'five'],
    ['SIGN_IN_TRIES_MAX', '1'],
    ['SIGN_IN_LOCK_MINUTES', '-1'],
    ['PASSWORD_CHARACTERS_MIN', '5'],
    ['PASSWORD_CHARACTERS_MAX', '19'],
    ['SUPPORT_PHONE', 'call us'],
    ['TERMS_VERSION', '2026 1'],
    ['TERMS_URL', 'http://www.example.edu.cn/terms'],
    ['SUPPORT_PHONE', '400-000-0000'],
    ['TERMS_URL', '/terms'],
    ['EXAMPLE_LICENSE_URL', '/sandbox/samples/business-license.png'],
    ['EXAMPLE_LETTER_URL', '/sandbox/samples/signing-authorization-letter.png'],
    ['EXAMPLE_LETTER_URL', '//elsewhere.example/letter.png'],
    ['PAYER_ACCOUNT_NO', '6222 0000'],
    ['SMS_PROVIDER', 'carrier-pigeon'],
    ['SMS_ACCESS_KEY_ID', 'two words'],
    ['SMS_SIGN_NAME', '【网签】'],
    ['SMS_SIGN_NAME', '全国高校毕业生网上签约'],
    ['SMS_TEMPLATES', '/no/such/file.json'],
    ['SMS_TEMPLATES', '{"INVITATION_SENT": 1}'],
    ['SMS_TEMPLATES', '{'],
    ['SMS_SDK_APP_ID', 'app'],
    ['SMS_REGION', 'Guangzhou!'],
    ['SMS_URL', 'http://dysmsapi.aliyuncs.com'],
    ['SMS_URL', 'https://proxy.example.com/sms'],
    ['MAIL_PROVIDER', 'carrier-pigeon'],
    ['MAIL_FROM', 'no-reply@example.edu.cn'],
    ['MAIL_FROM', 'a\nBcc: b <no-reply@example.edu.cn>'],
    ['SMTP_HOST', 'smtp://smtp.example.edu.cn'],
    ['SMTP_PORT', '0'],
    ['SMTP_SECURITY', 'ssl'],
    ['FILES_STORE', 'floppy'],
    ['S3_ENDPOINT', 'object-store:9000'],
    ['S3_BUCKET', 'My Bucket'],
    ['S3_PATH_STYLE', 'yes'],
    ['CAPTCHA_PROVIDER', 'picture'],
    ['CAPTCHA_KEY', 'c2hvcnQ='],
    ['BANK_PROVIDER', 'piggy'],
    ['BANK_URL', 'http://bank.example.com'],
    ['BANK_URL', 'https://user:secret@bank.example.com'],
    ['BANK_URL', 'https://bank.example.com/?a=b'],
    ['BANK_URL', 'https://bank.example.com/#a'],
    ['BANK_URL', 'bank'],
    ['BANK_MERCHANT_ID', 'two words'],
    ['BANK_MERCHANT_ID', '商户'],
    ['BANK_REQUEST_KEY', 'c2hvcnQ='],
    ['BANK_CALLBACK_KEYS', 'c2hvcnQ='],
    ['BANK_CALLBACK_KEYS', `${key},${key},${key}`],
    ['LOG_LEVEL', 'loud'],
  ])('%s=%s', (name, value) => {
    const complaints = complaintsAbout({ ...right, [name]: value });
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toMatch(new RegExp(`^  ${name}: (?!is missing).+\\. Example: ${name}=.+`));
  });
});

test('everything that is wrong is said at once, and never a value: it may be a secret', () => {
  const secret = 'a-secret-in-the-wrong-place';
  const complaints = complaintsAbout({ DATABASE_URL: secret, HASH_KEY: secret, DATA_KEYS: `k1:${secret}` });
  const named = complaints.map((line) => line.trim().split(':')[0]);
  // Where local files lie, and what production needs besides, is asked once it is known that they do, and that it is.
  expect([...named, 'FILES_DIR', ...Object.keys(siteExamples)].sort()).toEqual([...Object.keys(right)].sort());
  expect(complaints.join('\n')).not.toContain(secret);
});

test('files lie where the store that is named needs them to', () => {
  expect(filePlace(parseConfig(right))).toEqual({ store: 'local', folder: '/var/lib/files' });
  expect(filePlace(parseConfig(rightWithS3))).toEqual({
    ...{ store: 's3', endpoint: 'http://object-store:9000', bucket: 'files', region: 'us-east-1', pathStyle: true },
    ...{ accessKeyId: 'platform', secretAccessKey: 'secret' },
  });
});

describe('production', () => {
  test.each([
    ['SMS_PROVIDER', 'sandbox'],
    ['MAIL_PROVIDER', 'sandbox'],
    ['BANK_PROVIDER', 'sandbox'],
    ['FAULT_DIR', '/var/lib/faults'],
  ])('refuses %s=%s, which exists in embedded mode only', (name, value) => {
    expect(complaintsAbout({ ...right, [name]: value })).toEqual([
      expect.stringMatching(new RegExp(`^  ${name}: .*embedded mode only`)),
    ]);
    expect(complaintsAbout({ ...right, APP_MODE: 'embedded', [name]: value })).toEqual([]);
  });
});

describe('a captcha', () => {
  test('is what captchaOf wants, with a key of its own', () => {
    const config = parseConfig({ ...right, CAPTCHA_PROVIDER: 'altcha', CAPTCHA_KEY: key });
    expect(captchaSettings(config)).toEqual({ provider: 'altcha', key });
  });

  test('without its key does not start', () => {
    expect(complaintsAbout({ ...right, CAPTCHA_PROVIDER: 'altcha' })).toEqual([
      expect.stringMatching(/^ {2}CAPTCHA_KEY: is missing\. Example: CAPTCHA_KEY=.+/),
    ]);
  });
});

describe('a bank over https', () => {
  const needed = {
    BANK_URL: 'https://bank.example.com/remittances/v1',
    BANK_MERCHANT_ID: 'platform',
    BANK_REQUEST_KEY: key,
    PAYER_ACCOUNT_NO: '6222020200009000',
    BANK_CALLBACK_KEYS: `${key},${Buffer.alloc(32, 2).toString('base64')}`,
  };
  const withBank = { ...right, BANK_PROVIDER: 'https', ...needed };

  test('with all it needs is what bankOf wants, and two keys for call-backs may be in force', () => {
    const config = parseConfig(withBank);
    const { BANK_URL: url, BANK_MERCHANT_ID: merchantId, BANK_REQUEST_KEY: requestKey } = needed;
    expect(bankSettings(config)).toEqual({ provider: 'https', url, merchantId, requestKey });
    expect(payerAccountNo(config)).toBe('6222020200009000');
    expect(config.BANK_CALLBACK_KEYS).toEqual(needed.BANK_CALLBACK_KEYS.split(','));
  });

  test.each(Object.keys(needed))('without %s does not start, in no mode', (name) => {
    for (const mode of ['production', 'embedded'])
      expect(complaintsAbout({ ...withBank, APP_MODE: mode, [name]: undefined })).toEqual([
        expect.stringMatching(new RegExp(`^  ${name}: is missing\\. Example: ${name}=.+`)),
      ]);
  });
});

const templates = Object.fromEntries(smsTemplateNames.map((name, place) => [name, `SMS_${place}`]));

describe('a gateway of SMS', () => {
  const needed = {
    SMS_ACCESS_KEY_ID: 'id',
    SMS_ACCESS_KEY_SECRET: 'secret-of-the-gateway',
    SMS_SIGN_NAME: '毕业生网签',
    SMS_TEMPLATES: JSON.stringify(templates),
  };
  const withAliyun = { ...right, SMS_PROVIDER: 'aliyun', ...needed };
  const withTencent = { ...right, SMS_PROVIDER: 'tencent', SMS_SDK_APP_ID: '1400006666', ...needed };
  const common = { accessKeyId: 'id', accessKeySecret: 'secret-of-the-gateway', signName: '毕业生网签', templates };

  test('of each provider with all it needs is what smsOf wants, at the address of the provider unless told otherwise', () => {
    expect(smsSettings(parseConfig(withAliyun))).toEqual({
      ...{ provider: 'aliyun', url: 'https://dysmsapi.aliyuncs.com', ...common },
    });
    expect(
      smsSettings(parseConfig({ ...withTencent, SMS_URL: 'https://sms.ap-guangzhou.tencentcloudapi.com' })),
    ).toEqual({
      ...{ provider: 'tencent', url: 'https://sms.ap-guangzhou.tencentcloudapi.com', ...common },
      ...{ sdkAppId: '1400006666', region: 'ap-guangzhou' },
    });
    expect(smsSettings(parseConfig(right))).toEqual({ provider: 'none' });
  });

  test.each([
    ...Object.keys(needed).map((name) => [name, withAliyun] as const),
    ['SMS_ACCESS_KEY_SECRET', withTencent] as const,
    ['SMS_SDK_APP_ID', withTencent] as const,
  ])('without %s does not start, in no mode', (name, env) => {
    for (const mode of ['production', 'embedded'])
      expect(complaintsAbout({ ...env, APP_MODE: mode, [name]: undefined })).toEqual([
        expect.stringMatching(new RegExp(`^  ${name}: is missing(: .+)?\\. Example: ${name}=.+`)),
      ]);
  });

  test('takes its templates from a file too, and names every text that has none', () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'templates-')), 'templates.json');
    writeFileSync(file, JSON.stringify(templates));
    expect(parseConfig({ ...withAliyun, SMS_TEMPLATES: file }).SMS_TEMPLATES).toEqual(templates);
    rmSync(path.dirname(file), { recursive: true });
    const changed = { ...templates, INVITATION_SENT: undefined, SIGNED_GRADUATE: undefined, SECRET: 'x' };
    expect(complaintsAbout({ ...withAliyun, SMS_TEMPLATES: JSON.stringify(changed) })).toEqual([
      expect.stringContaining('has no template for INVITATION_SENT, SIGNED_GRADUATE'),
      expect.stringMatching(/names 1 texts that do not exist\. /),
    ]);
  });

  test('a start without a provider says what it is for and what may be chosen, and never a secret', () => {
    const complaints = complaintsAbout({ ...withAliyun, SMS_PROVIDER: undefined, MAIL_PROVIDER: undefined });
    expect(complaints).toEqual([
      expect.stringMatching(/^ {2}SMS_PROVIDER: is missing: .*aliyun, tencent, or none.*Example: SMS_PROVIDER=aliyun$/),
      expect.stringMatching(/^ {2}MAIL_PROVIDER: is missing: .*smtp, or none.*Example: MAIL_PROVIDER=smtp$/),
    ]);
    const wrong = complaintsAbout({ ...withAliyun, SMS_ACCESS_KEY_SECRET: 'secret of the gateway' });
    expect(wrong).toHaveLength(1);
    expect(wrong.join()).not.toContain('secret of');
  });
});

describe('mail over SMTP', () => {
  const withMail = {
    ...{ ...right, MAIL_PROVIDER: 'smtp', SMTP_HOST: 'smtp.example.edu.cn' },
    MAIL_FROM: '毕业生网签 <no-reply@sign.example.edu.cn>',
    ...{ SMTP_USER: 'no-reply', SMTP_PASSWORD: 'secret' },
  };

  test('with all it needs is what mailOf wants, over TLS unless told otherwise', () => {
    expect(mailSettings(parseConfig(withMail))).toEqual({
      ...{ provider: 'smtp', host: 'smtp.example.edu.cn', port: 465, security: 'tls' },
      from: { name: '毕业生网签', address: 'no-reply@sign.example.edu.cn' },
      login: { user: 'no-reply', password: 'secret' },
    });
    expect(mailSettings(parseConfig(right))).toEqual({ provider: 'none' });
    const catcher = { ...withMail, SMTP_SECURITY: 'none', SMTP_USER: '', SMTP_PASSWORD: '' };
    expect(mailSettings(parseConfig(catcher))).toMatchObject({ security: 'none', login: undefined });
  });

  test.each(['SMTP_HOST', 'MAIL_FROM', 'SMTP_USER', 'SMTP_PASSWORD'])('without %s does not start', (name) => {
    expect(complaintsAbout({ ...withMail, [name]: undefined })).toEqual([
      expect.stringMatching(new RegExp(`^  ${name}: is missing\\. Example: ${name}=.+`)),
    ]);
  });

  test('with a password and without TLS does not start', () => {
    expect(complaintsAbout({ ...withMail, SMTP_SECURITY: 'none' })).toEqual([
      expect.stringMatching(/^ {2}SMTP_SECURITY: .*in the clear\. Example: SMTP_SECURITY=tls$/),
    ]);
  });
});

test('a program with a wrong environment ends at once with code 78 and the complaint', () => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const environment = { PATH: process.env['PATH'], ...right, PORT: '70000' };
  const run = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/migrate.ts'], {
    cwd: root,
    env: environment,
    encoding: 'utf8',
  });
  expect(run.status).toBe(78);
  expect(run.stderr).toMatch(/^The configuration is wrong:\n {2}PORT: .+Example: PORT=3000\n$/);
});

test('demo data are refused in production', () => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const run = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/migrate.ts', '--demo'], {
    cwd: root,
    env: { PATH: process.env['PATH'], ...right },
    encoding: 'utf8',
  });
  expect(run.status).toBe(78);
  expect(run.stderr).toContain('embedded mode only');
});
