import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { MessageChannel } from '../../domain/vocabulary/message-channel.ts';

/** A message of the sandbox's outbox, still sealed. */
export interface SandboxMessageRow {
  id: string;
  channel: MessageChannel;
  toEncrypted: string;
  textEncrypted: string;
  codeEncrypted: string | null;
  sentAt: Instant;
}

const messagesMax = 200;

/** The newest messages, all or those to one recipient. */
export async function listSandboxMessages(knex: Knex, toHash: Buffer | undefined): Promise<SandboxMessageRow[]> {
  const query = knex('sandbox_message').select(
    'id',
    'channel',
    'toEncrypted',
    'textEncrypted',
    'codeEncrypted',
    'sentAt',
  );
  return (toHash ? query.where({ toHash }) : query)
    .orderBy([
      { column: 'sentAt', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(messagesMax);
}
