import { z } from 'zod';
import { codeOfStep, stepAt } from '../../commands/one-time-code.ts';
import { escapeHtml, icon, page, plainCss, productName } from '../html.ts';
import { reply } from '../reply.ts';
import { defineRoute } from '../route.ts';

const plain = { method: 'get', base: '', tag: 'Pages', access: 'OPEN', kind: 'read', documented: false } as const;

interface Link {
  path: string;
  zh: string;
  en: string;
  embeddedOnly?: true;
}

const places: readonly Link[] = [
  { path: '/a', zh: '就业协议书核验', en: 'Check an agreement' },
  { path: '/admin', zh: '管理后台', en: 'Staff panel' },
  { path: '/docs', zh: '接口文档', en: 'API documentation' },
  { path: '/docs/errors', zh: '错误代码', en: 'Error codes' },
  { path: '/openapi.json', zh: 'OpenAPI 文件', en: 'openapi.json' },
  { path: '/sandbox', zh: '演示信箱（短信与邮件）', en: 'Sandbox: messages sent', embeddedOnly: true },
  {
    path: '/sandbox/samples/',
    zh: '样例图片（可用于上传）',
    en: 'Sandbox: sample pictures to upload',
    embeddedOnly: true,
  },
  { path: '/health/deep', zh: '运行状况', en: 'Health' },
];

function links(embedded: boolean): string[] {
  return places
    .filter(({ embeddedOnly }) => embedded || !embeddedOnly)
    .map(({ path, zh, en }) => `<li><a href="${path}">${zh} <span lang="en">${en}</span></a></li>`);
}

/** How to sign in to the panel as the demo administrator without an authenticator app at hand. */
function demoStaff(secret: string): string {
  const code = codeOfStep(secret, stepAt(Date.now() / 1_000));
  return `
<section class="aside">
<p>演示工作人员：<code>reviewer</code>、<code>supervisor</code>、<code>administrator</code>，密码见启动时的提示。administrator 登录还需动态验证码：现在是 <code>${code}</code>，每 30 秒更新，每个只能使用一次，刷新本页获取新的；也可在验证器应用中添加密钥 <code class="secret">${secret}</code>。</p>
<p lang="en">Demo staff. The administrator also needs a code: it is ${code} now; reload for a new one, each works once.</p>
</section>`;
}

/** The plain front page. */
export const getHome = defineRoute({
  ...plain,
  path: '/',
  summary: 'The front page',
  answers: { 200: z.string() },
  handle: async ({ deps }) =>
    page({
      title: `${productName} Graduate signing platform`,
      body: `<h1>${productName}</h1>
<p lang="en">National graduate signing platform</p>
<ul class="links">
${links(deps.settings.mode === 'embedded').join('\n')}
</ul>${deps.settings.demoCodeSecret === undefined ? '' : demoStaff(deps.settings.demoCodeSecret)}`,
    }),
});

/** 服务条款: a place holder, for the sandbox; an operator names the page of the real ones. */
export const getTerms = defineRoute({
  ...plain,
  path: '/terms',
  summary: 'Terms of service',
  answers: { 200: z.string() },
  handle: async ({ deps: { settings } }) =>
    page({
      title: '服务条款 Terms of service',
      body: `<h1>服务条款 <span lang="en">Terms of service</span></h1>
<p>版本 ${escapeHtml(settings.site.termsVersion)}。本页为示例，正式运行前由运营单位换为正式条款。</p>
<p lang="en">Version ${escapeHtml(settings.site.termsVersion)}. A sample, to be replaced by the operator before the platform goes live.</p>`,
    }),
});

/** The style sheet of the plain pages. */
export const getPlainCss = defineRoute({
  ...plain,
  path: '/plain.css',
  summary: 'Style sheet',
  cacheControl: 'public, max-age=300',
  answers: { 200: z.string() },
  handle: async () => reply(200, plainCss, { 'content-type': 'text/css; charset=utf-8' }),
});

/** The picture of the site. */
export const getIcon = defineRoute({
  ...plain,
  path: '/icon.svg',
  summary: 'Icon',
  cacheControl: 'public, max-age=300',
  answers: { 200: z.string() },
  handle: async () => reply(200, icon, { 'content-type': 'image/svg+xml' }),
});
