import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';

const outsideKinds = ['BATCH', 'IMPORT', 'INVALIDATIONS', 'MESSAGE', 'DIGEST'] as const;

/** What is to be done outside any case: rows handed in together, and what is told to people about no case. */
export type OutsideKind = (typeof outsideKinds)[number];

/** Whether a kept finding says that it is one of these. */
export function isOutsideKind(detail: string | null): detail is OutsideKind {
  return outsideKinds.some((kind) => kind === detail);
}

/** Something of this that is not at its end long after it should be. */
export interface OverdueOutsideCases {
  /** The row's id; of a digest, the reviewer's account. */
  id: string;
  detail: OutsideKind;
}

const moment = 'cast(:before as timestamptz)';

/**
 * What should have ended by an instant, kind by kind. Rows handed in are done within a minute, so their age counts; a batch of
 * invalidations may take hours, so only one that stands still does, unless staff paused it. Digests are asked for of a day
 * (YYYY-MM-DD) on which they go now; null when none goes.
 */
export async function overdueOutsideCases(
  knex: Knex,
  { before, digestDay }: { before: Instant; digestDay: string | null },
): Promise<OverdueOutsideCases[]> {
  const { rows } = await knex.raw<{ rows: OverdueOutsideCases[] }>(
    `select id, 'BATCH' as detail from batch where finished_at is null and created_at < ${moment}
     union all select id, 'IMPORT' from import where finished_at is null and created_at < ${moment}
     union all select id, 'INVALIDATIONS' from invalidation_batch
       where finished_at is null and paused_at is null and moved_at < ${moment}
     union all select id, 'MESSAGE' from direct_message where ended_at is null and due_at < ${moment}
     union all select account_id, 'DIGEST' from review_digest
       where ended_at is null and counted_until < ${moment} and day = cast(:digestDay as date)
     order by 2, 1`,
    { before, digestDay },
  );
  return rows;
}
