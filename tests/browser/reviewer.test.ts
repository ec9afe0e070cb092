import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { demoPassword } from '../../database/seeds/demo-data.ts';
import { plusSeconds } from '../../domain/calendar.ts';
import { flawsOf, openBrowser, type TestBrowser, type WatchedPage } from '../support/browser.ts';
import { buildVerification } from '../support/build-verification.ts';
import type { BuiltEmployer } from '../support/factories.ts';
import { eventually } from '../support/eventually.ts';
import { panelAround } from '../support/panel.ts';
import { sheet } from '../support/pictures.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { buildAtPanel, handIn, memberActs, uploadFor, type AtPanel, type HandedIn } from '../support/reviewers.ts';
import { freePort } from '../support/servers.ts';
import { buildUnit, verificationOf } from '../support/verification-cast.ts';
import { waitingInBulk } from '../support/waiting-in-bulk.ts';

let platform: TestPlatform;
let panel: ReturnType<typeof panelAround>;
let browser: TestBrowser;
let other: AtPanel;
/** The reviewer's page, on which the whole day passes. */
let page: WatchedPage;
beforeAll(async () => {
  const port = await freePort();
  platform = await startPlatform();
  panel = panelAround(platform, { port });
  await panel.listening;
  other = await buildAtPanel(platform, panel);
  // AdminJS is loaded by the first visitor, which takes its time: not that of a click.
  await other.get('');
  browser = await openBrowser(`http://localhost:${port}`);
  page = await browser.visit();
}, 90_000);
afterAll(async () => {
  await browser.stop();
  await platform.stop();
}, 30_000);

const daysAgo = (days: number) => plusSeconds(new Date().toISOString(), -days * 86_400);
const queueAddress = '/admin/pages/verifications';
const caseAddress = (id: string) => `${queueAddress}?id=${id}`;
const heading = (name: string, on = page) => on.getByRole('heading', { level: 1, name }).waitFor();
const flaws = (name: string, on = page) => flawsOf(on, `reviewer-${name}`);
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const statusOf = async (id: string) => (await verificationOf(platform, id)).status;

/** A unit whose material waits since some days, its letter photographed sideways. */
async function waiting(days: number): Promise<HandedIn & { unit: BuiltEmployer }> {
  const unit = await buildUnit(platform);
  const pictures = { licence: await sheet(), letter: await sheet({ isSideways: true }) };
  const handedIn = await handIn(panel, platform, unit, pictures);
  await platform
    .knex('employer_verification')
    .where({ id: handedIn.id })
    .update({ statusAt: daysAgo(days) });
  return { ...handedIn, unit };
}

