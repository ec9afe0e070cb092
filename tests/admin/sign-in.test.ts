import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { signInTries } from '../../domain/sign-in-tries.ts';
import { demoPassword } from '../../database/seeds/demo-data.ts';
import { testOrigin } from '../support/api.ts';
import { currentCode, panelCookieOf, startPanel, type TestPanel } from '../support/panel.ts';

const { wrongInRowMax } = signInTries;

let panel: TestPanel;
beforeAll(async () => {
  panel = await startPanel();
});
beforeEach(async () => {
  await panel.knex('rate_limit').delete();
});
afterAll(() => panel.stop());

const signIn = (name: string, password = demoPassword, cookie = '') =>
  panel.send('/admin/sign-in', { name, password }, cookie);
const open = async (cookie: string, path = '/admin/api/dashboard') => (await panel.as(cookie)('get', path)).status;
const newestSession = () => panel.knex('staff_session').orderBy('id', 'desc').first<{ id: string }>('id');
const moveSession = async (columns: Record<string, string>) => {
  const { id } = await newestSession();
  const changes = Object.entries(columns).map(([column, away]) => [
    column,
    panel.knex.raw(`now() + interval '${away}'`),
  ]);
  await panel.knex('staff_session').where({ id }).update(Object.fromEntries(changes));
};
const actsOf = async (signInName: string) =>
  panel
    .knex('staff_audit as s')
    .join('staff_account as t', 't.account_id', 's.account_id')
    .where('t.sign_in_name', signInName)
    .orderBy('s.id')
    .pluck<string[]>('s.act');

