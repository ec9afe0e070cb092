import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import pino, { type Logger } from 'pino';
import supertest, { type Response, type Test } from 'supertest';
import { createApp } from '../../api/app.ts';
import type { ApiSettings, AppDependencies } from '../../api/dependencies.ts';
import { optionalLetterFields } from '../../domain/letters.ts';
import type { CommandDependencies, MessagingDependencies } from '../../commands/dependencies.ts';
import type { Engine } from '../../commands/engine.ts';
import { noFaults } from '../../commands/faults.ts';
import { databaseClock } from '../../database/clock.ts';
import { openDatabase } from '../../database/knex.ts';
import { personalDataWith } from '../../database/personal-data.ts';
import { demoPassword } from '../../database/seeds/demo-data.ts';
import { typstTypesetter } from '../../integrations/documents/typst.ts';
import type { FileStore } from '../../integrations/files/files.ts';
import { sandboxMail } from '../../integrations/mail/sandbox.ts';
import { sandboxSms } from '../../integrations/sms/sandbox.ts';
import { memoryFiles } from './memory-files.ts';
import { siteSettings } from '../../config-site.ts';
import { oneTimeCodes } from '../../domain/one-time-codes.ts';
import { passwordCharacters } from '../../domain/passwords.ts';
import { signInTries } from '../../domain/sign-in-tries.ts';
import { testKeys } from './test-keys.ts';
import { createTestDatabase } from './servers.ts';

/** The origin the tests' pages come from. */
export const testOrigin = 'http://localhost:3000';

/** An engine that cannot be reached: what is asked of it stays in the inbox. */
export const absentEngine: Engine = {
  act: () => Promise.reject(new Error('ENGINE_ABSENT')),
  poke: () => Promise.reject(new Error('ENGINE_ABSENT')),
  look: () => Promise.reject(new Error('ENGINE_ABSENT')),
  invalidate: () => Promise.reject(new Error('ENGINE_ABSENT')),
  goThroughBatch: () => Promise.reject(new Error('ENGINE_ABSENT')),
  goThroughImport: () => Promise.reject(new Error('ENGINE_ABSENT')),
  runningProcesses: () => Promise.reject(new Error('ENGINE_ABSENT')),
  isRunning: () => Promise.reject(new Error('ENGINE_ABSENT')),
  failingWorkflows: () => Promise.reject(new Error('ENGINE_ABSENT')),
  runSchedule: () => Promise.reject(new Error('ENGINE_ABSENT')),
  ensureSchedules: () => Promise.reject(new Error('ENGINE_ABSENT')),
  isReachable: () => Promise.resolve(false),
  close: () => Promise.resolve(),
};

/** The methods a caller uses. */
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete' | 'head' | 'options';

/** An app under test, its data, and ways to call it; every answer is held against its documented schema. */
export interface TestApi extends CommandDependencies {
  /** A request as it is, with no header of ours. */
  call(method: Method, path: string): Test;
  /** Comes true when it listens: supertest closes a server that it finds not listening yet. */
  listening: Promise<unknown>;
  /** Signs a demo person in; the answer sets the headers a page of ours would send. */
  signIn(userType: 'EMPLOYER' | 'GRADUATE' | 'REVIEWER', phone: string): Promise<SignedIn>;
  stop(): Promise<void>;
}

/** Calls by somebody signed in, as their browser makes them. */
export type SignedIn = (method: Method, path: string) => Test;

/** Puts an app around what commands need; answers are checked, everything else as told. */
export function apiOf(
  deps: CommandDependencies &
    Partial<
      Pick<AppDependencies, 'files' | 'documents' | 'observeRequest' | 'sms' | 'mail' | 'captcha' | 'oneTimeCodes'>
    >,
  { panel, port = 0, ...settings }: Partial<ApiSettings> & Pick<AppDependencies, 'panel'> & { port?: number } = {},
): Omit<TestApi, 'stop'> {
  const app = createApp({
    files: memoryFiles(),
    sms: sandboxSms(deps.knex, deps.personalData),
    mail: sandboxMail(deps.knex, deps.personalData),
    documents: typstTypesetter(),
    oneTimeCodes,
    ...deps,
    ...(panel ? { panel } : {}),
    settings: {
      mode: 'embedded',
      publicOrigins: [testOrigin],
      trustedProxies: 0,
      cursorKey: randomBytes(32).toString('base64'),
      signInLimits: { ...signInTries, triesPerAddress: 1_000, addressWindowSeconds: 900 },
      passwordCharacters,
      site: siteSettings({}),
      payerAccountNo: '6222000000009000',
      codesPerAddress: { tries: 1_000, windowSeconds: 900 },
      bankCallbackKeys: [],
      optionalLetterFields,
      uploadLimit: { tries: 1_000, windowSeconds: 900 },
      checkLimit: { tries: 1_000, windowSeconds: 900 },
      checkAnswers: true,
      ...settings,
    },
  });
  // One server for all calls of a test file; it does not keep the process alive.
  const server = createServer(app.callback()).listen(port, '127.0.0.1').unref();
  const call = (method: Method, path: string): Test => supertest(server)[method](path);
  return {
    ...deps,
    call,
    listening: once(server, 'listening'),
    async signIn(userType, phone) {
      const answer = await call('post', '/api/v1/sessions').send({ userType, phone, password: demoPassword });
      if (answer.status !== 201) throw new Error(`signing in answered ${answer.status}`);
      const cookie = cookieOf(answer);
      return (method, path) => call(method, path).set({ cookie, origin: testOrigin });
    },
  };
}

/** The cookie an answer sets, as it is sent back. */
export function cookieOf(answer: Response): string {
  const [cookie] = (answer.headers['set-cookie'] ?? []) as unknown as string[];
  return cookie?.split(';')[0] ?? '';
}

/** An app on a database of its own with the demo data; without an engine unless one is given. */
export async function startApi(
  options: {
    settings?: Partial<ApiSettings>;
    engine?: Engine;
    log?: Logger;
    files?: FileStore;
  } & Partial<MessagingDependencies> = {},
): Promise<TestApi> {
  const database = await createTestDatabase('DEMO');
  const knex = openDatabase(database.url, { poolMax: 5 });
  const personalData = personalDataWith(testKeys);
  const api = apiOf(
    {
      ...{ knex, personalData, clock: databaseClock, faults: noFaults },
      engine: options.engine ?? absentEngine,
      log: options.log ?? pino({ level: 'silent' }),
      files: options.files ?? memoryFiles(),
      ...(options.sms ? { sms: options.sms } : {}),
      ...(options.captcha ? { captcha: options.captcha } : {}),
    },
    options.settings,
  );
  await api.listening;
  return {
    ...api,
    async stop() {
      await knex.destroy();
      await database.drop();
    },
  };
}