/** Tabs on until the focus is on what a selector finds; throws where the keyboard does not lead there. */
async function tabTo(selector: string): Promise<void> {
  for (let i = 0; i < 60; i += 1) {
    if (await page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`)) {
      expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).not.toBe('none');
      return;
    }
    await press('Tab');
  }
  throw new Error(`the keyboard does not lead to ${selector}`);
}

test('signing in leads to an empty queue that says so', async () => {
  await page.goto('/admin');
  await page.getByLabel('登录名').fill('reviewer');
  await page.getByLabel('密码').fill(demoPassword);
  await press('Enter');
  await page.getByRole('heading', { name: '您好' }).waitFor();
  await page.goto(queueAddress);
  await page.getByText('没有待审核的认证').waitFor();
  expect(await flaws('queue-empty')).toEqual([]);
  await page.getByRole('button', { name: '领取下一件' }).click();
  await page.getByText('没有可领取的件。').waitFor();
});

test('a case goes its whole way by keyboard alone: claimed, sent back, supplemented, approved', async () => {
  const late = await buildVerification(platform, { status: 'AWAITING_REVIEW', submittedAt: daysAgo(30) });
  const own = await waiting(4);
  const young = await waiting(0);
  await other.act(`/${late.id}/claim`);
  await page.goto(queueAddress);
  await page.locator('tbody tr').nth(2).waitFor();
  const names = await page.locator('tbody .vr-name').allTextContents();
  expect(names).toEqual([late.employer.name, own.unit.name, young.unit.name]);
  await page.getByText('已逾期 ·').waitFor();
  expect(await flaws('queue')).toEqual([]);

  await tabTo('button.vr-main');
  await press('Enter');
  await heading(own.unit.name);
  await page.getByRole('button', { name: '放回' }).waitFor();
  await picturesAreThere();
  expect(await flaws('case')).toEqual([]);

  // The camera's word is taken: what lay sideways stands upright, as large as its place lets it.
  await press('j');
  const picture = page.locator('.vr-sheet img');
  await page.locator('.vr-stage[aria-label^="签约授权书"], .vr-stage[aria-label*="授权"]').waitFor();
  const upright = await boxOf();
  expect(upright.height).toBeGreaterThan(upright.width);
  const stage = await page.locator('.vr-stage').boundingBox();
  expect(upright.height).toBeGreaterThan((stage?.height ?? 0) * 0.95);
  await press('+', '+');
  expect((await boxOf()).height).toBeGreaterThan(upright.height * 1.5);
  expect(await flaws('case-zoomed')).toEqual([]);
  await press('-', '0', 'r');
  const turned = await boxOf();
  expect(turned.width).toBeGreaterThan(turned.height);
  expect(await picture.count()).toBe(1);
  expect(await flaws('case-turned')).toEqual([]);

  await press('1', 'y');
  await page.getByText('还有 1 份材料未核对。').waitFor();
  await press('p');
  await page.getByText('请为需补传的材料选择原因。').waitFor();
  await tabTo('.vr-reasons input');
  await press('Space');
  await page.getByText('有材料需补传，可要求单位补传。').waitFor();
  expect(await flaws('case-marked')).toEqual([]);
  await press('s');
  await page.getByRole('dialog').waitFor();
  expect(await flaws('case-supplement-asked')).toEqual([]);
  await tabTo('dialog button[type=submit]');
  await press('Enter');
  await page.getByText('已要求单位补传材料。').waitFor();
  expect(await statusOf(own.id)).toBe('NEEDS_SUPPLEMENT');
  expect(await flaws('case-awaiting-supplement')).toEqual([]);

  const letter = { unit: own.unit, purpose: 'SIGNING_AUTHORIZATION_LETTER', bytes: await sheet() };
  const fileId = await uploadFor(panel, platform, letter);
  const supplement = { files: [{ replacesFileId: own.letter, fileId }], note: '已重新盖章' };
  const handed = await memberActs(panel, platform, { unit: own.unit, path: `/${own.id}/supplement`, body: supplement });
  expect(handed.status).toBe(200);
  await press('q');
  await heading('认证审核');
  await page.getByRole('link', { name: own.unit.name }).press('Enter');
  await heading(own.unit.name);
  await page.getByText('已重新盖章').waitFor();
  await press('c');
  await page.getByRole('button', { name: '放回' }).waitFor();
  await picturesAreThere();
  expect(await flaws('case-supplemented')).toEqual([]);
  await press('y', 'y');
  await page.getByText('全部材料合格，可审核通过。').waitFor();
  await press('a');
  expect(await flaws('case-approving')).toEqual([]);
  await tabTo('dialog button[type=submit]');
  await press('Enter');
  await page.getByText('已审核通过，单位已认证。').waitFor();
  expect(await flaws('case-approved')).toEqual([]);

  expect(await verificationOf(platform, own.id)).toMatchObject({ status: 'VERIFIED', unit: 'VERIFIED' });
  await eventually(async () => {
    const told = await platform.knex('notification').where({ accountId: own.unit.accountId }).pluck('kind');
    expect(told).toEqual(
      expect.arrayContaining([expect.stringMatching(/SUPPLEMENT/), expect.stringMatching(/VERIFIED|APPROVED/)]),
    );
    const sent = await platform.knex('effect').where({ processId: own.id, status: 'DONE' }).whereNotNull('message');
    expect(sent.length).toBeGreaterThanOrEqual(2);
  });

  await press('n');
  await heading(young.unit.name);
  await press('x');
  await page.getByRole('dialog').waitFor();
  expect(await flaws('case-rejecting')).toEqual([]);
  await press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '放回' }).click();
  await page.getByText('已放回').waitFor();
}, 90_000);

test('whoever decides too late is told who did and when, and goes on from there', async () => {
  const { id, unit } = await waiting(2);
  await page.goto(caseAddress(id));
  await heading(unit.name);
  await press('c');
  await page.getByRole('button', { name: '放回' }).waitFor();
  // The claim runs out while the page stays open; a colleague takes the case and is faster.
  await platform.knex('employer_verification').where({ id }).update({ claimedBy: null, claimedUntil: null });
  const second = await browser.visit({ cookie: other.cookie });
  await second.goto(caseAddress(id));
  await heading(unit.name, second);
  await second.keyboard.press('c');
  await second.getByRole('button', { name: '放回' }).waitFor();
  await second.keyboard.press('x');
  await second.getByRole('combobox', { name: '原因' }).selectOption('NAME_MISMATCH');
  await second.getByLabel('说明').fill('执照名称与填写不一致');
  await second.getByRole('button', { name: '确认不通过' }).click();
  await second.getByText('已审核不通过').waitFor();
  expect(await flaws('case-rejected', second)).toEqual([]);
  await second.context().close();

  await press('y', 'y', 'a');
  await tabTo('dialog button[type=submit]');
  await press('Enter');
  const told = page.getByRole('alert').filter({ hasText: `由${other.name}处理` });
  await told.waitFor();
  expect(await told.textContent()).toMatch(/该件已于\d+月\d+日.+由.+处理：/);
  expect(await statusOf(id)).toBe('REJECTED');
  expect(await flawsOf(refused(page), 'reviewer-case-too-late')).toEqual([]);
});

test('three hundred cases are shown fifty at a time, each further fifty when asked for', async () => {
  await waitingInBulk(platform, 300);
  await page.goto(queueAddress);
  await page.getByText('已显示 50 件').waitFor();
  expect(await flaws('queue-long')).toEqual([]);
  await page.getByRole('button', { name: '显示更多' }).press('Enter');
  await page.getByText('已显示 100 件').waitFor();
  const names = await page.locator('tbody .vr-name').allTextContents();
  expect(new Set(names).size).toBe(100);
  for (let shown = 150; shown <= 300; shown += 50) {
    await page.getByRole('button', { name: '显示更多' }).press('Enter');
    await page.getByText(`已显示 ${shown} 件`).waitFor();
  }
  expect(page.troubles).toEqual([]);
});

/** A refused act answers 409 or 412 on purpose, which the browser writes into the console; nothing else may stand there. */
function refused(watched: WatchedPage): WatchedPage {
  const others = watched.troubles.filter((trouble) => !/status of 4(09|12)/.test(trouble));
  watched.troubles.splice(0, Infinity, ...others);
  return watched;
}

async function picturesAreThere(): Promise<void> {
  const loaded = `[...document.querySelectorAll('.vr-pictures img')].map(({ naturalWidth }) => naturalWidth > 0)`;
  await eventually(async () => {
    const pictures = await page.evaluate<boolean[]>(loaded);
    expect(pictures.length).toBeGreaterThan(2);
    expect(pictures).not.toContain(false);
  });
}

async function boxOf(): Promise<{ width: number; height: number }> {
  const box = await page.locator('.vr-sheet').boundingBox();
  if (!box) throw new Error('no picture is shown');
  return box;
}
