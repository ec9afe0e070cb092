import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { bankSettings, ConfigError, filePlace, parseConfig } from '../config.ts';

const key = Buffer.alloc(32, 1).toString('base64');
const right = {
  DATABASE_URL: 'postgres://platform:secret@db:5432/platform',
  TEMPORAL_ADDRESS: 'temporal:7233',
  DATA_KEYS: `k2:${key},k1:${key}`,
  HASH_KEY: key,
  CURSOR_KEY: key,
  PUBLIC_ORIGINS: 'https://sign.example.edu.cn,http://127.0.0.1:3000',
  SMS_PROVIDER: 'none',
  FILES_STORE: 'local',
  FILES_DIR: '/var/lib/files',
  BANK_PROVIDER: 'none',
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
  expect(config.PUBLIC_ORIGINS).toEqual(['https://sign.example.edu.cn', 'http://127.0.0.1:3000']);
  expect(Object.isFrozen(config)).toBe(true);
});

describe('a missing value names itself, says so and gives an example', () => {
  const cases = [right, objectStore].flatMap((names) => Object.keys(names));
  test.each(cases)('%s', (name) => {
    for (const absent of [undefined, '']) {
      const complaints = complaintsAbout({ ...(name in right ? right : rightWithS3), [name]: absent });
      expect(complaints).toHaveLength(1);
      expect(complaints[0]).toMatch(new RegExp(`^  ${name}: is missing\\. Example: ${name}=.+`));
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
    ['PUBLIC_ORIGINS', 'ftp://sign.example.edu.cn'],
    ['TRUSTED_PROXIES', '1.5'],
    ['SMS_PROVIDER', 'carrier-pigeon'],
    ['FILES_STORE', 'floppy'],
    ['S3_ENDPOINT', 'object-store:9000'],
    ['S3_BUCKET', 'My Bucket'],
    ['S3_PATH_STYLE', 'yes'],
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
  // Where local files lie is asked once it is known that they lie here.
  expect([...named, 'FILES_DIR'].sort()).toEqual([...Object.keys(right)].sort());
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
    ['BANK_PROVIDER', 'sandbox'],
    ['FAULT_DIR', '/tmp/faults'],
  ])('refuses %s=%s, which exists in embedded mode only', (name, value) => {
    expect(complaintsAbout({ ...right, [name]: value })).toEqual([
      expect.stringMatching(new RegExp(`^  ${name}: .*embedded mode only`)),
    ]);
    expect(complaintsAbout({ ...right, APP_MODE: 'embedded', [name]: value })).toEqual([]);
  });
});

describe('a bank over https', () => {
  const needed = {
    BANK_URL: 'https://bank.example.com/remittances/v1',
    BANK_MERCHANT_ID: 'platform',
    BANK_REQUEST_KEY: key,
    BANK_CALLBACK_KEYS: `${key},${Buffer.alloc(32, 2).toString('base64')}`,
  };
  const withBank = { ...right, BANK_PROVIDER: 'https', ...needed };

  test('with all it needs is what bankOf wants, and two keys for call-backs may be in force', () => {
    const config = parseConfig(withBank);
    const { BANK_URL: url, BANK_MERCHANT_ID: merchantId, BANK_REQUEST_KEY: requestKey } = needed;
    expect(bankSettings(config)).toEqual({ provider: 'https', url, merchantId, requestKey });
    expect(config.BANK_CALLBACK_KEYS).toEqual(needed.BANK_CALLBACK_KEYS.split(','));
  });

  test.each(Object.keys(needed))('without %s does not start, in no mode', (name) => {
    for (const mode of ['production', 'embedded'])
      expect(complaintsAbout({ ...withBank, APP_MODE: mode, [name]: undefined })).toEqual([
        expect.stringMatching(new RegExp(`^  ${name}: is missing\\. Example: ${name}=.+`)),
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
