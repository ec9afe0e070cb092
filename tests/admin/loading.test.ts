import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { panelContents } from '../../admin/panel.ts';
import { startPanel, type TestPanel } from '../support/panel.ts';

let loads = 0;
let panel: TestPanel;
beforeAll(async () => {
  panel = await startPanel(panelContents, () => {
    loads += 1;
    return Promise.reject(new Error('NO_MEMORY'));
  });
});
afterAll(() => panel.stop());

test('the pages on the way in need no AdminJS, and nobody without a session makes the server load it', async () => {
  expect((await panel.call('get', '/admin/sign-in')).status).toBe(200);
  expect((await panel.call('get', '/admin')).status).toBe(303);
  const cookie = await panel.cookieFor('administrator');
  expect((await panel.as(cookie)('get', '/admin/password')).status).toBe(200);
  expect(loads).toBe(0);
  expect((await panel.as(cookie)('get', '/admin')).status).toBe(500);
  expect(loads).toBe(1);
});
