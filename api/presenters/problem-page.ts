import { escapeHtml, narrowPage } from '../html.ts';
import type { presentProblem } from './problem.ts';

/** A refusal as a plain page, for whoever opens an address of ours in a browser; `requestId` is what to tell whoever helps. */
export function problemPage({ title, detail, requestId }: ReturnType<typeof presentProblem>): string {
  const { body } = narrowPage({
    title,
    body: `<p class="problem">${escapeHtml(detail)}</p>
<p><a href="/">返回首页</a></p>
<p class="aside">请求编号 <code class="secret">${escapeHtml(requestId)}</code></p>`,
  });
  return body as string;
}