describe('the sign-in page', () => {
  test('is Chinese, needs no script, and names its fields for people and password keepers', async () => {
    const { status, text, headers } = await panel.call('get', '/admin/sign-in');
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-store',
    ]);
    expect(text).toMatch(/<label for="name">登录名<\/label>/);
    expect(text).toMatch(/id="name" name="name" type="text" autocomplete="username" required [^>]*autofocus>/);
    expect(text).toMatch(/id="password" name="password" type="password" autocomplete="current-password"/);
    expect(text).not.toMatch(/<script|style=/);
  });

  test('opens a session with a cookie of its own that scripts and other sites do not see, and keeps its hash only', async () => {
    const answer = await signIn('reviewer');
    expect([answer.status, answer.headers['location']]).toEqual([303, '/admin']);
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^panel_3000=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const token = panelCookieOf(answer).split('=')[1] ?? '';
    const stored = await panel.knex('staff_session').select<{ tokenHash: Buffer }[]>('tokenHash');
    expect(stored.every(({ tokenHash }) => tokenHash.length === 32)).toBe(true);
    expect(stored.map(({ tokenHash }) => tokenHash.toString('base64url'))).not.toContain(token);
    expect(await open(panelCookieOf(answer))).toBe(200);
    // The two kinds of session know nothing of each other.
    expect((await panel.call('get', '/api/v1/me').set('cookie', `session_3000=${token}`)).status).toBe(401);
  });

  test('tells a wrong password and an unknown name alike, in a summary that leads to the field', async () => {
    const wrong = await signIn('reviewer', 'Wrong-2026!');
    const unknown = await signIn('nobody', 'Wrong-2026!');
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(unknown.text).toBe(wrong.text.replace('value="reviewer"', 'value="nobody"'));
    expect(wrong.text).toMatch(/role="alert" id="problem"><a href="#password">登录名或密码不正确/);
    expect(wrong.text).toMatch(/id="password"[^>]* aria-invalid="true" aria-describedby="problem" autofocus/);
    expect(wrong.headers['set-cookie']).toBeUndefined();
    expect(wrong.text).not.toContain('Wrong-2026!');
  });

  test('puts a name back as text, whatever it holds', async () => {
    const answer = await signIn('"><script>alert(1)</script>', 'Wrong-2026!');
    expect(answer.text).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
  });

  test.each([
    ['no origin', {}],
    ['another site', { origin: 'https://evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['a sister site, as the browser tells', { origin: testOrigin, 'sec-fetch-site': 'same-site' }],
    ['an Authorization header in place of an origin', { authorization: 'Bearer x' }],
  ])('takes nothing that comes from elsewhere: %s', async (_, headers) => {
    const form = { name: 'reviewer', password: demoPassword };
    const answer = await panel.call('post', '/admin/sign-in').set(headers).type('form').send(form);
    expect([answer.status, answer.body.code]).toEqual([403, 'ORIGIN_NOT_ALLOWED']);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test('tells a person of a refusal on a page, in Chinese', async () => {
    const answer = await panel.call('get', '/admin/nothing.here').set('accept', 'text/html');
    expect([answer.status, answer.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    expect(answer.text).toContain('没有找到您要的内容，请核对地址。');
  });

  test('takes a form and nothing else', async () => {
    const answer = await panel.as('')('post', '/admin/sign-in').send({ name: 'reviewer', password: demoPassword });
    expect(answer.status).toBe(415);
  });

  test('a disabled account is an unknown one', async () => {
    const id = panel.knex('staff_account').where({ signInName: 'supervisor' }).select('accountId');
    await panel.knex('account').where({ id }).update({ disabledAt: panel.knex.fn.now() });
    expect((await signIn('supervisor')).status).toBe(401);
    await panel.knex('account').where({ id }).update({ disabledAt: null });
  });
});

describe('the lock-out', () => {
  test.each(['supervisor', 'nobody-at-all'])(
    'closes %s for the right password too, after five wrong ones',
    async (name) => {
      for (let i = 0; i < wrongInRowMax; i += 1) expect((await signIn(name, 'Wrong-2026!')).status).toBe(401);
      const locked = await signIn(name);
      expect(locked.status).toBe(429);
      expect(Number(locked.headers['retry-after'])).toBeGreaterThan(890);
      expect(locked.text).toContain('错误次数过多，请在 15 分钟后再试。');
    },
  );

  test('is written into the audit, and nobody’s name of an unknown one', async () => {
    expect((await actsOf('supervisor')).slice(-5)).toEqual([...Array(4).fill('PASSWORD_REFUSED'), 'LOCKED_OUT']);
    expect(JSON.stringify(await panel.knex('staff_audit').select('*'))).not.toContain('nobody-at-all');
  });
});

describe('a session', () => {
  test.each([
    ['30 minutes without use', { expiresAt: '-1 second' }],
    ['12 hours, whatever happens', { createdAt: '-12 hours' }],
    ['an end from outside', { endedAt: '0 seconds' }],
  ])('ends after %s', async (_, columns) => {
    const cookie = await panel.cookieFor('reviewer');
    expect(await open(cookie)).toBe(200);
    await moveSession(columns);
    expect([await open(cookie), await open(cookie, '/admin')]).toEqual([401, 303]);
  });

  test('is moved on by use, no further than its last end', async () => {
    const cookie = await panel.cookieFor('reviewer');
    await moveSession({ expiresAt: '1 minute', createdAt: '-11 hours -50 minutes' });
    expect(await open(cookie)).toBe(200);
    const { id } = await newestSession();
    const { rows } = await panel.knex.raw<{ rows: { minutes: string }[] }>(
      'select extract(epoch from expires_at - now()) / 60 as minutes from staff_session where id = ?',
      [id],
    );
    expect(Number(rows[0]?.minutes)).toBeCloseTo(10, 0);
  });

  test('ends when its account is disabled', async () => {
    const cookie = await panel.cookieFor('reviewer');
    const id = panel.knex('staff_account').where({ signInName: 'reviewer' }).select('accountId');
    await panel.knex('account').where({ id }).update({ disabledAt: panel.knex.fn.now() });
    expect(await open(cookie)).toBe(401);
    await panel.knex('account').where({ id }).update({ disabledAt: null });
  });

  test('ends by signing out, which asks first and takes a POST', async () => {
    const cookie = await panel.cookieFor('reviewer');
    expect((await panel.as(cookie)('get', '/admin/sign-out')).text).toContain('<form method="post"');
    expect(await open(cookie)).toBe(200);
    const out = await panel.send('/admin/sign-out', {}, cookie);
    expect([out.status, out.headers['location']]).toEqual([303, '/admin/sign-in']);
    expect(out.headers['set-cookie']?.[0]).toMatch(/^panel_3000=; .*SameSite=Strict; Max-Age=0$/);
    expect(await open(cookie)).toBe(401);
    expect((await actsOf('reviewer')).at(-1)).toBe('SIGNED_OUT');
  });

  test('that somebody leaves by signing in anew ends', async () => {
    const before = await panel.cookieFor('reviewer');
    const after = panelCookieOf(await signIn('reviewer', demoPassword, before));
    expect([await open(before), await open(after)]).toEqual([401, 200]);
  });
});

describe('a code', () => {
  const half = async () => {
    await panel.knex('staff_account').where({ signInName: 'administrator' }).update({ lastTotpStep: 0 });
    return panelCookieOf(await signIn('administrator'));
  };
  const give = (cookie: string, code: string) => panel.send('/admin/sign-in/code', { code }, cookie);

  test('is needed where there is a second factor: before it nothing opens but its own page', async () => {
    const cookie = await half();
    expect([await open(cookie), await open(cookie, '/admin')]).toEqual([401, 303]);
    const turned = await panel.as(cookie)('get', '/admin/password');
    expect([turned.status, turned.headers['location']]).toEqual([303, '/admin/sign-in/code']);
    expect((await panel.send('/admin/password', {}, cookie)).status).toBe(401);
    expect((await panel.as(cookie)('get', '/admin/sign-in/code')).text).toContain('inputmode="numeric"');
    const after = panelCookieOf(await give(cookie, currentCode()));
    // A token from before the code is worth nothing after it.
    expect([await open(cookie), await open(after)]).toEqual([401, 200]);
  });

  test('is taken once: not again, and none older than the last one taken', async () => {
    const first = await half();
    const code = currentCode();
    expect((await give(first, code)).status).toBe(303);
    const second = panelCookieOf(await signIn('administrator'));
    const older = currentCode(undefined, -1);
    expect([(await give(second, code)).status, (await give(second, older)).status]).toEqual([401, 401]);
    expect(await open(second)).toBe(401);
    expect((await give(second, currentCode(undefined, 1))).status).toBe(303);
  });

  test('is taken by one of two who give it at once', async () => {
    const cookies = [await half(), panelCookieOf(await signIn('administrator'))];
    const code = currentCode();
    const statuses = await Promise.all(cookies.map(async (cookie) => (await give(cookie, code)).status));
    expect(statuses.sort()).toEqual([303, 401]);
  });

  test('locks after five wrong ones, whatever session they come from', async () => {
    const cookie = await half();
    for (let i = 0; i < wrongInRowMax; i += 1) expect((await give(cookie, '000000')).status).toBe(401);
    expect((await give(await half(), currentCode())).status).toBe(429);
  });

  test('must come soon: the session before it lives ten minutes, and use does not lengthen it', async () => {
    const cookie = await half();
    await moveSession({ expiresAt: '5 minutes' });
    await panel.as(cookie)('get', '/admin/sign-in/code');
    const { id } = await newestSession();
    const { rows } = await panel.knex.raw<{ rows: { late: boolean }[] }>(
      `select expires_at > now() + interval '5 minutes' as late from staff_session where id = ?`,
      [id],
    );
    expect(rows).toEqual([{ late: false }]);
  });
});
