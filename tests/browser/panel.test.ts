import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { panelContents } from '../../admin/panel.ts';
import { demoPassword } from '../../database/seeds/demo-data.ts';
import { flawsOf, openBrowser, type TestBrowser, type WatchedPage } from '../support/browser.ts';
import { buildSigning } from '../support/build-signing.ts';
import { buildVerification } from '../support/build-verification.ts';
import { buildColleague, buildEmployer } from '../support/factories.ts';
import { currentCode, startPanel, type TestPanel } from '../support/panel.ts';
import { freePort } from '../support/servers.ts';

let panel: TestPanel;
let browser: TestBrowser;
let administrator: string;
beforeAll(async () => {
  const port = await freePort();
  panel = await startPanel(undefined, undefined, port);
  const { id, employer, graduate } = await buildSigning(panel, { status: 'SIGNED' });
  const effect = { processId: id, kind: 'NOTIFY', message: 'SIGNED_EMPLOYER', dueAt: panel.knex.fn.now(), tries: 3 };
  const gaveUp = { status: 'GAVE_UP', endedAt: panel.knex.fn.now(), failureCode: 'REFUSED' };
  await panel.knex('effect').insert([
    { ...effect, seq: 1, recipient: `account:${employer.accountId}`, ...gaveUp },
    { ...effect, seq: 2, recipient: `account:${graduate.accountId}` },
  ]);
  const unit = await buildEmployer(panel);
  await buildColleague(panel, unit.employerId, 'PENDING');
  const { id: processId, seq } = await buildVerification(panel, { status: 'VERIFIED' });
  await panel.knex('staff_task').insert({ kind: 'FAILED_SENDS', processId, seq });
  const finding = { thingId: processId, processId, detail: null, since: '2026-11-22T08:00:00.000Z' };
  const broken = { ...finding, processId: id, detail: 'the read model stands where its process stands' };
  const bound = { ...finding, thingId: graduate.graduateId, processId: id };
  const check = { checkedAt: panel.knex.fn.now(), found: 1, repaired: 0, alarms: 1 };
  await panel.knex('reconciliation_check').insert([
    { ...check, code: 'UNDECIDED_COMMAND', found: 0, alarms: 0, findings: '[]' },
    { ...check, code: 'MISSING_WORKFLOW', repaired: 1, alarms: 0, findings: JSON.stringify([finding]) },
    { ...check, code: 'STRAY_BINDING', findings: JSON.stringify([bound]) },
    { ...check, code: 'BROKEN_RULE', findings: JSON.stringify([broken]) },
  ]);
  const supervisor = panel.knex('staff_account').where({ signInName: 'supervisor' }).select('accountId');
  await panel.knex('notification').insert({
    ...{
      accountId: supervisor,
      processId,
      seq: 1,
      kind: 'REVIEW_ESCALATION',
      message: 'VERIFICATION_REVIEW_ESCALATED',
    },
    createdAt: panel.knex.fn.now(),
  });
  administrator = await panel.cookieFor('administrator');
  // AdminJS is loaded by the first visitor, which takes its time: not that of a click.
  await panel.as(administrator)('get', '/admin');
  browser = await openBrowser(`http://localhost:${port}`);
}, 90_000);
afterAll(async () => {
  await browser.stop();
  await panel.stop();
});

const send = (page: WatchedPage) => page.locator('button.main').click();

test('an administrator signs in with password and code, and is told on the way what was wrong', async () => {
  await panel.knex('staff_account').where({ signInName: 'administrator' }).update({ lastTotpStep: 0 });
  const page = await browser.visit();
  await page.goto('/admin');
  await page.getByLabel('登录名').fill('administrator');
  await page.getByLabel('密码').fill('Wrong-2026!');
  await send(page);
  await page.getByRole('alert').waitFor();
  expect(await flawsOf(page, 'panel-sign-in-refused')).toEqual([]);

  await page.getByLabel('密码').fill(demoPassword);
  await send(page);
  await page.getByLabel('动态验证码').waitFor();
  expect(await flawsOf(page, 'panel-code')).toEqual([]);

  await page.getByLabel('动态验证码').fill(currentCode());
  await send(page);
  await page.getByRole('heading', { name: '您好' }).waitFor();
  expect(page.troubles).toEqual([]);
});

