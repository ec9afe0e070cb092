import type { Instant } from '../domain/calendar.ts';
import type { NoticeTo } from '../domain/notices.ts';
import type { SqlParts } from './sql.ts';

/** Notices of one event or reminder; `smsDueAt` is when SMS may go out. */
export interface Notification {
  processId: string;
  seq: number;
  now: Instant;
  smsDueAt: Instant;
  /** Reminders: the SMS is pointless once the state has moved on. */
  onlyAtSeq: boolean;
}

/**
 * Writes notices into inboxes and plans their SMS; what is written already stays as it is. One text whatever the number of rows, so
 * that it is prepared once. `recipients` and the part `subject` that it reads: see `ProcessDefinition`.
 */
export function notifying(
  recipients: string,
  notices: readonly NoticeTo<string>[],
  notification: Notification,
): SqlParts {
  return {
    with: [
      `recipient as (${recipients})`,
      `told as (
         select n.*, r.account_id, r.graduate_id, r.by_sms
         from jsonb_to_recordset(:notices)
           as n (kind text, message text, "messageWithoutAccount" text, "to" text, sms boolean)
         join recipient r on r.audience = n."to"
       )`,
      `inbox as (
         insert into notification (account_id, process_id, seq, kind, message, created_at)
         select account_id, :processId, :seq, kind, message, :now from told where account_id is not null
         on conflict do nothing
       )`,
      `planned as (
         insert into effect (process_id, seq, kind, recipient, message, due_at, only_at_seq)
         select :processId, :seq, kind, coalesce('account:' || account_id, 'graduate:' || graduate_id),
           case when account_id is null then coalesce("messageWithoutAccount", message) else message end,
           :smsDueAt, :onlyAtSeq
         from told where sms and by_sms
         on conflict do nothing
         returning process_id, seq, kind, recipient, due_at
       )`,
    ],
    values: { ...notification, notices: JSON.stringify(notices) },
  };
}
