import type { Knex } from 'knex';
import { putIntoOutbox, type OutboxSeal } from '../outbox.ts';
import type { SmsSender } from './sms.ts';

/** The embedded mode's gateway: an outbox in the database, read on /sandbox; it recognises a repeated key. */
export function sandboxSms(knex: Knex, seal: OutboxSeal): SmsSender {
  return {
    recognisesRepeats: true,
    async send({ to, text, key, code }) {
      await putIntoOutbox(knex, seal, { channel: 'SMS', to, text, key, code });
      return { status: 'SENT', providerMessageId: key };
    },
  };
}
