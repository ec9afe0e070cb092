import { reportOf } from '../domain/error-report.ts';
import type { Instant } from '../domain/calendar.ts';
import { currentRequestId } from '../database/request-context.ts';
import type { CommandDependencies } from './dependencies.ts';
import type { RemittanceReturnedBody, RemittanceSettledBody } from './employer-verification-bodies.ts';

/** What the bank tells of one payment; a repeat carries the same `eventId`. Source: api.md §5. */
export interface BankWord {
  eventId: string;
  paymentReference: string;
  outcome: 'SETTLED' | 'RETURNED' | 'REJECTED';
  occurredAt: Instant;
  /** A code, never a sentence. */
  reason?: string | undefined;
}

const kinds = {
  SETTLED: 'remittanceSettled',
  RETURNED: 'remittanceReturned',
  REJECTED: 'remittanceRejected',
} as const satisfies Record<BankWord['outcome'], string>;

/** The bank's code for an account whose holder has another name than the unit. Source: docs/bank.md. */
const holderMismatchReason = 'NAME_MISMATCH';

/**
 * Records what the bank told, once for each event: its row and the command of the process that waits for it are one statement.
 * Then the process is woken; should that fail, any later wake finds the command.
 */
export async function recordBankWord(
  deps: CommandDependencies,
  event: BankWord,
): Promise<'RECORDED' | 'REPEATED' | 'UNKNOWN_REFERENCE'> {
  const remittance = await deps
    .knex('remittance')
    .where({ paymentReference: event.paymentReference })
    .first<{ processId: string; attempt: number } | undefined>('processId', 'attempt');
  if (!remittance) return 'UNKNOWN_REFERENCE';
  const { processId, attempt } = remittance;
  if (!(await store(deps, event, { processId, body: bodyOf(event, attempt) }))) return 'REPEATED';
  try {
    await deps.engine.poke({ id: processId, kind: 'EMPLOYER_VERIFICATION', cohortYear: null });
  } catch (error) {
    deps.log.warn({ processId, error: reportOf(error) }, 'the engine was not told of the word of the bank');
  }
  return 'RECORDED';
}

function bodyOf({ outcome, reason }: BankWord, attempt: number): RemittanceSettledBody | RemittanceReturnedBody {
  return outcome === 'SETTLED' ? { attempt } : { attempt, holderMismatch: reason === holderMismatchReason };
}

/** Whether the event was new. The process is held while the command is stamped, as for every command. */
async function store(
  { knex, clock, personalData }: CommandDependencies,
  { eventId, paymentReference, outcome, occurredAt }: BankWord,
  { processId, body }: { processId: string; body: object },
): Promise<boolean> {
  const { rows } = await knex.raw<{ rows: { id: string }[] }>(
    `with told as (
       insert into bank_event (event_id, payment_reference, outcome, occurred_at)
       values (:eventId, :paymentReference, :outcome, :occurredAt)
       on conflict (event_id) do nothing
       returning event_id
     ), target as (select id from process where id = :processId for share)
     insert into command (process_id, kind, actor_relation, body_encrypted, request_id, received_at)
     select target.id, :kind, 'SYSTEM', :bodyEncrypted, :requestId, ${await clock()} from target, told
     returning id`,
    {
      ...{ eventId, paymentReference, outcome, occurredAt, processId, kind: kinds[outcome] },
      bodyEncrypted: personalData.encrypt(JSON.stringify(body)),
      requestId: currentRequestId() ?? `bank-event:${eventId}`,
    },
  );
  return rows.length > 0;
}
