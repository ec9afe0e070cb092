import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { VerificationMethod } from '../../domain/vocabulary/verification-method.ts';
import type { Clock } from '../clock.ts';
import { instantOf } from '../instants.ts';
import { inOrder, positionAt, type Position } from './keyset.ts';

/** What a reviewer may narrow the queue to. */
export const queueFilters = ['AWAITING_REVIEW', 'OVERDUE', 'MINE', 'NEEDS_SUPPLEMENT'] as const;

/** One of queueFilters. */
export type QueueFilter = (typeof queueFilters)[number];

/** A case of the queue. */
export interface QueuedVerification {
  id: string;
  employerName: string;
  uscc: string;
  method: VerificationMethod;
  status: 'AWAITING_REVIEW' | 'NEEDS_SUPPLEMENT';
  statusAt: Instant;
  /** The first, second … verification of its unit. */
  attempt: number;
  /** Of an open review; null while the unit is waited for. */
  remindAt: Instant | null;
  escalateAt: Instant | null;
  /** Until when the unit may hand in; null in review. */
  until: Instant | null;
  claimedBy: string | null;
  claimedUntil: Instant | null;
  holderName: string | null;
  now: Instant;
  position: Position;
}

/** A page of the queue, and how many cases each filter holds. */
export interface QueuePage {
  rows: QueuedVerification[];
  counts: Record<QueueFilter, number>;
}

interface Asked {
  filter: QueueFilter;
  /** Who asks: some filters are about them. */
  accountId: string;
  fetch: number;
  after: Position | null;
}

/** Which cases a filter holds, as SQL over `v` and its process `p`. */
const conditions: Record<QueueFilter, (now: string) => string> = {
  AWAITING_REVIEW: () => `v.status = 'AWAITING_REVIEW'`,
  OVERDUE: (now) => `v.status = 'AWAITING_REVIEW' and cast(p.state #>> '{review,remindAt}' as timestamptz) <= ${now}`,
  MINE: (now) => `v.status = 'AWAITING_REVIEW' and v.claimed_by = :accountId and v.claimed_until > ${now}`,
  NEEDS_SUPPLEMENT: () => `v.status = 'NEEDS_SUPPLEMENT'`,
};

/** The cases of a filter, those that wait longest first, and the counts of all filters. */
export async function readVerificationQueue(
  { knex, clock }: { knex: Knex; clock: Clock },
  { filter, accountId, fetch, after }: Asked,
): Promise<QueuePage> {
  const now = await clock();
  const listed = knex('employer_verification as v')
    .join('process as p', 'p.id', 'v.id')
    .leftJoin('account as h', 'h.id', 'v.claimed_by')
    .whereRaw(conditions[filter](now), { accountId })
    .select(
      'v.id',
      'v.employer_name',
      'v.uscc',
      'v.method',
      'v.status',
      'v.status_at',
      'v.claimed_by',
      'v.claimed_until',
    )
    .select({ holderName: 'h.name', positionAt: positionAt(knex, 'v.status_at') })
    .select(
      knex.raw(`${now} as now, p.state #>> '{review,remindAt}' as remind_at,
        p.state #>> '{review,escalateAt}' as escalate_at, p.state ->> 'until' as until,
        (select count(*)::integer from employer_verification o
         where o.employer_id = v.employer_id and (o.submitted_at, o.id) <= (v.submitted_at, v.id)) as attempt`),
    )
    .limit(fetch);
  const rows = (await inOrder(listed, { at: 'v.status_at', id: 'v.id', direction: 'asc' }, after)) as (Omit<
    QueuedVerification,
    'position'
  > & { positionAt: string })[];
  return { rows: rows.map(toQueued), counts: await countQueue(knex, now, accountId) };
}

async function countQueue(knex: Knex, now: string, accountId: string): Promise<Record<QueueFilter, number>> {
  const counted = queueFilters.map((each) => `count(*) filter (where ${conditions[each](now)})::integer as "${each}"`);
  const { rows } = await knex.raw<{ rows: [Record<string, number>] }>(
    `select ${counted.join(', ')} from employer_verification v join process p on p.id = v.id
     where v.status in ('AWAITING_REVIEW', 'NEEDS_SUPPLEMENT')`,
    { accountId },
  );
  // Columns are renamed on their way in as all columns are: read them by their place.
  const values = Object.values(rows[0]);
  return Object.fromEntries(queueFilters.map((each, i) => [each, values[i] ?? 0])) as Record<QueueFilter, number>;
}

function toQueued({ positionAt: at, ...row }: Omit<QueuedVerification, 'position'> & { positionAt: string }) {
  const [remindAt, escalateAt, until] = [row.remindAt, row.escalateAt, row.until].map(
    (each) => each && instantOf(each),
  );
  return {
    ...row,
    ...{ remindAt: remindAt ?? null, escalateAt: escalateAt ?? null, until: until ?? null },
    position: { at, id: row.id },
  };
}
