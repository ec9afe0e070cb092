import type { Knex } from 'knex';
import type { Instant } from '../domain/calendar.ts';
import type { Notice } from '../domain/signing-notices.ts';
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

/** Writes notices into inboxes and plans their SMS; what is written already stays as it is. */
export async function notify(
  trx: Knex.Transaction,
  definition: RecipientsOf,
  notices: readonly Notice[],
  { processId, seq, at, smsDueAt, onlyAtSeq }: Notification,
): Promise<void> {
  if (notices.length === 0) return;
  const recipients = await definition.recipients(trx, processId);
  const inbox = notices.flatMap(({ kind, message, to }) =>
    recipients[to].accounts.map((account_id) => ({ account_id, kind, message })),
  );
  const effects = notices
    .filter(({ sms }) => sms)
    .flatMap(({ kind, message, messageWithoutAccount, to }) =>
      recipients[to].sms.map((recipient) => ({
        ...{ kind, recipient },
        message: isAccount(recipient) ? message : (messageWithoutAccount ?? message),
      })),
    );
  // One text whatever the number of rows, so that it is prepared once; and one way to the database.
  await trx.raw(
    `with inbox as (
       insert into notification (account_id, process_id, seq, kind, message, created_at)
       select n.account_id, :processId, :seq, n.kind, n.message, :at
       from jsonb_to_recordset(:inbox) as n (account_id uuid, kind text, message text)
       on conflict do nothing
     )
     insert into effect (process_id, seq, kind, recipient, message, due_at, only_at_seq)
     select :processId, :seq, e.kind, e.recipient, e.message, :smsDueAt, :onlyAtSeq
     from jsonb_to_recordset(:effects) as e (kind text, recipient text, message text)
     on conflict do nothing`,
    { processId, seq, at, smsDueAt, onlyAtSeq, inbox: JSON.stringify(inbox), effects: JSON.stringify(effects) },
  );
}
