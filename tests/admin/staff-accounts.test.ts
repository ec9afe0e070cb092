import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { strangeTriesMax } from '../../commands/sign-in-limits.ts';
import { signInTries } from '../../domain/sign-in-tries.ts';
import { demoPassword } from '../../database/seeds/demo-data.ts';
import { panelCookieOf, startPanel, type TestPanel } from '../support/panel.ts';

const page = 'staff-accounts';
let panel: TestPanel;
let administrator: string;
beforeAll(async () => {
  panel = await startPanel();
  administrator = await panel.cookieFor('administrator');
});
beforeEach(async () => {
  await panel.knex('rate_limit').delete();
});
afterAll(() => panel.stop());

const idOf = async (signInName: string) =>
  (await panel.knex('staff_account').where({ signInName }).first<{ accountId: string }>()).accountId;
const press = (fields: Record<string, string>, cookie = administrator) => panel.press(cookie, page, fields);
const open = async (cookie: string) => (await panel.as(cookie)('get', '/admin/api/dashboard')).status;
const audited = async (act: string) => panel.knex('staff_audit').where({ act }).orderBy('id', 'desc');
const make = (signInName: string, more: Record<string, string> = {}) =>
  press({ act: 'make', signInName, name: '新同事', role: 'REVIEWER', ...more });

