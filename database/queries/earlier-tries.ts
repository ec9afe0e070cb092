import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { TerminationSide } from '../../domain/vocabulary/termination-applicant.ts';
import type { TerminationKind } from '../../domain/vocabulary/termination-kind.ts';
import type { TerminationReason } from '../../domain/vocabulary/termination-reason.ts';
import type { TerminationStatus } from '../../domain/vocabulary/termination-status.ts';

/** A try to end the same agreement, made before: what its applicant said, and what the other side answered. */
export interface EarlierTry {
  id: string;
  kind: TerminationKind;
  applicant: TerminationSide;
  reason: TerminationReason;
  detail: string;
  appliedAt: Instant;
  status: TerminationStatus;
  statusAt: Instant;
  /** The reason the other side gave; null where it did not refuse. */
  refusal: string | null;
  files: { fileId: string; side: TerminationSide }[];
}

/** The tries before a termination, oldest first: whoever reviews it hears both sides by them. Source: domain.md §7. */
export async function findEarlierTries(knex: Knex, terminationId: string): Promise<EarlierTry[]> {
  const { rows } = await knex.raw<{ rows: EarlierTry[] }>(
    `select t.id, t.kind, t.applicant, t.reason, t.detail, t.applied_at, t.status, t.status_at, t.refusal,
       (select coalesce(json_agg(json_build_object('fileId', tf.file_id, 'side', tf.side) order by tf.side, tf.place), '[]')
        from termination_file tf where tf.process_id = t.id) as files
     from termination l join termination t on t.signing_id = l.signing_id and (t.applied_at, t.id) < (l.applied_at, l.id)
     where l.id = ? and t.kind <> 'VOID'
     order by t.applied_at, t.id`,
    [terminationId],
  );
  return rows;
}
