import type { Instant } from '../../domain/calendar.ts';
import type { TerminationStatus } from '../../domain/vocabulary/termination-status.ts';
import { instantOf } from '../instants.ts';

/** A termination in short, as its signing names it. */
export interface TerminationSummary {
  id: string;
  status: TerminationStatus;
  statusAt: Instant;
}

/** Terminations in short as JSON, oldest first, as an SQL expression; `where` picks among those named `st`. */
export function summariesOf(where: string): string {
  return `(select coalesce(json_agg(json_build_object('id', st.id, 'status', st.status, 'statusAt', st.status_at)
     order by st.applied_at, st.id), '[]') from termination st where ${where})`;
}

/** A summary from such JSON, whose instants have PostgreSQL's own form. */
export function toSummary({ id, status, statusAt }: TerminationSummary): TerminationSummary {
  return { id, status, statusAt: instantOf(statusAt) };
}

/** The columns in which a signing's row tells its newest termination. */
export interface NewestTerminationColumns {
  terminationId: string | null;
  terminationStatus: TerminationStatus | null;
  terminationStatusAt: Instant | null;
}

/** The newest termination from such columns, or null. */
export function newestTermination(row: NewestTerminationColumns): TerminationSummary | null {
  const { terminationId: id, terminationStatus: status, terminationStatusAt: statusAt } = row;
  return id === null || status === null || statusAt === null ? null : { id, status, statusAt };
}
