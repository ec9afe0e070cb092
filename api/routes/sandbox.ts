import { z } from 'zod';
import { listSandboxMessages } from '../../database/queries/sandbox-messages.ts';
import { listSandboxTransfers } from '../../database/queries/sandbox-transfers.ts';
import { normalisePhone } from '../../domain/identifiers.ts';
import { formatInstant } from '../../domain/messages.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { escapeHtml, page } from '../html.ts';
import { defineRoute } from '../route.ts';
import { text } from '../schemas/common.ts';
import { SandboxMessage, SandboxTransfer } from '../schemas/shared.ts';

const recipientCharactersMax = 100;
const sandbox = { method: 'get', base: '', tag: 'Sandbox', access: 'OPEN', kind: 'read', embeddedOnly: true } as const;
const Recipient = z.strictObject({ to: text({ min: 0, max: recipientCharactersMax }).optional() });

/** What was "sent". */
export const getSandboxMessages = defineRoute({
  ...sandbox,
  path: '/sandbox/messages',
  summary: '演示信箱 SMS and mail that were sent, newest first; embedded mode only',
  query: Recipient,
  answers: { 200: z.strictObject({ items: z.array(SandboxMessage) }) },
  handle: async ({ deps, query }) => ({ items: await messagesTo(deps, query.to) }),
});

/** What was "paid". */
export const getSandboxTransfers = defineRoute({
  ...sandbox,
  path: '/sandbox/bank/transfers',
  summary: '演示银行 Payments to employers, newest first, from the send on; embedded mode only',
  answers: { 200: z.strictObject({ items: z.array(SandboxTransfer) }) },
  handle: async ({ deps: { knex, clock, personalData } }) => {
    const rows = await listSandboxTransfers(knex, clock);
    return {
      items: rows.map(({ accountNoEncrypted, amountEncrypted, ...row }) => ({
        ...row,
        accountNo: personalData.decrypt(accountNoEncrypted),
        amount: personalData.decrypt(amountEncrypted),
      })),
    };
  },
});

/** The messages for people. */
export const getSandbox = defineRoute({
  ...sandbox,
  path: '/sandbox',
  summary: 'The outbox as a page; embedded mode only',
  documented: false,
  query: Recipient,
  answers: { 200: z.string() },
  handle: async ({ deps, query }) => {
    const messages = await messagesTo(deps, query.to);
    const rows = messages.map(
      ({ sentAt, channel, to, text: words }) =>
        `<tr><td><time datetime="${sentAt}">${formatInstant(sentAt)}</time></td><td>${channel}</td><td>${escapeHtml(to)}</td><td>${escapeHtml(words)}</td></tr>`,
    );
    return page({
      title: '演示信箱 Sandbox',
      body: `<h1>演示信箱 <span lang="en">Sandbox</span></h1>
<p>演示模式下不真正发送短信与邮件，内容列在这里。<span lang="en">Nothing is really sent in embedded mode; it is listed here.</span></p>
<form method="get" action="/sandbox"><label>收件人 <span lang="en">To</span> <input name="to" value="${escapeHtml(query.to ?? '')}"></label> <button>查询 Search</button></form>
<table>
<thead><tr><th>时间 Time</th><th>方式 Channel</th><th>收件人 To</th><th>内容 Text</th></tr></thead>
<tbody>
${rows.length > 0 ? rows.join('\n') : '<tr><td colspan="4">还没有消息。<span lang="en">No messages yet.</span></td></tr>'}
</tbody>
</table>`,
    });
  },
});

async function messagesTo({ knex, personalData }: ApiDependencies, to: string | undefined) {
  // An address is kept as it was typed, a phone number in its one form.
  const recipient = to?.includes('@') ? to.toLowerCase() : normalisePhone(to ?? '');
  const rows = await listSandboxMessages(knex, recipient === '' ? undefined : personalData.hash(recipient));
  return rows.map(({ id, channel, toEncrypted, textEncrypted, codeEncrypted, sentAt }) => ({
    ...{ id, channel, sentAt },
    to: personalData.decrypt(toEncrypted),
    text: personalData.decrypt(textEncrypted),
    ...(codeEncrypted === null ? {} : { code: personalData.decrypt(codeEncrypted) }),
  }));
}
