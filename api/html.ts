import { reply, type Reply } from './reply.ts';

/** Text as it may stand in HTML, in an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** A plain page; `body` is HTML whose texts were escaped. Nothing inline: the Content-Security-Policy forbids it. */
export function page({ title, body }: { title: string; body: string }): Reply {
  const html = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
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

/** The one style sheet of the plain pages. */
export const plainCss = `:root { color-scheme: light dark; font-family: system-ui, "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; line-height: 1.6; }
body { margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #8884; padding: 0.4rem 0.6rem; text-align: left; vertical-align: top; }
td:first-child { white-space: nowrap; }
input, button { font: inherit; padding: 0.3rem 0.6rem; }
`;
