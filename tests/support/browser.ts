import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import axe, { type AxeResults } from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { findChromium } from '../../scripts/support/chromium.ts';

/** The widths pages are looked at: a desk, a small notebook, a phone. */
export const widths = { desk: 1440, notebook: 1024, phone: 390 } as const;

const heights = { desk: 900, notebook: 768, phone: 844 } as const;
const screenshots = fileURLToPath(new URL('../../.data/screenshots/', import.meta.url));

/** The rules of WCAG 2.1 A and AA; none is left out anywhere. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/** A page that writes down everything wrong while it is open. */
export interface WatchedPage extends Page {
  /** What went wrong so far: errors in the console, scripts that threw, breaches of the policy, requests to strangers. */
  readonly troubles: string[];
}

/** A browser for one test file, in which every visitor has a profile of their own. */
export interface TestBrowser {
  /** A visitor's page: nobody's, or of whoever the cookie belongs to. */
  visit(visitor?: { cookie?: string }): Promise<WatchedPage>;
  stop(): Promise<void>;
}

/** Starts Chromium for a site that listens; only this site can be reached from it. */
export async function openBrowser(origin: string): Promise<TestBrowser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('Chromium is missing: npm test installs it or says how');
  const browser = await chromium.launch({
    executablePath,
    // Root cannot have Chromium's sandbox; the only site it can reach is ours.
    chromiumSandbox: false,
    args: [
      ...['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost'],
    ],
  });
  return {
    visit: async ({ cookie } = {}) => {
      const page = await pageIn(browser, origin);
      if (cookie !== undefined) await page.context().addCookies([cookieAt(origin, cookie)]);
      return watched(page, origin);
    },
    stop: () => browser.close(),
  };
}

async function pageIn(browser: Browser, origin: string): Promise<Page> {
  const context = await browser.newContext({
    ...{ baseURL: origin, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' },
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(15_000);
  return context.newPage();
}

function cookieAt(origin: string, cookie: string) {
  const [name = '', ...value] = cookie.split('=');
  return { name, value: value.join('='), url: origin };
}

async function watched(page: Page, origin: string): Promise<WatchedPage> {
  const troubles: string[] = [];
  page.on('console', (message) => {
    // A form that is refused, sent as a page or by its script, answers 4xx on purpose, and its page is what the test looks at.
    const isRefused = message.text().startsWith('Failed to load resource');
    const isPress = message.text().includes(' 422 ') && message.location().url.startsWith(`${origin}/admin/api/pages/`);
    const isRefusedForm = isRefused && (message.location().url === page.url() || isPress);
    if (message.type() === 'error' && !isRefusedForm) troubles.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`script: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && !['data:', 'blob:'].includes(url.protocol)) troubles.push(`stranger: ${url.href}`);
  });
  await page.exposeFunction('tellBreach', (breach: string) => troubles.push(`policy: ${breach}`));
  await page.addInitScript(`document.addEventListener('securitypolicyviolation', (breach) =>
    window.tellBreach(breach.effectiveDirective + ' ' + breach.blockedURI + ' ' + breach.sample));`);
  return Object.assign(page, { troubles });
}

/**
 * Everything wrong with a page as it stands, each with the widths it is wrong at: what the page did since it was opened,
 * what axe finds, what runs off its edge. Pictures of it are kept under the name.
 */
export async function flawsOf(
  page: WatchedPage,
  name: string,
  places: readonly (keyof typeof widths)[] = ['desk', 'notebook'],
): Promise<string[]> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source);
  const found = new Map<string, string[]>();
  for (const place of places) {
    await page.setViewportSize({ width: widths[place], height: heights[place] });
    await shoot(page, `${name}-${place}`);
    for (const flaw of await flawsNow(page, rules)) found.set(flaw, [...(found.get(flaw) ?? []), place]);
  }
  return [...page.troubles, ...[...found].map(([flaw, where]) => `${where.join(', ')}: ${flaw}`)];
}

/** What of a page cannot be read by night: the colours are all that changes. */
export async function flawsByNight(page: WatchedPage, name: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await shoot(page, `${name}-dark`);
  return flawsNow(page, ['color-contrast']);
}

async function flawsNow(page: Page, runOnly: readonly string[]): Promise<string[]> {
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(document, { runOnly: ${JSON.stringify(runOnly)}, resultTypes: ['violations'], preload: false })`,
  );
  const overflow = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  return [
    ...violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, any, all, none }) => {
        const [first] = [...any, ...all, ...none];
        return `${id}: ${target.join(' ')}: ${first?.message ?? ''}`;
      }),
    ),
    ...(overflow > 0 ? ['the page runs off its edge'] : []),
  ];
}

/** Keeps a picture of the page in .data/screenshots for people to look at, when SCREENSHOTS=1. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (process.env['SCREENSHOTS'] !== '1') return;
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: path.join(screenshots, `${name}.png`), fullPage: true });
}
