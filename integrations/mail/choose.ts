import type { Knex } from 'knex';
import type { OutboxSeal } from '../outbox.ts';
import type { MailSender } from './mail.ts';
import { noMail } from './none.ts';
import { sandboxMail } from './sandbox.ts';
import { smtpMail, type SmtpSettings } from './smtp.ts';

/** Which way mail goes, and for smtp where and as whom. */
export type MailSettings = { provider: 'sandbox' | 'none' } | ({ provider: 'smtp' } & SmtpSettings);

/** The sender that the configuration names. */
export function mailOf(settings: MailSettings, { knex, seal }: { knex: Knex; seal: OutboxSeal }): MailSender {
  switch (settings.provider) {
    case 'sandbox':
      return sandboxMail(knex, seal);
    case 'smtp':
      return smtpMail(settings);
    case 'none':
      return noMail;
  }
}
