import { z } from 'zod';
import { page, plainCss } from '../html.ts';
import { reply } from '../reply.ts';
import { defineRoute } from '../route.ts';
import { site } from '../site.ts';

const plain = { method: 'get', base: '', tag: 'Pages', access: 'OPEN', kind: 'read', documented: false } as const;

interface Link {
  path: string;
  zh: string;
  en: string;
  embeddedOnly?: true;
}

const places: readonly Link[] = [
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
<ul class="links">
${links(deps.settings.mode === 'embedded').join('\n')}
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
