import type { Knex } from 'knex';
import type { SmsSender } from './sms.ts';

/** How the outbox keeps what belongs to a person. */
export interface OutboxSeal {
  encrypt(plain: string): string;
  hash(normalised: string): Buffer;
}

/** The embedded mode's gateway: an outbox in the database, read on /sandbox; it recognises a repeated key. */
export function sandboxSms(knex: Knex, seal: OutboxSeal): SmsSender {
  return {
    recognisesRepeats: true,
    async send({ to, text, key }) {
      await knex('sandbox_message')
        .insert({
          idempotencyKey: key,
          channel: 'SMS',
          toEncrypted: seal.encrypt(to),
          toHash: seal.hash(to),
          textEncrypted: seal.encrypt(text),
        })
        .onConflict('idempotencyKey')
        .ignore();
      return { status: 'SENT', providerMessageId: key };
    },
  };
}
