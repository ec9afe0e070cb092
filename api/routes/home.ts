import { z } from 'zod';
import { page, plainCss } from '../html.ts';
import { reply } from '../reply.ts';
import { defineRoute } from '../route.ts';
import { site } from '../site.ts';

const plain = { method: 'get', base: '', tag: 'Pages', access: 'OPEN', kind: 'read', documented: false } as const;

/** The plain front page. */
export const getHome = defineRoute({
  ...plain,
  path: '/',
  summary: 'The front page',
  answers: { 200: z.string() },
  handle: async ({ deps }) =>
    page({
      title: '全国高校毕业生网上签约平台 Graduate signing platform',
      body: `<h1>全国高校毕业生网上签约平台</h1>
<p lang="en">National graduate signing platform</p>
<ul>
<li><a href="/docs">接口文档 <span lang="en">API documentation</span></a> · <a href="/openapi.json">openapi.json</a> · <a href="/docs/errors">错误代码 <span lang="en">Error codes</span></a></li>
${deps.settings.mode === 'embedded' ? '<li><a href="/sandbox">演示信箱（短信与邮件） <span lang="en">Sandbox: messages sent</span></a></li>' : ''}
<li><a href="/health/deep">运行状况 <span lang="en">Health</span></a></li>
</ul>`,
    }),
});

/** 服务条款: a place holder until the operator gives the real ones. */
export const getTerms = defineRoute({
  ...plain,
  path: site.termsUrl,
  summary: 'Terms of service',
  answers: { 200: z.string() },
  handle: async () =>
    page({
      title: '服务条款 Terms of service',
      body: `<h1>服务条款 <span lang="en">Terms of service</span></h1>
<p>版本 ${site.termsVersion}。本页为示例，正式运行前由运营单位换为正式条款。</p>
<p lang="en">Version ${site.termsVersion}. A sample, to be replaced by the operator before the platform goes live.</p>`,
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
