import type { Knex } from 'knex';

/** How the outbox keeps what belongs to a person. */
export interface OutboxSeal {
  encrypt(plain: string): string;
  hash(normalised: string): Buffer;
}

/** A message that would have been sent. */
export interface OutboxMessage {
  channel: 'SMS' | 'MAIL';
  to: string;
  text: string;
  key: string;
  code?: string | undefined;
}

/** Puts a message into the embedded mode's outbox, read on /sandbox; a repeated key changes nothing. */
export async function putIntoOutbox(
  knex: Knex,
  seal: OutboxSeal,
  { channel, to, text, key, code }: OutboxMessage,
): Promise<void> {
  await knex('sandbox_message')
    .insert({
      ...{ idempotencyKey: key, channel },
      toEncrypted: seal.encrypt(to),
      toHash: seal.hash(to),
      textEncrypted: seal.encrypt(text),
      codeEncrypted: code === undefined ? null : seal.encrypt(code),
    })
    .onConflict('idempotencyKey')
    .ignore();
}
