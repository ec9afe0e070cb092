import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { flawsByNight, flawsOf, openBrowser, widths, type TestBrowser } from '../support/browser.ts';
import { buildSigning } from '../support/build-signing.ts';
import { startPanel, type TestPanel } from '../support/panel.ts';
import { freePort } from '../support/servers.ts';

let site: TestPanel;
let browser: TestBrowser;
beforeAll(async () => {
  const port = await freePort();
  site = await startPanel(undefined, undefined, port);
  const { encrypt, hash } = site.personalData;
  const to = '13900000001';
  const words = {
    toEncrypted: encrypt(to),
    toHash: hash(to),
    textEncrypted: encrypt('【网签平台】您有一份新的签约邀请。'),
  };
  await site.knex('sandbox_message').insert({ ...words, idempotencyKey: 'one', channel: 'SMS' });
  browser = await openBrowser(`http://localhost:${port}`);
});
afterAll(async () => {
  await browser.stop();
  await site.stop();
});

const everywhere = Object.keys(widths) as (keyof typeof widths)[];
const pages = [
  ['front', '/', 'h1'],
  ['sandbox', '/sandbox', 'td:has-text("签约邀请")'],
  ['samples', '/sandbox/samples/', 'h1'],
  ['docs', '/docs', '.opblock-tag'],
  ['errors', '/docs/errors', 'td'],
  ['terms', '/terms', 'h1'],
  ['check', '/a', 'input[name=code]'],
  ['nowhere', '/agreements', '.problem'],
  ['sign-in', '/admin/sign-in', 'input[name=name]'],
] as const;

test.each(pages)(
  '%s can be read by everybody at every width, by day and by night',
  async (name, path, content) => {
    const page = await browser.visit();
    await page.goto(path);
    await page.locator(content).first().waitFor();
    if (name === 'docs') {
      await page.locator(content).first().click();
      await page.locator('.opblock').first().waitFor();
    }
    expect(await flawsOf(page, name, everywhere)).toEqual([]);
    expect(await flawsByNight(page, name)).toEqual([]);
    await page.context().close();
  },
  60_000,
);

test('a found agreement can be read at every width, its long hash on a telephone too', async () => {
  const { id } = await buildSigning(site, { status: 'SIGNED' });
  const document = { sha256: createHash('sha256').update(id).digest(), bytes: 1, issuedAt: new Date() };
  await site.knex('agreement').where({ signingId: id }).update(document);
  const { agreementNo, checkCode } = await site
    .knex('signing as s')
    .join('agreement as a', 'a.signing_id', 's.id')
    .where('s.id', id)
    .first<{ agreementNo: string; checkCode: string }>('s.agreement_no', 'a.check_code');
  const page = await browser.visit();
  await page.goto(`/a/${agreementNo}?code=${checkCode}`);
  await page.getByText(document.sha256.toString('hex')).waitFor();
  expect(await flawsOf(page, 'check-found', everywhere)).toEqual([]);
  expect(await flawsByNight(page, 'check-found')).toEqual([]);
  await page.context().close();
}, 60_000);
