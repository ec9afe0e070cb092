import pino from 'pino';
import type { Response, Test } from 'supertest';
import type { PanelContents } from '../../admin/contents.ts';
import type { PanelDependencies } from '../../admin/dependencies.ts';
import { createPanel, panelContents } from '../../admin/panel.ts';
import type { CommandDependencies, FileDependencies } from '../../commands/dependencies.ts';
import { noFaults } from '../../commands/faults.ts';
import { codeOfStep, stepAt } from '../../commands/one-time-code.ts';
import { signInGuard, type SignInGuard } from '../../commands/sign-in-limits.ts';
import { databaseClock } from '../../database/clock.ts';
import { openDatabase } from '../../database/knex.ts';
import { personalDataWith } from '../../database/personal-data.ts';
import { demoCodeSecret, demoPassword } from '../../database/seeds/demo-data.ts';
import { seedDemo } from '../../database/seeds/demo.ts';
import { absentEngine, apiOf, cookieOf, testOrigin, type Method, type SignedIn, type TestApi } from './api.ts';
import { memoryFiles } from './memory-files.ts';
import { testKeys } from './platform.ts';
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
}

/** A panel on a database of its own with the demo data. */
export async function startPanel(
  contents: PanelContents = panelContents,
  loader?: Parameters<typeof createPanel>[1],
): Promise<TestPanel> {
  const database = await createTestDatabase();
  const knex = openDatabase(database.url, { poolMax: 5 });
  const shared = { knex, clock: databaseClock, personalData: personalDataWith(testKeys) };
  await seedDemo(knex, shared.personalData);
  const guard = unguarded(shared);
  const deps = {
    ...shared,
    engine: absentEngine,
    faults: noFaults,
    log: pino({ level: 'silent' }),
    files: memoryFiles(),
  };
  return {
    ...panelAround(deps, { guard, contents, ...(loader ? { loader } : {}) }),
    ...{ ...shared, guard },
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
}

/** A panel, and the API beside it, around what commands need: a whole platform's, say. */
export function panelAround(
  deps: CommandDependencies & FileDependencies,
  { guard = unguarded(deps), contents = panelContents, loader, settings }: PanelAround = {},
): Pick<TestPanel, 'call' | 'send' | 'as' | 'cookieFor'> & Pick<TestApi, 'signIn'> {
  const { knex } = deps;
  const panelSettings = { publicOrigins: [testOrigin], mode: 'embedded', ...settings } as const;
  const { handle: panel } = createPanel({ ...deps, guard, settings: panelSettings, contents }, loader);
  const { call, signIn } = apiOf(deps, { panel });
  const send: TestPanel['send'] = (path, fields, cookie = '') =>
    call('post', path).set({ origin: testOrigin, cookie }).type('form').send(fields);
  return {
    ...{ call, send, signIn },
    as: (cookie) => (method: Method, path: string) => call(method, path).set({ cookie, origin: testOrigin }),
    async cookieFor(signInName) {
      const cookie = panelCookieOf(await send('/admin/sign-in', { name: signInName, password: demoPassword }));
      if (signInName !== 'administrator') return cookie;
      // Every sign-in of a test may use the present code.
      await knex('staff_account').where({ signInName }).update({ lastTotpStep: 0 });
      return panelCookieOf(await send('/admin/sign-in/code', { code: currentCode() }, cookie));
    },
  };
}

function unguarded({ knex, personalData }: Pick<CommandDependencies, 'knex' | 'personalData'>): SignInGuard {
  return signInGuard(knex, personalData, { triesPerAddress: 1_000, addressWindowSeconds: 900 });
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
