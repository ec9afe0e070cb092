import type { Knex } from 'knex';
import type { OutboxSeal } from '../outbox.ts';
import type { MailSender } from './mail.ts';
import { noMail } from './none.ts';
import { sandboxMail } from './sandbox.ts';

/** The sender that the configuration names. */
export function mailOf(provider: 'sandbox' | 'none', { knex, seal }: { knex: Knex; seal: OutboxSeal }): MailSender {
  return provider === 'sandbox' ? sandboxMail(knex, seal) : noMail;
}
