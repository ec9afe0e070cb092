import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { StaffTaskKind } from '../../domain/vocabulary/staff-task-kind.ts';
import { pageClause, pageValues, withPosition, type PageRequest, type PlacedBy } from './keyset.ts';
import type { Placed } from './list-filters.ts';

/** Something staff are to look into, and the verification it came from. */
export interface StaffTaskRow {
  id: string;
  kind: StaffTaskKind;
  processId: string;
  employerId: string;
  employerName: string;
  uscc: string;
  note: string | null;
  openedAt: Instant;
  doneAt: Instant | null;
  doneBy: string | null;
  doneNote: string | null;
}

/** One page of the open tasks, oldest first, or of those done, the newest first. */
export async function listStaffTasks(
  knex: Knex,
  state: 'OPEN' | 'DONE',
  page: PageRequest,
): Promise<(StaffTaskRow & Placed)[]> {
  const at = state === 'OPEN' ? 't.opened_at' : 't.done_at';
  const order = { at, id: 't.id', direction: state === 'OPEN' ? 'asc' : 'desc' } as const;
  const { rows } = await knex.raw<{ rows: PlacedBy<StaffTaskRow>[] }>(
    `select t.id, t.kind, t.process_id, v.employer_id, v.employer_name, v.uscc, t.note, t.opened_at, t.done_at,
       (select a.name from account a where a.id = t.done_by) as done_by, t.done_note, ${at}::text as position_at
     from staff_task t join employer_verification v on v.id = t.process_id
     where t.done_at is ${state === 'OPEN' ? '' : 'not'} null ${pageClause(order, page)}`,
    pageValues(page),
  );
  return rows.map(withPosition);
}