describe('an account', () => {
  test('is made with a password that is told once, is in no table, and opens the way to one of their own', async () => {
    const made = await make('new.one', { phone: '13612345678' });
    expect(made.status).toBe(200);
    const password = made.body.shown[0].value as string;
    expect(password).toMatch(/^[\w-]{20}$/);
    const { text } = await panel.page(administrator, page);
    expect(text).toContain('136****5678');
    expect(text).not.toContain(password);
    const [line] = await audited('ACCOUNT_MADE');
    expect(line).toMatchObject({
      accountId: await idOf('administrator'),
      thingId: await idOf('new.one'),
      details: { role: 'REVIEWER' },
    });
    expect(JSON.stringify(line)).not.toContain(password);
    const cookie = panelCookieOf(await panel.send('/admin/sign-in', { name: 'new.one', password }));
    expect((await panel.as(cookie)('get', '/admin')).headers['location']).toBe('/admin/password');
  });

  test.each([
    ['a name that is taken', { signInName: 'reviewer' }, 409, 'SIGN_IN_NAME_TAKEN'],
    ['a name nobody can type', { signInName: 'Ä' }, 422, 'VALIDATION_FAILED'],
    ['a role that is none', { role: 'ROOT' }, 422, 'VALIDATION_FAILED'],
    ['a telephone that is none', { phone: '12' }, 422, 'VALIDATION_FAILED'],
    ['a telephone of a colleague', { phone: '13612345678' }, 409, 'PHONE_IN_USE'],
    ['no name', { name: '' }, 422, 'VALIDATION_FAILED'],
  ])('is not made with %s', async (_, wrong, status, code) => {
    const refused = await make('new.two', wrong);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
    expect(await panel.knex('staff_account').where({ signInName: 'new.two' })).toEqual([]);
  });

  test('is made once by one press, however often it arrives; the password is not told again', async () => {
    const fields = { act: 'make', signInName: 'new.three', name: '新同事', role: 'REVIEWER', key: 'press-1' };
    const answers = await Promise.all([press(fields), press(fields)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers.filter(({ body }) => body.shown !== undefined)).toHaveLength(1);
    const other = await press({ ...fields, signInName: 'new.four' });
    expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    expect((await audited('ACCOUNT_MADE')).filter(({ idempotencyKey }) => idempotencyKey === 'press-1')).toHaveLength(
      1,
    );
  });

  test('needs a key for its press', async () => {
    const answer = await panel.as(administrator)('post', `/admin/api/pages/${page}`).send({ act: 'make' });
    expect([answer.status, answer.body.code]).toEqual([400, 'IDEMPOTENCY_KEY_REQUIRED']);
  });
});

describe('a colleague', () => {
  test('whose role is changed is signed out and comes back as what they are now', async () => {
    const cookie = await panel.cookieFor('reviewer');
    const accountId = await idOf('reviewer');
    expect((await press({ act: 'changeRole', accountId, role: 'SUPERVISOR' })).status).toBe(200);
    expect(await open(cookie)).toBe(401);
    const { body } = await panel.as(await panel.cookieFor('reviewer'))('get', '/admin/api/dashboard');
    expect(body.role).toBe('主管');
    expect((await audited('ROLE_CHANGED'))[0].details).toEqual({ from: 'REVIEWER', to: 'SUPERVISOR' });
    await press({ act: 'changeRole', accountId, role: 'REVIEWER' });
  });

  test('is given a telephone, another one, and none, each with a reason in the audit that holds no number', async () => {
    await make('new.phone');
    const accountId = await idOf('new.phone');
    const change = (phone: string, reason = '本人提供') => press({ act: 'changePhone', accountId, phone, reason });
    const hashNow = async () => (await panel.knex('account').where({ id: accountId }).first()).phoneHash as Buffer;
    expect((await change('13700001111')).status).toBe(200);
    expect(await hashNow()).toEqual(panel.personalData.hash('13700001111'));
    expect((await panel.page(administrator, page)).text).toContain('137****1111');
    expect((await change('13700001111')).status).toBe(200);
    await make('has.phone', { phone: '13700003333' });
    for (const [phone, reason, code] of [
      ['12', '试', 'VALIDATION_FAILED'],
      ['13700002222', '', 'VALIDATION_FAILED'],
      ['13700003333', '试', 'PHONE_IN_USE'],
    ] as const)
      expect((await change(phone, reason)).body.code).toBe(code);
    expect(await hashNow()).toEqual(panel.personalData.hash('13700001111'));
    expect((await change('')).status).toBe(200);
    expect(await hashNow()).toBeNull();
    const lines = await audited('STAFF_PHONE_CHANGED');
    expect(lines.map(({ details }) => details)).toEqual(Array(3).fill({ reason: '本人提供' }));
    expect(lines[0].thingId).toBe(accountId);
  });

  test('who is disabled is out at once and stays out until enabled', async () => {
    const cookie = await panel.cookieFor('supervisor');
    const accountId = await idOf('supervisor');
    expect((await press({ act: 'disable', accountId, reason: '' })).status).toBe(422);
    expect(await open(cookie)).toBe(200);
    expect((await press({ act: 'disable', accountId, reason: '离职' })).status).toBe(200);
    expect(await open(cookie)).toBe(401);
    expect((await panel.send('/admin/sign-in', { name: 'supervisor', password: demoPassword })).status).toBe(401);
    expect((await press({ act: 'disable', accountId, reason: '再次' })).body.code).toBe('ACTION_NOT_ALLOWED');
    expect((await press({ act: 'enable', accountId, reason: '返岗' })).status).toBe(200);
    // The session that was ended stays so.
    expect(await open(cookie)).toBe(401);
    expect(await open(await panel.cookieFor('supervisor'))).toBe(200);
    expect((await audited('STAFF_DISABLED'))[0].details).toEqual({ reason: '离职' });
  });

  test('who lost password and telephone gets a one-time password and loses session and second factor', async () => {
    await make('new.five');
    const accountId = await idOf('new.five');
    const reset = await press({ act: 'reset', accountId, reason: '手机遗失' });
    const password = reset.body.shown[0].value as string;
    expect((await panel.send('/admin/sign-in', { name: 'new.five', password })).status).toBe(303);
    expect((await audited('ACCESS_RESET'))[0]).toMatchObject({ thingId: accountId, details: { reason: '手机遗失' } });
  });
});

describe('nobody', () => {
  test.each(['changeRole', 'changePhone', 'disable', 'reset'])('does this to their own account: %s', async (act) => {
    const accountId = await idOf('administrator');
    const refused = await press({ act, accountId, role: 'REVIEWER', reason: '试' });
    expect([refused.status, refused.body.code]).toEqual([409, 'OWN_ACCOUNT']);
    expect(await open(administrator)).toBe(200);
  });

  test('takes the last administrator away: two who end each other at once leave one', async () => {
    await make('root.two', { role: 'ADMINISTRATOR' });
    const [one, two] = [await idOf('administrator'), await idOf('root.two')];
    // A second administrator whose way in is all done.
    const secret = await panel.knex('staff_account').where({ accountId: one }).first();
    await panel
      .knex('staff_account')
      .where({ accountId: two })
      .update({
        ...{ mustChangePassword: false, passwordExpiresAt: null, lastTotpStep: 0 },
        ...{ totpSecretEncrypted: secret.totpSecretEncrypted, totpConfirmedAt: secret.totpConfirmedAt },
      });
    const session = await panel.knex('staff_session').where({ accountId: one }).whereNull('endedAt').first();
    const { tokenHash, expiresAt, codeGivenAt } = session;
    await panel
      .knex('staff_session')
      .where({ id: session.id })
      .update({ tokenHash: Buffer.alloc(32, 1) });
    await panel.knex('staff_session').insert({ accountId: two, tokenHash, expiresAt, codeGivenAt });
    const second = administrator;
    administrator = await panel.cookieFor('administrator');
    const answers = await Promise.all([
      press({ act: 'disable', accountId: two, reason: '试' }),
      press({ act: 'disable', accountId: one, reason: '试' }, second),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    // Refused as the last one, or turned away where the first was already done.
    expect(['LAST_ADMINISTRATOR', 'SIGNED_OUT']).toContain(answers.find(({ status }) => status !== 200)?.body.code);
    const left = await panel
      .knex('staff_account as t')
      .join('account as a', 'a.id', 't.account_id')
      .where({ role: 'ADMINISTRATOR' })
      .whereNull('disabledAt');
    expect(left).toHaveLength(1);
    await panel.knex('account').where({ id: one }).update({ disabledAt: null });
    await panel.knex('account').where({ id: two }).update({ disabledAt: new Date() });
    administrator = await panel.cookieFor('administrator');
  });

  test.each(['reviewer', 'supervisor'])(
    'but an administrator sees the page or presses its buttons: %s',
    async (name) => {
      const cookie = await panel.cookieFor(name);
      const accountId = await idOf('reviewer');
      const before = await panel.knex('staff_audit').count();
      expect((await panel.page(cookie, page)).status).toBe(404);
      expect((await press({ act: 'disable', accountId, reason: '试' }, cookie)).status).toBe(404);
      expect(await panel.knex('staff_audit').count()).toEqual(before);
    },
  );

  test('acts by GET, from elsewhere, or without a session', async () => {
    const accountId = await idOf('reviewer');
    const fields = { act: 'disable', accountId, reason: '试', key: 'x' };
    const path = `/admin/api/pages/${page}`;
    const read = await panel.as(administrator)('get', path).query(fields);
    const foreign = await panel.as(administrator)('post', path).set('origin', 'https://evil.example').send(fields);
    const stranger = await panel.as('')('post', path).send(fields);
    expect([read.status, foreign.status, stranger.status]).toEqual([200, 403, 401]);
    expect(await open(await panel.cookieFor('reviewer'))).toBe(200);
  });
});

describe('wrong passwords from elsewhere', () => {
  const from = (address: string, password = demoPassword) =>
    panel.send('/admin/sign-in', { name: 'reviewer', password }).set('x-forwarded-for', address);

  test('do not keep out whoever works from an address they are known at', async () => {
    expect((await from('192.0.2.1')).status).toBe(303);
    for (let i = 0; i < strangeTriesMax + 3; i += 1) await from(`198.51.100.${i}`, 'Wrong-2026!');
    // From a new address even the right one must wait now; from the known one it opens.
    const strange = await from('203.0.113.1');
    expect(strange.status).toBe(429);
    expect(Number(strange.headers['retry-after'])).toBeGreaterThan(0);
    expect((await from('192.0.2.1')).status).toBe(303);
  });

  test('make each other wait for longer and longer, up to a quarter of an hour', async () => {
    const waits: number[] = [];
    const key = 'STAFF:somebody';
    for (let i = 0; i < strangeTriesMax + 2; i += 1) {
      await panel.guard.countStrange(key);
      await panel.knex('rate_limit').whereLike('key', 'sign-in-waiting%').delete();
    }
    for (let i = 0; i < 3; i += 1) {
      await panel.guard.countStrange(key);
      waits.push((await panel.guard.countStrange(key)).resetSeconds);
      await panel.knex('rate_limit').whereLike('key', 'sign-in-waiting%').delete();
    }
    expect(waits).toEqual([8, 16, 32]);
  });

  test('at the same moment let one more be tried, however many they are', async () => {
    for (let i = 0; i < strangeTriesMax; i += 1) await panel.guard.countStrange('STAFF:everybody');
    const tries = Array.from({ length: 10 }, () => panel.guard.countStrange('STAFF:everybody'));
    const judged = (await Promise.all(tries)).filter(({ triesLeft }) => triesLeft >= 0);
    expect(judged).toHaveLength(1);
  });

  test('lock the address they come from after five, and no other', async () => {
    for (let i = 0; i < signInTries.wrongInRowMax; i += 1)
      expect((await from('192.0.2.7', 'Wrong-2026!')).status).toBe(401);
    expect([(await from('192.0.2.7')).status, (await from('192.0.2.8')).status]).toEqual([429, 303]);
  });
});
