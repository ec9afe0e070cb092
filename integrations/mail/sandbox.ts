import type { Knex } from 'knex';
import { putIntoOutbox, type OutboxSeal } from '../outbox.ts';
import type { MailSender } from './mail.ts';

/** The embedded mode's mail server: the same outbox as for SMS. */
export function sandboxMail(knex: Knex, seal: OutboxSeal): MailSender {
  return {
    recognisesRepeats: true,
    async send({ to, subject, text, key, code }) {
      await putIntoOutbox(knex, seal, { channel: 'MAIL', to, text: `${subject}：${text}`, key, code });
      return { status: 'SENT', providerMessageId: key };
    },
  };
}
