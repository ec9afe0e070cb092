import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { makeFirstAdministrator } from '../../commands/make-first-administrator.ts';
import { demoPassword } from '../../database/seeds/demo-data.ts';
import { currentCode, panelCookieOf, startPanel, type TestPanel } from '../support/panel.ts';

let panel: TestPanel;
beforeAll(async () => {
  panel = await startPanel();
});
beforeEach(async () => {
  await panel.knex('rate_limit').delete();
});
afterAll(() => panel.stop());

const get = async (cookie: string, path: string) => panel.as(cookie)('get', path);
const changed = { current: demoPassword, wanted: 'A longer one, 2026', repeated: 'A longer one, 2026' };

describe('changing the password', () => {
  test.each([
    ['the current one wrong', { current: 'Wrong-2026!' }, 'current'],
    ['one that is too short', { wanted: 'Short-2026!', repeated: 'Short-2026!' }, 'wanted'],
    ['one with the sign-in name in it', { wanted: 'My-Reviewer-2026', repeated: 'My-Reviewer-2026' }, 'wanted'],
    ['one typed in two ways', { repeated: 'A longer one, 2027' }, 'repeated'],
  ])('refuses %s and leads to the field', async (_, wrong, field) => {
    const answer = await panel.send('/admin/password', { ...changed, ...wrong }, await panel.cookieFor('reviewer'));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`id="problem"><a href="#${field}">`);
  });

  test('ends every other session of the member and the token of this one, and no one else’s', async () => {
    const cookies = [await panel.cookieFor('supervisor'), await panel.cookieFor('supervisor')] as const;
    const other = await panel.cookieFor('reviewer');
    const after = panelCookieOf(await panel.send('/admin/password', changed, cookies[0]));
    const open = await Promise.all(
      [after, ...cookies, other].map(async (each) => (await get(each, '/admin/password')).status),
    );
    expect(open).toEqual([200, 303, 303, 200]);
    const again = await panel.send('/admin/sign-in', { name: 'supervisor', password: demoPassword });
    expect(again.status).toBe(401);
  });
});

describe('the first administrator', () => {
  const disableAll = () =>
    panel.knex('account').where({ userType: 'STAFF' }).update({ disabledAt: panel.knex.fn.now() });

  test('is not made while there is one who may sign in, nor under a name that is taken or unusable', async () => {
    expect(await makeFirstAdministrator(panel.knex, 'root.one')).toEqual({ outcome: 'ADMINISTRATOR_EXISTS' });
    await disableAll();
    expect(await makeFirstAdministrator(panel.knex, 'reviewer')).toEqual({ outcome: 'NAME_TAKEN' });
    expect(await makeFirstAdministrator(panel.knex, 'Root One')).toEqual({ outcome: 'NAME_UNUSABLE' });
  });

  test('changes the one-time password, then sets up codes, and only then the panel opens', async () => {
    await disableAll();
    const made = await Promise.all(['root.one', 'root.two'].map((name) => makeFirstAdministrator(panel.knex, name)));
    expect(made.map(({ outcome }) => outcome).sort()).toEqual(['ADMINISTRATOR_EXISTS', 'MADE']);
    const first = made.find((each) => each.outcome === 'MADE');
    const name = made[0]?.outcome === 'MADE' ? 'root.one' : 'root.two';
    const password = first?.outcome === 'MADE' ? first.oneTimePassword : '';
    let cookie = panelCookieOf(await panel.send('/admin/sign-in', { name, password }));

    const steps: unknown[] = [(await get(cookie, '/admin')).headers['location']];
    expect((await get(cookie, '/admin/password')).text).toContain('您正在使用一次性密码');
    expect((await get(cookie, '/admin/second-factor')).status).toBe(303);
    cookie = panelCookieOf(await panel.send('/admin/password', { ...changed, current: password }, cookie));

    steps.push((await get(cookie, '/admin')).headers['location']);
    await panel.send('/admin/second-factor', { current: changed.wanted }, cookie);
    const { text } = await get(cookie, '/admin/second-factor');
    expect(text).toMatch(/<svg [\s\S]*<\/svg>/);
    const secret = /class="secret">([A-Z2-7 ]+)</.exec(text)?.[1]?.replaceAll(' ', '') ?? '';
    expect((await get(cookie, '/admin/second-factor')).text).toBe(text);
    const wrong = await panel.send('/admin/second-factor', { code: '000000' }, cookie);
    expect([wrong.status, (await get(cookie, '/admin/api/dashboard')).status]).toEqual([401, 401]);
    cookie = panelCookieOf(await panel.send('/admin/second-factor', { code: currentCode(secret) }, cookie));

    expect(steps).toEqual(['/admin/password', '/admin/second-factor']);
    expect((await get(cookie, '/admin/api/dashboard')).body.role).toBe('系统管理员');
    const shown = (await get(cookie, '/admin/second-factor')).text;
    expect(shown).not.toContain(secret.slice(0, 4));
    const stored = await panel
      .knex('staff_account')
      .where({ signInName: name })
      .first<{ totpSecretEncrypted: string }>();
    expect(panel.personalData.decrypt(stored.totpSecretEncrypted)).toBe(secret);
  });
});

test('a one-time password ends after a day, like a wrong one', async () => {
  await panel.knex('account').where({ userType: 'STAFF' }).update({ disabledAt: panel.knex.fn.now() });
  const made = await makeFirstAdministrator(panel.knex, 'root.late');
  const password = made.outcome === 'MADE' ? made.oneTimePassword : '';
  const { rows } = await panel.knex.raw<{ rows: { hours: string }[] }>(
    `select extract(epoch from password_expires_at - now()) / 3600 as hours from staff_account where sign_in_name = 'root.late'`,
  );
  expect(Number(rows[0]?.hours)).toBeCloseTo(24, 0);
  await panel
    .knex('staff_account')
    .where({ signInName: 'root.late' })
    .update({ passwordExpiresAt: panel.knex.fn.now() });
  expect((await panel.send('/admin/sign-in', { name: 'root.late', password })).status).toBe(401);
});

test('a reviewer may set up codes too: a GET makes no secret, a POST with the password does, the first code confirms it', async () => {
  await panel.knex('account').update({ disabledAt: null });
  const cookie = await panel.cookieFor('reviewer');
  const secretOf = async () =>
    (await panel.knex('staff_account').where({ signInName: 'reviewer' }).first<{ totpSecretEncrypted: string }>())
      .totpSecretEncrypted;
  expect((await get(cookie, '/admin/second-factor')).text).toContain('开始设置');
  expect(await secretOf()).toBeNull();
  const { status } = await panel.send('/admin/second-factor', { current: 'Wrong-2026!' }, cookie);
  expect([status, await secretOf()]).toEqual([422, null]);
  await panel.send('/admin/second-factor', { current: demoPassword }, cookie);
  const secret = panel.personalData.decrypt(await secretOf());
  expect((await get(cookie, '/admin/api/dashboard')).status).toBe(200);
  await panel.send('/admin/second-factor', { code: currentCode(secret) }, cookie);

  const next = await panel.cookieFor('reviewer');
  expect((await get(next, '/admin')).headers['location']).toBe('/admin/sign-in/code');
});
