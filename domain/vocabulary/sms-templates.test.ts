import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { messageTemplates } from './messages.ts';
import { smsTemplates } from './sms-templates.ts';

test('docs/messages.md lists every template, as it must be registered, and no other; `npm run messages` writes it', () => {
  const page = readFileSync(new URL('../../docs/messages.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `([A-Z_]+)` \| (.*[。]) \|$/gm)].map(([, name, text]) => [name, text]);
  const wanted = Object.entries(smsTemplates).map(([name, text]) => [name, text.replaceAll('{', '${')]);
  expect(rows).toEqual(wanted);
});

test('what stays in the inbox needs no template', () => {
  expect(smsTemplates).toHaveProperty('REVIEW_DIGEST');
  expect(smsTemplates).not.toHaveProperty('REVIEW_TASK_OPENED');
  expect(messageTemplates.REVIEW_TASK_OPENED.sms).toBe(false);
});
