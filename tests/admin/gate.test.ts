import http from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ACTIONS, Router } from 'adminjs';
import type { PanelContents } from '../../admin/contents.ts';
import { panelContents } from '../../admin/panel.ts';
import { employers } from '../../admin/resources/employers.ts';
import { staticPaths } from '../../admin/static-files.ts';
import { demoPassword } from '../../database/seeds/demo-data.ts';
import { staffMay } from '../../domain/staff-permissions.ts';
import type { StaffRole } from '../../domain/vocabulary/staff-role.ts';
import { testOrigin } from '../support/api.ts';
import { buildVerification } from '../support/build-verification.ts';
import { panelCookieOf, startPanel, type TestPanel } from '../support/panel.ts';
import { pagesSeen, staffMayPress } from '../support/staff-acts.ts';

/** How often the probe's act ran. */
let pokes = 0;
const seniors = ['SUPERVISOR', 'ADMINISTRATOR'] as const satisfies readonly StaffRole[];
const forSeniors = (role: StaffRole) => seniors.some((senior) => senior === role);
const probe: PanelContents = {
  resources: [
    ...panelContents.resources,
    {
      ...employers,
      id: 'probe',
      isSeenBy: forSeniors,
      acts: {
        poke: {
          ...{ label: '试', roles: ['SUPERVISOR'], component: 'Dashboard' },
          run: () => Promise.resolve({ notice: String((pokes += 1)) }),
        },
      },
    },
  ],
  pages: [
    ...panelContents.pages,
    {
      ...{ id: 'probe', label: '试', note: '试', isSeenBy: forSeniors, component: 'Dashboard' },
      read: ({ name }) => Promise.resolve({ name }),
    },
  ],
  calls: panelContents.calls,
};

interface Visitor {
  name: string;
  cookie: string;
  role?: StaffRole;
}
interface Answer {
  status: number;
  location: string | undefined;
  body: string;
}

let panel: TestPanel;
let employerId: string;
let verificationId: string;
const strangers: Visitor[] = [{ name: 'nobody', cookie: '' }];
const members: Visitor[] = [];
const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
beforeAll(async () => {
  panel = await startPanel(probe);
  employerId = (await panel.knex('employer').first<{ id: string }>('id')).id;
  verificationId = (await buildVerification(panel, { status: 'AWAITING_REVIEW' })).id;
  const half = panelCookieOf(await panel.send('/admin/sign-in', { name: 'administrator', password: demoPassword }));
  strangers.push({ name: 'half signed in', cookie: half });
  for (const name of ['reviewer', 'supervisor', 'administrator'])
    members.push({ name, cookie: await panel.cookieFor(name), role: name.toUpperCase() as StaffRole });
});
afterAll(async () => {
  agent.destroy();
  await panel.stop();
});

/** A call whose path goes out exactly as it is written here. */
function ask(method: string, path: string, headers: http.OutgoingHttpHeaders = {}): Promise<Answer> {
  const { port } = new URL(panel.call('get', '/').url);
  return new Promise((resolve, reject) => {
    const request = http.request({ agent, host: '127.0.0.1', port, method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const { statusCode = 0, headers: given } = response;
        resolve({ status: statusCode, location: given.location, body: Buffer.concat(chunks).toString('utf8') });
      });
    });
    request.once('error', reject).end();
  });
}
const askAs = ({ cookie }: Visitor, method: string, path: string) => ask(method, path, { cookie, origin: testOrigin });

/** Every address AdminJS has, its places filled with what there is and what there is not. */
function addresses(): string[] {
  const filling: Record<string, string[]> = {
    resourceId: ['employers', 'staff', 'probe', 'nothing'],
    action: [...Object.keys(ACTIONS), 'poke', 'nothing', 'constructor'],
    recordId: [employerId],
    query: ['x'],
    pageName: [...Object.keys(pagesSeen), 'nothing', 'constructor'],
  };
  const fill = (path: string): string[] => {
    const name = /\{(\w+)\}/.exec(path)?.[1];
    return name === undefined
      ? [path]
      : (filling[name] ?? []).flatMap((value) => fill(path.replace(`{${name}}`, value)));
  };
  return [...new Set(Router.routes.flatMap(({ path }) => fill(`/admin${path}`)))];
}

