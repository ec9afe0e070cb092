import type { Knex } from 'knex';
import { DomainError } from '../domain/errors.ts';
import { recordStaffAct } from './staff-audit.ts';
import { pressOnce, type StaffCall } from './staff-press.ts';

/** 办结待办事项: once, with what came of it. Throws NOT_FOUND, ACTION_NOT_ALLOWED. */
export async function finishStaffTask(
  knex: Knex,
  call: StaffCall,
  { taskId, note }: { taskId: string; note: string },
): Promise<void> {
  await pressOnce(knex, { act: 'TASK_DONE', call }, async (trx, place) => {
    const task = await trx('staff_task').where({ id: taskId }).forUpdate().first<{ doneAt: string | null }>('doneAt');
    if (!task) throw new DomainError('NOT_FOUND');
    if (task.doneAt !== null) throw new DomainError('ACTION_NOT_ALLOWED');
    const done = { doneAt: trx.raw('clock_timestamp()'), doneBy: call.member.accountId, doneNote: note };
    await trx('staff_task').where({ id: taskId }).update(done);
    await recordStaffAct(trx, 'TASK_DONE', place, { kind: 'staff_task', id: taskId, details: { reason: note } });
  });
}
