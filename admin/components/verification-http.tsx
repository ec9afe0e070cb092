import type { ActResult } from '../verification-view.ts';

const root = '/admin/api/verifications';

/** What is read for a page; undefined where there is nothing at the address. Throws when it cannot be had now. */
export async function read<View>(path: string): Promise<View | undefined> {
  const answer = await fetch(`${root}${path}`, { headers: { accept: 'application/json' } });
  if (answer.status === 401) return signInAgain();
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()) as View;
}

/** An act as the page saw the case, at `seq`; the same key again is the same act. Never throws: it tells what became of it. */
export async function ask(
  path: string,
  { body = {}, seq, key = newKey() }: { body?: object; seq?: number; key?: string } = {},
): Promise<ActResult> {
  const version: Record<string, string> = seq === undefined ? {} : { 'if-match': `"${seq}"` };
  const headers = {
    accept: 'application/json',
    'content-type': 'application/json',
    'idempotency-key': key,
    ...version,
  };
  try {
    const answer = await fetch(`${root}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (answer.status === 401) return await signInAgain();
    const told = (await answer.json()) as Partial<ActResult> & { detail?: string };
    const message = told.message ?? told.detail ?? '操作未成功，请重试。';
    return { outcome: 'REFUSED', ...told, message };
  } catch {
    return { outcome: 'REFUSED', message: '网络或服务暂时不可用，请重试；重复提交不会处理两次。' };
  }
}

/** A key for one act. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The session has ended: the page goes, and nothing after it matters. */
function signInAgain(): Promise<never> {
  window.location.assign('/admin/sign-in');
  return new Promise(() => undefined);
}