/** Every address our pages' scripts call. */
function callAddresses(): string[] {
  return panelContents.calls.map(({ path }) => path.replace('{id}', verificationId));
}

/** What AdminJS's own plugin let pass, and what might be taken for another method. */
const bypasses = ['', '?components.bundle.js', '?x=/admin/frontend/assets/app.bundle.js', '?_method=POST&recordIds=1'];
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'];

type Row = { visitor: string; method: string; query: string; path: string; status: number };
const rows: Row[] = [];

/** Calls every address, eight at a time, and keeps what was answered. */
async function walk(visitor: Visitor, method: string, query = '', left = addresses()): Promise<Row[]> {
  const walked: Row[] = [];
  const one = async () => {
    for (let path = left.pop(); path !== undefined; path = left.pop()) {
      const { status } = await askAs(visitor, method, path + query);
      walked.push({ visitor: visitor.name, method, query, path, status });
    }
  };
  await Promise.all(Array.from({ length: 8 }, one));
  rows.push(...walked);
  return walked;
}

/** A digest of every table, but for what being seen moves on. */
async function stateOfDatabase(): Promise<unknown> {
  const { rows: tables } = await panel.knex.raw<{ rows: { name: string }[] }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  );
  const digests = tables.map(async ({ name }) => {
    const { rows: found } = await panel.knex.raw<{ rows: { digest: string }[] }>(
      `select md5(string_agg((to_jsonb(t) - 'expires_at')::text, ',' order by to_jsonb(t)::text)) as digest from ${name} t`,
    );
    return [name, found[0]?.digest];
  });
  return Object.fromEntries(await Promise.all(digests));
}

describe('without a session that went all the way', () => {
  test.each(bypasses)(
    'nothing of AdminJS answers, whatever the query: %j',
    async (query) => {
      const before = await stateOfDatabase();
      for (const visitor of strangers)
        for (const method of methods)
          for (const { path, status } of await walk(visitor, method, query, [...addresses(), ...callAddresses()])) {
            const isScript = path.startsWith('/admin/api/') || method === 'POST';
            const expected = ['GET', 'HEAD', 'POST'].includes(method) ? (isScript ? 401 : 303) : 405;
            const isBundle = path === '/admin/frontend/assets/components.bundle.js';
            if (!isBundle)
              expect([visitor.name, method, path + query, status]).toEqual([
                visitor.name,
                method,
                path + query,
                expected,
              ]);
          }
      expect(await stateOfDatabase()).toEqual(before);
      expect(pokes).toBe(0);
    },
    120_000,
  );

  test('a person is sent to the step that is missing', async () => {
    const places = await Promise.all(strangers.map((visitor) => askAs(visitor, 'GET', '/admin')));
    expect(places.map(({ location }) => location)).toEqual(['/admin/sign-in', '/admin/sign-in/code']);
  });
});

describe('an address written in another way', () => {
  test.each([
    '/admin/',
    '/admin//api/dashboard',
    '//admin/api/dashboard',
    '/admin/api/dashboard/',
    '/admin/api/dashboard.',
    '/admin/./api/dashboard',
    '/admin/x/../api/dashboard',
    '/admin/frontend/assets/../../api/dashboard',
    '/admin/frontend/assets/app.bundle.js/../../../api/dashboard',
    '/admin/frontend/assets/app.bundle.js/api/dashboard',
    '/admin/%61pi/dashboard',
    '/admin%2Fapi%2Fdashboard',
    '/admin/api%2fdashboard',
    '/admin/api%5Cdashboard',
    '/admin/api/dashboard%00',
    '/admin/api/dashboard;x',
    '/admin;/api/dashboard',
    '/%61dmin/api/dashboard',
    '/ADMIN/api/dashboard',
  ])('is none of ours, signed in or not: %s', async (path) => {
    for (const visitor of [...strangers, ...members]) expect((await askAs(visitor, 'GET', path)).status).toBe(404);
  });
});