test('a reviewer changes the password and sets up codes', async () => {
  const page = await browser.visit({ cookie: await panel.cookieFor('reviewer') });
  await page.goto('/admin/password');
  await page.getByLabel('当前密码').fill(demoPassword);
  await page.getByLabel('新密码', { exact: true }).fill('Short');
  await page.getByLabel('再次输入新密码').fill('Short');
  await send(page);
  await page.getByRole('alert').waitFor();
  expect(await flawsOf(page, 'panel-password')).toEqual([]);

  await page.goto('/admin/second-factor');
  await page.getByLabel('当前密码').fill(demoPassword);
  expect(await flawsOf(page, 'panel-second-factor')).toEqual([]);
  await send(page);
  await page.getByRole('img', { name: '二维码' }).waitFor();
  expect(await flawsOf(page, 'panel-second-factor-shown')).toEqual([]);
  await page.goto('/admin/sign-out');
  expect(await flawsOf(page, 'panel-sign-out')).toEqual([]);
});

describe('behind the gate', () => {
  // Each role keeps its page from one test to the next: the panel's own scripts are then loaded once.
  const visits = new Map<string, Promise<WatchedPage>>();
  const newVisit = async (name: string) => browser.visit({ cookie: await panel.cookieFor(name) });
  const visitAs = async (name: string) => {
    const visit = visits.get(name) ?? newVisit(name);
    visits.set(name, visit);
    return visit;
  };

  test('the first page', async () => {
    const page = await browser.visit({ cookie: administrator });
    await page.goto('/admin');
    await page.getByRole('heading', { name: '您好' }).waitFor();
    expect(await flawsOf(page, 'panel-start')).toEqual([]);
  });

  test.each(panelContents.resources.map(({ id }) => id))('the list of %s, its filters, and one row', async (id) => {
    const page = await visitAs('administrator');
    await page.goto(`/admin/resources/${id}`);
    const row = page.locator('tbody tr').first();
    await row.waitFor();
    expect(await flawsOf(page, `panel-${id}`)).toEqual([]);
    await page.getByText('筛选').first().click();
    await page.getByRole('button', { name: '应用' }).waitFor();
    expect(await flawsOf(page, `panel-${id}-filters`)).toEqual([]);
    await page.goto(`/admin/resources/${id}`);
    await row.locator('td').nth(1).click();
    await page.waitForURL('**/show');
    expect(await flawsOf(page, `panel-${id}-row`)).toEqual([]);
  });

  const desks = panelContents.pages.filter(({ id }) => id !== 'verifications');
  test.each(desks.map((desk) => [desk.id, desk] as const))('the page %s, with something on it', async (id, desk) => {
    const page = await visitAs(desk.isSeenBy('SUPERVISOR') ? 'supervisor' : 'administrator');
    await page.goto(`/admin/pages/${id}`);
    await page.getByRole('heading', { level: 2 }).filter({ hasNotText: '正在读取' }).first().waitFor();
    expect(await flawsOf(page, `panel-page-${id}`)).toEqual([]);
  });

  test('a school and a year of the calendar are told by keyboard; what is refused names its field', async () => {
    const page = await browser.visit({ cookie: administrator });
    const refused = (text: string) => page.getByRole('alert').filter({ hasText: text }).waitFor();
    await page.goto('/admin/pages/schools');
    await page.getByRole('button', { name: '新增院校' }).press('Enter');
    await page.getByLabel('院校代码').fill('99001');
    await page.getByLabel('院校名称', { exact: true }).fill('浏览大学');
    await page.getByRole('button', { name: '确认' }).press('Enter');
    await refused('院校代码：');
    expect(await flawsOf(page, 'panel-school-refused', ['desk', 'phone'])).toEqual([]);
    await page.getByLabel('院校代码').fill('77101');
    await page.getByRole('button', { name: '确认' }).press('Enter');
    await page.getByRole('heading', { name: '浏览大学' }).waitFor();
    expect(await flawsOf(page, 'panel-school', ['desk', 'phone'])).toEqual([]);

    await page.goto('/admin/pages/calendar');
    await page.getByRole('row', { name: '2027 年' }).getByRole('button', { name: '修改' }).press('Enter');
    await page.getByLabel('调休上班日期').fill('2027-01-11');
    await page.getByRole('button', { name: '确认' }).press('Enter');
    await refused('调休上班日期第 1 项：');
    expect(await flawsOf(page, 'panel-calendar-refused', ['desk', 'phone'])).toEqual([]);
  });
});
