import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Context } from 'koa';
import { bundleComponents } from './bundle.ts';
import { panelRoot } from './gate.ts';

const require = createRequire(import.meta.url);
const adminJs = path.join(path.dirname(require.resolve('adminjs')), 'lib/frontend/assets');
const designSystem = path.dirname(path.dirname(require.resolve('@adminjs/design-system')));

/** A script of AdminJS. Old ways to the page's global object, which its policy forbids, become the new one. */
async function script(folder: string, name: string): Promise<Buffer> {
  const text = await readFile(path.join(folder, name), 'utf8');
  return Buffer.from(text.replace(/(?:new )?Function\("return this"\)\(\)/g, 'globalThis'));
}

const files: Readonly<Record<string, () => Promise<Buffer>>> = {
  'global.bundle.js': () => script(adminJs, 'scripts/global-bundle.production.js'),
  'design-system.bundle.js': () => script(designSystem, 'bundle.production.js'),
  'app.bundle.js': () => script(adminJs, 'scripts/app-bundle.production.js'),
  'components.bundle.js': bundleComponents,
};

/** Everything the panel serves without a session, path by path: scripts, the same for everybody. */
export const staticPaths: readonly string[] = Object.keys(files).map((name) => `${panelRoot}/frontend/assets/${name}`);

const kept = new Map<string, Promise<{ content: Buffer; etag: string }>>();

/** Answers a static file, if this is the exact path of one and it is read; what the query says does not matter. */
export async function serveStatic(ctx: Context): Promise<boolean> {
  if (!staticPaths.includes(ctx.path) || !['GET', 'HEAD'].includes(ctx.method)) return false;
  const { content, etag } = await fileAt(ctx.path);
  ctx.set({ 'cache-control': 'no-cache', etag });
  ctx.type = 'text/javascript; charset=utf-8';
  ctx.status = 200;
  if (ctx.fresh) ctx.status = 304;
  else ctx.body = content;
  return true;
}

function fileAt(address: string): Promise<{ content: Buffer; etag: string }> {
  const known = kept.get(address);
  if (known) return known;
  const read = files[path.posix.basename(address)] as () => Promise<Buffer>;
  const file = read().then((content) => ({
    content,
    etag: `"${createHash('sha256').update(content).digest('base64url')}"`,
  }));
  // What failed once, for want of a file handle, may be tried again.
  file.catch(() => kept.delete(address));
  kept.set(address, file);
  return file;
}