describe('a member', () => {
  const seen: Record<string, StaffRole[]> = {
    employers: ['REVIEWER', ...seniors],
    staff: ['ADMINISTRATOR'],
    probe: [...seniors],
  };
  const mayRun = (role: StaffRole, action: string) =>
    action === 'list' || action === 'show' || (action === 'poke' && role === 'SUPERVISOR');

  /** Whether there is something at an address for a role, worked out from what was asked for and not from the panel. */
  function isThere(role: StaffRole, path: string): boolean {
    const [, , first, ...rest] = path.split('/');
    const parts = first === 'api' ? rest : [first, ...rest];
    const [place, resource = '', kind, ...last] = parts;
    if (place === undefined || place === 'dashboard') return true;
    if (place === 'pages') return Object.hasOwn(pagesSeen, resource) && pagesSeen[resource]?.includes(role) === true;
    if (place !== 'resources' || !seen[resource]?.includes(role)) return false;
    if (kind === undefined) return true;
    const action = last.at(-1) ?? '';
    if (kind === 'actions') return last.length === 1 && action === 'list';
    return (
      kind === 'records' && action !== 'list' && mayRun(role, action) && (action !== 'poke' || resource === 'probe')
    );
  }

  test('reads what the role sees and nothing else; a GET writes nothing and runs no act', async () => {
    const before = await stateOfDatabase();
    for (const visitor of members)
      for (const { path, status } of await walk(visitor, 'GET')) {
        const expected = isThere(visitor.role as StaffRole, path) ? 200 : 404;
        if (!path.startsWith('/admin/frontend/'))
          expect([visitor.name, path, status]).toEqual([visitor.name, path, expected]);
      }
    expect(await stateOfDatabase()).toEqual(before);
    expect(pokes).toBe(0);
  }, 120_000);

  test('acts by POST where the role may, and every action of AdminJS that writes is nowhere', async () => {
    const before = await stateOfDatabase();
    for (const visitor of members)
      for (const { path, status } of await walk(visitor, 'POST')) {
        const isWritten = /^\/admin\/api\/(?:resources|pages)\//.test(path) && isThere(visitor.role as StaffRole, path);
        const isOnlyRead = !isWritten && isThere(visitor.role as StaffRole, path);
        // A page with acts does the one that is named; this body names none.
        const hasActs = panelContents.pages.some(({ id, acts }) => acts && path === `/admin/api/pages/${id}`);
        const expected = isWritten && !hasActs ? 200 : isOnlyRead ? 405 : 404;
        expect([visitor.name, path, status]).toEqual([visitor.name, path, expected]);
      }
    // Once: by the one role, at the one address that have it.
    expect(pokes).toBe(1);
    expect(await stateOfDatabase()).toEqual(before);
  }, 120_000);

  test.each(['HEAD', 'PUT', 'DELETE', 'OPTIONS'])(
    'gets nowhere with %s',
    async (method) => {
      for (const visitor of members)
        for (const { path, status } of await walk(visitor, method))
          if (!path.startsWith('/admin/frontend/')) expect([path, status]).toEqual([path, 405]);
    },
    120_000,
  );

  test('does not act from another site, nor by a header that names another method', async () => {
    const path = `/admin/api/resources/probe/records/${employerId}/poke`;
    const cookie = members.find(({ role }) => role === 'SUPERVISOR')?.cookie ?? '';
    const before = pokes;
    const foreign = await ask('POST', path, { cookie, origin: 'https://evil.example' });
    const none = await ask('POST', path, { cookie });
    const read = await ask('GET', path, { cookie, 'x-http-method-override': 'POST' });
    expect([foreign.status, none.status, read.status, pokes]).toEqual([403, 403, 200, before]);
  });

  test('gets pages that hold no other site’s font and whose data cannot close their script', async () => {
    await panel.knex('account').where({ name: '钱审核' }).update({ name: '</script><script>alert(1)</script>' });
    const { body } = await askAs(members[0] as Visitor, 'GET', '/admin');
    expect(body).toContain('\\u003c/script>\\u003cscript>alert(1)');
    expect(body).not.toMatch(/googleapis|<script>|<\/script><script>alert/);
  });
});

