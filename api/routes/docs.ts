import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { errorTable } from '../../domain/errors.ts';
import { escapeHtml, page } from '../html.ts';
import { reply } from '../reply.ts';
import { defineRoute, type Route } from '../route.ts';

const docs = {
  method: 'get',
  base: '',
  tag: 'Pages',
  access: 'OPEN',
  kind: 'read',
  documented: false,
  cacheControl: 'public, max-age=3600',
} as const;

/** The documentation page: Swagger UI from our own server, started by a script of its own. */
export const getDocs = defineRoute({
  ...docs,
  path: '/docs',
  summary: 'The documentation',
  answers: { 200: z.string() },
  handle: async () =>
    reply(
      200,
      `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>接口文档 API documentation</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="stylesheet" href="/docs/own.css">
</head>
<body>
<div id="docs"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`,
      { 'content-type': 'text/html; charset=utf-8' },
    ),
});

const startScript = `// A link inside a button is nothing a keyboard can reach: an operation's address is text.
const PlainAddress = ({ getSystem }) => ({
  wrapComponents: { DeepLink: () => ({ text }) => getSystem().React.createElement('span', null, text) },
});
window.ui = SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  docExpansion: 'none',
  plugins: [PlainAddress],
  onComplete: () => document.getElementById('servers')?.setAttribute('aria-label', '服务器 Servers'),
});
`;

/** Swagger UI's colours, dark enough to read; on phones its long words break. */
const ownCss = `.swagger-ui .opblock-summary-method { background: var(--method) !important; }
.swagger-ui .opblock-get { --method: #1f5fae; }
.swagger-ui .opblock-post { --method: #13734a; }
.swagger-ui .opblock-put { --method: #8a4b00; }
.swagger-ui .opblock-patch { --method: #0f6b61; }
.swagger-ui .opblock-delete { --method: #b3261e; }
.swagger-ui .btn.authorize { border-color: #13734a; color: #13734a; }
.swagger-ui .btn.authorize svg { fill: #13734a; }
.swagger-ui .info .link .url { color: #1f5fae; }
.swagger-ui .version-stamp { background-color: #3d6b00 !important; }
.swagger-ui .opblock-summary-path { overflow-wrap: anywhere; }
`;

/** Starts Swagger UI; a file, because the Content-Security-Policy forbids inline scripts. */
export const getDocsStart = asset('/docs/start.js', 'text/javascript; charset=utf-8', async () => startScript);

/** Swagger UI's script. */
export const getDocsScript = asset('/docs/swagger-ui-bundle.js', 'text/javascript; charset=utf-8', () =>
  swaggerUiFile('swagger-ui-bundle.js'),
);

/** Swagger UI's style sheet. */
export const getDocsCss = asset('/docs/swagger-ui.css', 'text/css; charset=utf-8', () =>
  swaggerUiFile('swagger-ui.css'),
);

/** What we change of it. */
export const getDocsOwnCss = asset('/docs/own.css', 'text/css; charset=utf-8', async () => ownCss);

/** Every error code with what it says: where the `type` of a problem document leads. */
export const getErrorCodes = defineRoute({
  ...docs,
  path: '/docs/errors',
  summary: 'Error codes',
  answers: { 200: z.string() },
  handle: async () => {
    const rows = Object.entries(errorTable).map(
      ([code, { status, zh, en }]) =>
        `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${escapeHtml(zh)}</td><td lang="en">${escapeHtml(en)}</td></tr>`,
    );
    return page({
      title: '错误代码 Error codes',
      body: `<h1>错误代码 <span lang="en">Error codes</span></h1>\n<table>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`,
    });
  },
});

function asset(path: string, contentType: string, content: () => Promise<string>): Route {
  return defineRoute({
    ...docs,
    path,
    summary: path,
    answers: { 200: z.string() },
    handle: async () => reply(200, await content(), { 'content-type': contentType }),
  });
}

const fromHere = createRequire(import.meta.url);
const files = new Map<string, Promise<string>>();

function swaggerUiFile(name: string): Promise<string> {
  const kept = files.get(name);
  if (kept) return kept;
  const read = readFile(fromHere.resolve(`swagger-ui-dist/${name}`), 'utf8');
  files.set(name, read);
  return read;
}
