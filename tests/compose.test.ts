import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { ConfigError, parseConfig } from '../config.ts';
import { mailSettings, smsSettings } from '../config-messages.ts';
import { smsTemplateNames } from '../domain/vocabulary/sms-templates.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const example = readFileSync(path.join(root, '.env.example'), 'utf8');
const folder = mkdtempSync(path.join(tmpdir(), 'compose-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs compose on the project's file with this text as its .env, and nothing of our own environment. */
function compose(envFile: string, ...args: string[]) {
  const file = path.join(folder, 'env');
  writeFileSync(file, envFile);
  return spawnSync('docker-compose', ['--env-file', file, 'config', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  });
}

/** What an operator says of the platform itself. */
const site = {
  SUPPORT_PHONE: '010-88886666',
  TERMS_URL: 'https://www.example.edu.cn/terms',
  EXAMPLE_LICENSE_URL: 'https://www.example.edu.cn/license.png',
  EXAMPLE_LETTER_URL: '/examples/letter.png',
};

/** The example with these values in their places, and something in every other one that is to be filled in. */
function filledIn(values: Record<string, string>): string {
  return Object.entries({ ...site, ...values }).reduce(
    (file, [name, value]) => file.replace(new RegExp(`^${name}=.*$`, 'm'), () => `${name}=${value}`),
    example.replaceAll('REPLACE', '0f0f0f'),
  );
}

const without = (name: string) => example.replace(new RegExp(`^${name}=.*\n`, 'm'), '');

test('the compose file is right with the values of .env.example', () => {
  expect(compose(example, '--quiet')).toMatchObject({ status: 0, stderr: '' });
});

describe('no secret has a default', () => {
  const secrets = [
    'DATABASE_PASSWORD',
    'TEMPORAL_DATABASE_PASSWORD',
    'DATA_KEYS',
    'HASH_KEY',
    'CURSOR_KEY',
    'S3_SECRET_ACCESS_KEY',
  ];
  test.each([...secrets, 'PUBLIC_ORIGINS', 'SMS_PROVIDER', 'MAIL_PROVIDER', 'BANK_PROVIDER'])(
    'without %s compose stops and names it',
    (name) => {
      const { status, stderr } = compose(without(name), '--quiet');
      expect(status).toBe(1);
      expect(stderr).toContain(`${name} is missing`);
    },
  );
});

test('the values of .env.example start nothing: the configuration refuses each of its placeholders by name', () => {
  const environment = environmentOf('server', example);
  expect(() => parseConfig(environment)).toThrow(ConfigError);
  for (const name of ['DATA_KEYS', 'HASH_KEY', 'CURSOR_KEY', 'CAPTCHA_KEY', ...Object.keys(site)])
    expect(() => parseConfig(environment)).toThrow(`  ${name}: `);
});

test('with real keys in their place the same environment is a right one, for server and for worker', () => {
  const key = Buffer.alloc(32, 7).toString('base64');
  const filled = filledIn({ DATA_KEYS: `k1:${key}`, HASH_KEY: key, CURSOR_KEY: key, CAPTCHA_KEY: key });
  for (const service of ['migrate', 'server', 'worker']) {
    const config = parseConfig(environmentOf(service, filled));
    expect(config).toMatchObject({
      APP_MODE: 'production',
      SMS_PROVIDER: 'none',
      MAIL_PROVIDER: 'none',
      CAPTCHA_PROVIDER: 'altcha',
      BANK_PROVIDER: 'none',
      FILES_STORE: 's3',
      S3_BUCKET: 'files',
    });
  }
});

test('a gateway and a mail server of .env reach server and worker whole, templates in JSON too', () => {
  const key = Buffer.alloc(32, 7).toString('base64');
  const templates = Object.fromEntries(smsTemplateNames.map((name, place) => [name, `SMS_${place}`]));
  const values: Record<string, string> = {
    ...{ DATA_KEYS: `k1:${key}`, HASH_KEY: key, CURSOR_KEY: key, CAPTCHA_KEY: key },
    ...{
      SMS_PROVIDER: 'aliyun',
      SMS_ACCESS_KEY_ID: 'id',
      SMS_ACCESS_KEY_SECRET: 'secret',
      SMS_SIGN_NAME: '毕业生网签',
    },
    SMS_TEMPLATES: `'${JSON.stringify(templates)}'`,
    ...{ MAIL_PROVIDER: 'smtp', MAIL_FROM: '毕业生网签 <no-reply@sign.example.edu.cn>' },
    ...{ SMTP_HOST: 'mail-catcher', SMTP_PORT: '1025', SMTP_SECURITY: 'none' },
  };
  const filled = filledIn(values);
  for (const service of ['server', 'worker']) {
    const config = parseConfig(environmentOf(service, filled));
    expect(smsSettings(config)).toMatchObject({ provider: 'aliyun', signName: '毕业生网签', templates });
    expect(mailSettings(config)).toMatchObject({
      provider: 'smtp',
      host: 'mail-catcher',
      port: 1025,
      login: undefined,
    });
  }
});

function environmentOf(service: string, envFile: string): Record<string, string> {
  type Composed = { services: Record<string, { environment: Record<string, string> }> };
  return (JSON.parse(composeAsJson(envFile)) as Composed).services[service]?.environment ?? {};
}

/** Compose 2 prints JSON if asked; compose 1 prints YAML only, but brings Python's reader of it along. */
function composeAsJson(envFile: string): string {
  const json = compose(envFile, '--format', 'json');
  if (json.stdout.startsWith('{')) return json.stdout;
  const program = 'import sys, json, yaml; print(json.dumps(yaml.safe_load(sys.stdin)))';
  return execFileSync('/usr/bin/python3', ['-c', program], { input: compose(envFile).stdout, encoding: 'utf8' });
}
