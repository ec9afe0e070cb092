import { readFileSync, writeFileSync } from 'node:fs';
import { smsTemplates } from '../domain/vocabulary/sms-templates.ts';

/** Writes the table of templates in docs/messages.md anew, from domain/vocabulary. */
const page = new URL('../docs/messages.md', import.meta.url);
const head = '| name | text |\n|---|---|\n';
const rows = Object.entries(smsTemplates).map(([name, text]) => `| \`${name}\` | ${text.replaceAll('{', '${')} |\n`);
const [before, table = ''] = readFileSync(page, 'utf8').split(head);
const after = table.replace(/^(?:\|.*\n)*/, '');
writeFileSync(page, `${before}${head}${rows.join('')}${after}`);
