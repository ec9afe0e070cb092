import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildVerification } from '../support/build-verification.ts';
import { startPanel, type TestPanel } from '../support/panel.ts';

let panel: TestPanel;
let administrator: string;
beforeAll(async () => {
  panel = await startPanel();
  administrator = await panel.cookieFor('administrator');
}, 60_000);
afterAll(() => panel.stop());

const notice = { act: 'publish', title: '系统维护', text: '周六停机两小时', lastDay: '2099-12-31' };
const press = (fields: Record<string, string>, by = administrator) => panel.press(by, 'notices', fields);

test('the administrator publishes a notice, once by a press, and withdraws it, once', async () => {
  for (let i = 0; i < 2; i += 1) expect((await press({ ...notice, key: 'press-1' })).status).toBe(200);
  const rows = await panel.knex('notice').select('id', 'title', 'lastDay', 'withdrawnAt');
  expect(rows).toMatchObject([{ title: '系统维护', lastDay: '2099-12-31', withdrawnAt: null }]);
  expect((await panel.page(administrator, 'notices')).text).toContain('显示中');
  const noticeId = (rows[0] as { id: string }).id;
  expect((await press({ act: 'withdraw', noticeId })).status).toBe(200);
  expect((await press({ act: 'withdraw', noticeId })).body.code).toBe('ACTION_NOT_ALLOWED');
  expect((await panel.page(administrator, 'notices')).text).toContain('已撤下');
  const acts = await panel.knex('staff_audit').where({ thingId: noticeId }).orderBy('id').pluck('act');
  expect(acts).toEqual(['NOTICE_PUBLISHED', 'NOTICE_WITHDRAWN']);
}, 60_000);

test('a notice without words, or over before it is told, is refused', async () => {
  const turned = '\u202E机停'; // looks like other words
  for (const wrong of [
    { title: '' },
    { title: ' \u200B' },
    { text: turned },
    { text: '' },
    { lastDay: '2020-01-01' },
    { lastDay: '2099-02-30' },
  ])
    expect([wrong, (await press({ ...notice, ...wrong })).status]).toEqual([wrong, 422]);
  expect((await press({ act: 'withdraw', noticeId: '00000000-0000-7000-8000-000000000000' })).status).toBe(404);
});

test('nobody else finds the page or its buttons', async () => {
  const before = await panel.knex('notice').count();
  for (const name of ['reviewer', 'supervisor']) {
    const cookie = await panel.cookieFor(name);
    expect((await panel.page(cookie, 'notices')).status).toBe(404);
    expect((await press(notice, cookie)).status).toBe(404);
  }
  expect(await panel.knex('notice').count()).toEqual(before);
});

test('a member reads what they were told, and nobody else’s; one or all of it is marked as read', async () => {
  const [supervisor, reviewer] = [await panel.cookieFor('supervisor'), await panel.cookieFor('reviewer')];
  const { id: processId } = await buildVerification(panel, { status: 'AWAITING_REVIEW' });
  const accountOf = async (signInName: string) =>
    (await panel.knex('staff_account').where({ signInName }).first<{ accountId: string }>('accountId')).accountId;
  const accountId = await accountOf('supervisor');
  const escalations = Array.from({ length: 52 }, (_, i) => ({
    ...{ accountId, processId, seq: 1, kind: `K${i}`, message: 'VERIFICATION_REVIEW_ESCALATED' },
    createdAt: new Date(Date.UTC(2026, 10, 2, 0, i)),
  }));
  await panel.knex('notification').insert(escalations);
  const inbox = async (cookie: string, query = '') => (await panel.page(cookie, 'inbox', query)).body.sections[0].table;
  const unread = async (cookie: string) => {
    const { body } = await panel.as(cookie)('get', '/admin/api/dashboard');
    return (body as { places: { label: string; waiting: number }[] }).places.find(({ label }) => label === '我的消息')
      ?.waiting;
  };
  expect([await unread(supervisor), await unread(reviewer)]).toEqual([52, 0]);
  expect((await inbox(reviewer)).rows).toEqual([]);
  const first = await inbox(supervisor);
  const second = await inbox(supervisor, first.steps.next);
  expect([first.rows.length, second.rows.length, second.steps.next]).toEqual([50, 2, undefined]);
  expect(first.rows[0].cells).toEqual([
    '2026-11-02 08:51:00',
    expect.stringContaining('等待审核已久'),
    { text: '打开案件', href: `/admin/pages/verifications?id=${processId}` },
    { text: '未读', badge: 'WARNING' },
  ]);

  const { notificationId } = first.rows[0].forms[0].target;
  const read = (cookie: string) => panel.press(cookie, 'inbox', { act: 'read', notificationId });
  expect((await read(reviewer)).status).toBe(404);
  expect([(await read(supervisor)).status, await unread(supervisor)]).toEqual([200, 51]);
  expect((await panel.press(reviewer, 'inbox', { act: 'readAll' })).status).toBe(200);
  expect(await unread(supervisor)).toBe(51);
  await panel.press(supervisor, 'inbox', { act: 'readAll' });
  expect(await unread(supervisor)).toBe(0);
  expect((await inbox(supervisor, '?state=UNREAD')).rows).toEqual([]);
  expect((await inbox(supervisor)).rows).toHaveLength(50);
});
