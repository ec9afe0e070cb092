import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { StaffTaskKind } from '../../domain/vocabulary/staff-task-kind.ts';

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

const rowsMax = 100;

/** Open tasks oldest first, or the ones done last. */
export async function listStaffTasks(knex: Knex, state: 'OPEN' | 'DONE'): Promise<StaffTaskRow[]> {
  const { rows } = await knex.raw<{ rows: StaffTaskRow[] }>(
    `select t.id, t.kind, t.process_id, v.employer_id, v.employer_name, v.uscc, t.note, t.opened_at, t.done_at,
       (select a.name from account a where a.id = t.done_by) as done_by, t.done_note
     from staff_task t join employer_verification v on v.id = t.process_id
     where ${state === 'OPEN' ? 't.done_at is null order by t.opened_at, t.id' : 't.done_at is not null order by t.done_at desc, t.id desc'}
     limit ${rowsMax}`,
  );
  return rows;
}
