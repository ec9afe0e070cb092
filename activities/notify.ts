import type { Knex } from 'knex';
import type { Instant } from '../domain/calendar.ts';
import type { Notice } from '../domain/signing-notices.ts';
import type { EffectKey } from '../workflows/process.ports.ts';
import type { ProcessDefinition } from './process-definition.ts';
import { isAccount } from './recipient.ts';

/** Notices of one event or reminder; `smsDueAt` is when SMS may go out. */
export interface Notification {
  processId: string;
  seq: number;
  at: Instant;
  smsDueAt: Instant;
  /** Reminders: the SMS is pointless once the state has moved on. */
  onlyAtSeq: boolean;
}

type RecipientsOf = Pick<ProcessDefinition<never, never, never, never>, 'recipients'>;

/** Writes notices into inboxes and plans their SMS; what is written already stays as it is. Answers the effects it planned. */
export async function notify(
  trx: Knex.Transaction,
  definition: RecipientsOf,
  notices: readonly Notice[],
  { processId, seq, at, smsDueAt, onlyAtSeq }: Notification,
): Promise<EffectKey[]> {
  if (notices.length === 0) return [];
  const recipients = await definition.recipients(trx, processId);
  const inboxRows = notices.flatMap(({ kind, message, to }) =>
    recipients[to].accounts.map((accountId) => ({ accountId, processId, seq, kind, message, createdAt: at })),
  );
  const effectRows = notices
    .filter(({ sms }) => sms)
    .flatMap(({ kind, message, messageWithoutAccount, to }) =>
      recipients[to].sms.map((recipient) => ({
        ...{ processId, seq, kind, recipient, dueAt: smsDueAt, onlyAtSeq },
        message: isAccount(recipient) ? message : (messageWithoutAccount ?? message),
      })),
    );
  if (inboxRows.length > 0) await trx('notification').insert(inboxRows).onConflict().ignore();
  if (effectRows.length === 0) return [];
  return trx('effect')
    .insert(effectRows)
    .onConflict()
    .ignore()
    .returning<EffectKey[]>(['processId', 'seq', 'kind', 'recipient']);
}
