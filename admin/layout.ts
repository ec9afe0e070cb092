import { randomBytes } from 'node:crypto';
import type { Context } from 'koa';

/**
 * The policy of AdminJS's pages: scripts from ourselves and the page's own inline ones by a nonce; inline styles, which its
 * component library writes while it runs and cannot give a nonce to.
 */
const policyWith = (nonce: string) =>
  [
    `default-src 'none'`,
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self' data:`,
    `connect-src 'self'`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');

const stateLine = /^\s*window\.(?:REDUX_STATE|THEME) = /;

/** Answers a page as AdminJS wrote it, made safe: its data cannot close their script, nothing is fetched from elsewhere. */
export function sendLayout(ctx: Context, html: string): void {
  const nonce = randomBytes(16).toString('base64');
  ctx.set('content-security-policy', policyWith(nonce));
  ctx.type = 'html';
  // AdminJS writes its data as JSON on a line of their own: JSON has no raw line feed, so no datum can begin a line.
  const lines = html.split('\n').map((line) => (stateLine.test(line) ? escapeJson(line) : withoutStrangers(line)));
  ctx.body = lines.join('\n').trimStart().replaceAll('<script>', `<script nonce="${nonce}">`);
}

function escapeJson(line: string): string {
  const escapes: Record<string, string> = { '<': '\\u003c', '\u2028': '\\u2028', '\u2029': '\\u2029' };
  return line.replace(/[<\u2028\u2029]/g, (character) => escapes[character] ?? character);
}

/** AdminJS asks Google for a font. */
function withoutStrangers(line: string): string {
  return line.includes('<link') && line.includes('//') ? '' : line;
}