describe('the calls of our pages', () => {
  const reading = panelContents.calls.filter(({ method }) => method === 'GET');
  const acting = panelContents.calls.filter(({ method }) => method === 'POST');
  const at = (path: string, id: string) => path.replace('{id}', id);

  test('are read by GET alone, and leave nothing behind', async () => {
    const before = await stateOfDatabase();
    for (const visitor of members)
      for (const { path } of reading) {
        const read = await askAs(visitor, 'GET', at(path, verificationId));
        // The id of a verification is no picture's.
        expect([visitor.name, path, read.status]).toEqual([visitor.name, path, path.includes('/files/') ? 404 : 200]);
        expect((await askAs(visitor, 'POST', at(path, verificationId))).status).toBe(405);
        if (path.includes('{id}')) {
          expect((await askAs(visitor, 'GET', at(path, employerId))).status).toBe(404);
          expect((await askAs(visitor, 'GET', at(path, 'x'))).status).toBe(404);
        }
      }
    expect(await stateOfDatabase()).toEqual(before);
  });

  test('act by POST alone, from our own site, and are not there for a role they are not for', async () => {
    const before = await stateOfDatabase();
    for (const visitor of members)
      for (const { path } of acting) {
        const isFor = visitor.role === 'REVIEWER';
        const address = at(path, verificationId);
        expect((await askAs(visitor, 'GET', address)).status).toBe(isFor ? 405 : 404);
        for (const origin of ['https://evil.example', undefined]) {
          const headers = { cookie: visitor.cookie, ...(origin ? { origin } : {}) };
          expect((await ask('POST', address, headers)).status).toBe(403);
        }
        if (!isFor) expect((await askAs(visitor, 'POST', address)).status).toBe(404);
      }
    expect(await stateOfDatabase()).toEqual(before);
  });

  test('that decide do nothing without a key and the version that was seen', async () => {
    const reviewer = members.find(({ role }) => role === 'REVIEWER') as Visitor;
    const before = await stateOfDatabase();
    const deciding = acting.filter(({ path }) => /(?:approve|request-supplement|reject)$/.test(path));
    expect(deciding).toHaveLength(3);
    for (const { path } of deciding) expect((await askAs(reviewer, 'POST', at(path, verificationId))).status).toBe(400);
    expect(await stateOfDatabase()).toEqual(before);
  });
});

describe('the acts of our pages', () => {
  const acts = panelContents.pages.flatMap((page) =>
    // What has no act of its own is about one's own messages, which everybody reads.
    Object.entries(page.acts ?? {}).flatMap(([name, { act }]) => (act === null ? [] : [{ page: page.id, name, act }])),
  );

  test('are all there, for the roles the contract names and for nobody else', async () => {
    expect(new Set(acts.map(({ act }) => act))).toEqual(new Set(Object.keys(staffMayPress)));
    for (const { cookie, role = 'REVIEWER' } of members)
      for (const { page, name, act } of acts) {
        // Without a key the press of whoever may do it goes as far as being asked for one.
        const { status } = await panel.as(cookie)('post', `/admin/api/pages/${page}`).send({ act: name });
        const may = staffMayPress[act].includes(role) && pagesSeen[page]?.includes(role);
        expect([role, act, page, status]).toEqual([role, act, page, may ? 400 : 404]);
        expect([role, act, staffMay(role, act)]).toEqual([role, act, staffMayPress[act].includes(role)]);
      }
  }, 60_000);
});

test('the walk goes to every page there is', () => {
  expect(probe.pages.map(({ id }) => id).sort()).toEqual(Object.keys(pagesSeen).sort());
});

describe('static files', () => {
  test('are served without a session by their exact paths, whatever the query says', async () => {
    for (const path of staticPaths)
      for (const query of bypasses) expect([path, (await ask('GET', path + query)).status]).toEqual([path, 200]);
    expect((await ask('GET', staticPaths.at(-1) ?? '')).body).toContain('UserComponents');
  }, 60_000);

  test.each([
    '/admin/frontend/assets/x.js',
    '/admin/frontend/assets/app.bundle.js.map',
    '/admin/frontend/assets/../index.js',
  ])('are these and no neighbour: %s', async (path) => {
    expect((await ask('GET', path)).status).toBe(404);
  });
});

afterAll(() => {
  const table = new Map<string, number>();
  for (const { visitor, method, status } of rows) {
    const key = `${visitor.padEnd(15)} ${method.padEnd(8)} ${status}`;
    table.set(key, (table.get(key) ?? 0) + 1);
  }
  const lines = [...table].sort().map(([key, count]) => `${key}  ${String(count).padStart(6)}`);
  process.stdout.write(`\nThe gate walk: visitor, method, status, calls\n${lines.join('\n')}\n`);
});
