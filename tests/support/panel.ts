import { randomUUID } from 'node:crypto';
import pino from 'pino';
import type { Response, Test } from 'supertest';
import type { PanelContents } from '../../admin/contents.ts';
import type { PanelDependencies } from '../../admin/dependencies.ts';
import { createPanel, panelContents } from '../../admin/panel.ts';
import type { CommandDependencies, FileDependencies } from '../../commands/dependencies.ts';
import { noFaults } from '../../commands/faults.ts';
import { codeOfStep, stepAt } from '../../commands/one-time-code.ts';
import { signInTries } from '../../domain/sign-in-tries.ts';
import { signInGuard, type SignInGuard } from '../../commands/sign-in-limits.ts';
import { databaseClock } from '../../database/clock.ts';
import { openDatabase } from '../../database/knex.ts';
import { personalDataWith } from '../../database/personal-data.ts';
import { demoCodeSecret, demoPassword } from '../../database/seeds/demo-data.ts';
import { absentEngine, apiOf, cookieOf, testOrigin, type Method, type SignedIn, type TestApi } from './api.ts';
import { memoryFiles } from './memory-files.ts';
import { testKeys } from './test-keys.ts';
import { createTestDatabase } from './servers.ts';

/** A panel under test inside a whole app, its data, and ways to call it. */
export interface TestPanel extends Pick<TestApi, 'knex' | 'personalData' | 'clock' | 'call' | 'stop'> {
  /** The limits the panel keeps to. */
  guard: SignInGuard;
  /** Sends a form as a page of ours would. */
  send(path: string, fields: Record<string, string>, cookie?: string): Test;
  /** Signs a member of the demo staff in, the second step included; answers the cookie of the open panel. */
  cookieFor(signInName: string): Promise<string>;
  /** A call with a cookie as a page of ours makes it. */
  as(cookie: string): SignedIn;
  /** Reads a page of the panel; `query` begins with a question mark. */
  page(cookie: string, id: string, query?: string): Test;
  /** Presses a button of a page, each time a new press unless `key` says otherwise. */
  press(cookie: string, id: string, fields: Record<string, string>): Test;
}

/** A panel on a database of its own with the demo data, and no engine; a browser needs to know the port beforehand. */
export async function startPanel(
  contents: PanelContents = panelContents,
  loader?: Parameters<typeof createPanel>[1],
  port?: number,
): Promise<TestPanel> {
  const database = await createTestDatabase('DEMO');
  const knex = openDatabase(database.url, { poolMax: 5 });
  const shared = { knex, clock: databaseClock, personalData: personalDataWith(testKeys) };
  const log = pino({ level: 'silent' });
  const deps = { ...shared, engine: absentEngine, faults: noFaults, log, files: memoryFiles() };
  const around = panelAround(deps, { contents, ...(loader ? { loader } : {}), ...(port ? { port } : {}) });
  await around.listening;
  return {
    ...shared,
    ...around,
    async stop() {
      await knex.destroy();
      await database.drop();
    },
  };
}

/** What a panel on somebody else's database is built with. */
export interface PanelAround {
  guard?: SignInGuard;
  contents?: PanelContents;
  loader?: Parameters<typeof createPanel>[1];
  settings?: Partial<PanelDependencies['settings']>;
  /** Any free one unless told otherwise. */
  port?: number;
}

/** A panel, and the API beside it, around what commands need: a whole platform's, say. */
export function panelAround(
  deps: CommandDependencies & FileDependencies,
  { guard = unguarded(deps), contents = panelContents, loader, settings, port }: PanelAround = {},
): Omit<TestPanel, 'knex' | 'personalData' | 'clock' | 'stop'> & Pick<TestApi, 'signIn' | 'listening'> {
  const origin = port === undefined ? testOrigin : `http://localhost:${port}`;
  // Pages are opened at the port; the helpers of other tests call from their usual origin.
  const publicOrigins = [...new Set([testOrigin, origin])];
  const panelSettings = { publicOrigins, mode: 'embedded', ...settings } as const;
  const { handle: panel } = createPanel({ ...deps, guard, settings: panelSettings, contents }, loader);
  const { call, signIn, listening } = apiOf(deps, {
    ...{ panel, trustedProxies: 1, publicOrigins, demoCodeSecret },
    ...(port === undefined ? {} : { port }),
  });
  const send: TestPanel['send'] = (path, fields, cookie = '') =>
    call('post', path).set({ origin, cookie }).type('form').send(fields);
  const as: TestPanel['as'] = (cookie) => (method: Method, path: string) => call(method, path).set({ cookie, origin });
  return {
    ...{ guard, call, send, as, signIn, listening },
    page: (cookie, id, query = '') => as(cookie)('get', `/admin/api/pages/${id}${query}`),
    press: (cookie, id, fields) => as(cookie)('post', `/admin/api/pages/${id}`).send({ key: randomUUID(), ...fields }),
    async cookieFor(signInName) {
      const cookie = panelCookieOf(await send('/admin/sign-in', { name: signInName, password: demoPassword }));
      if (signInName !== 'administrator') return cookie;
      // Every sign-in of a test may use the present code.
      await deps.knex('staff_account').where({ signInName }).update({ lastTotpStep: 0 });
      return panelCookieOf(await send('/admin/sign-in/code', { code: currentCode() }, cookie));
    },
  };
}

function unguarded({ knex, personalData }: Pick<CommandDependencies, 'knex' | 'personalData'>): SignInGuard {
  return signInGuard(knex, personalData, { ...signInTries, triesPerAddress: 1_000, addressWindowSeconds: 900 });
}

/** The code a demo administrator's authenticator app shows now, or some steps away. */
export function currentCode(secret = demoCodeSecret, away = 0): string {
  return codeOfStep(secret, stepAt(Date.now() / 1_000) + away);
}

/** The cookie of an answer that signed somebody in. */
export function panelCookieOf(answer: Response): string {
  if (answer.status !== 303) throw new Error(`signing in answered ${answer.status}`);
  return cookieOf(answer);
}
