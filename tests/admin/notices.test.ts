import { afterAll, beforeAll, expect, test } from '@jest/globals';
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
