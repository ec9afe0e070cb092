import { reply, type Reply } from './reply.ts';

/** Text as it may stand in HTML, in an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** 产品名称, as it heads every page. */
export const productName = '全国高校毕业生网上签约平台';

/** A plain page of a few words under the product's name: the title is its heading too, as text; the body is HTML. */
export function narrowPage({ title, body }: { title: string; body: string }): Reply {
  return page({
    title,
    body: `<div class="narrow">
<p class="product">${productName}</p>
<h1>${escapeHtml(title)}</h1>
${body}
</div>`,
  });
}

/** A plain page; `body` is HTML whose texts were escaped. Nothing inline: the Content-Security-Policy forbids it. */
export function page({ title, body }: { title: string; body: string }): Reply {
  const html = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/plain.css">
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
  return reply(200, html, { 'content-type': 'text/html; charset=utf-8' });
}

/** The one style sheet of the plain pages. Below 40 rem a table's rows become blocks: nothing runs off a phone's edge. */
export const plainCss = `:root { color-scheme: light dark; --paper: #fff; --ink: #1b1b1f; --quiet: #5a5f66; --link: #0b57d0; --line: #8886; background: var(--paper); color: var(--ink); font-family: system-ui, "Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; line-height: 1.6; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16181c; --ink: #e8e8ec; --quiet: #a9afb8; --link: #a8c7fa; }
}
body { margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem; }
h1 { font-size: 1.6rem; line-height: 1.3; margin: 0 0 0.5rem; }
a { color: var(--link); text-underline-offset: 0.2em; }
.links { display: grid; gap: 0.75rem; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); list-style: none; margin: 1.5rem 0 0; padding: 0; }
.links a { border: 1px solid var(--line); border-radius: 0.5rem; display: block; padding: 0.75rem 1rem; text-decoration: none; }
.links a:hover, .links a:focus-visible { border-color: var(--link); }
.links [lang=en] { color: var(--quiet); display: block; font-size: 0.9rem; }
form { margin: 1rem 0; }
.narrow { margin: 4vh auto 0; max-width: 24rem; }
.product, .hint, .aside { color: var(--quiet); font-size: 0.9rem; margin: 0 0 0.25rem; }
.aside { margin: 1.5rem 0 0; }
.field { margin: 0 0 1.25rem; }
.field label { display: block; font-weight: 600; }
.field input { border: 1px solid #888; border-radius: 0.375rem; box-sizing: border-box; padding: 0.6rem 0.75rem; width: 100%; }
.field input[aria-invalid] { border-color: #c62828; }
.main { background: #0b57d0; border: 1px solid #0b57d0; border-radius: 0.375rem; color: #fff; cursor: pointer; font-weight: 600; padding: 0.65rem 1rem; width: 100%; }
.main:hover { background: #0842a0; }
.problem { border: 1px solid #c62828; border-inline-start-width: 0.375rem; border-radius: 0.375rem; margin: 1rem 0; padding: 0.6rem 0.75rem; }
.qr { background: #fff; border-radius: 0.375rem; margin: 1rem auto; max-width: 14rem; }
.qr svg { display: block; height: auto; width: 100%; }
.secret { overflow-wrap: anywhere; white-space: normal; }
.state { border: 1px solid; border-inline-start-width: 0.375rem; border-radius: 0.375rem; font-size: 1.25rem; font-weight: 600; margin: 1rem 0; padding: 0.6rem 0.75rem; }
.state .hint { display: block; font-weight: 400; }
.good { border-color: #2e7d32; }
.ended { border-color: #c62828; }
.facts { margin: 1rem 0; }
.facts dt { color: var(--quiet); font-size: 0.9rem; }
.facts dd { font-weight: 600; margin: 0 0 0.75rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #8884; padding: 0.4rem 0.6rem; text-align: left; vertical-align: top; }
th, time, code { white-space: nowrap; }
input, button { font: inherit; padding: 0.3rem 0.6rem; }
@media (max-width: 40rem) {
  thead { clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; width: 1px; }
  tr { border-bottom: 1px solid #8884; display: block; padding: 0.5rem 0; }
  td { border: 0; display: inline; padding: 0 0.75rem 0 0; }
  td:last-child { display: block; }
}
`;

/** The picture browsers show beside a page's title: a sheet with a signature. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#0b57d0"/><path d="M9 6h14v20H9z" fill="#fff"/><path d="M12 11h8M12 15h8M12 22c2-4 3-4 4-1s2 1 4-1" fill="none" stroke="#0b57d0" stroke-width="1.6" stroke-linecap="round"/></svg>
`;
