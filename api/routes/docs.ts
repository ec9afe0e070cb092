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
<link rel="stylesheet" href="/docs/swagger-ui.css">
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

const startScript = `window.ui = SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true });\n`;

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
