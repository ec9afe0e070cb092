import type { Knex } from 'knex';
import { DomainError } from '../domain/errors.ts';
import { recordStaffAct } from './staff-audit.ts';
import { pressOnce, type StaffCall } from './staff-press.ts';

/** What is told to all units, and the last day on which it is. */
export interface NewNotice {
  title: string;
  text: string;
  lastDay: string;
}

/** 发布公告: once for each press. Throws NOT_FOUND for another role. */
export async function publishNotice(knex: Knex, call: StaffCall, notice: NewNotice): Promise<void> {
  await pressOnce(knex, { act: 'NOTICE_PUBLISHED', call }, async (trx, place) => {
    const publishing = { publishedBy: call.member.accountId, publishedAt: trx.raw('clock_timestamp()') };
    const [made] = await trx('notice')
      .insert({ ...notice, ...publishing })
      .returning<{ id: string }[]>('id');
    await recordStaffAct(trx, 'NOTICE_PUBLISHED', place, { kind: 'notice', id: made?.id ?? '' });
  });
}

/** 撤下公告: nobody sees it any more. Throws NOT_FOUND, ACTION_NOT_ALLOWED where that was done already. */
export async function withdrawNotice(knex: Knex, call: StaffCall, noticeId: string): Promise<void> {
  await pressOnce(knex, { act: 'NOTICE_WITHDRAWN', call }, async (trx, place) => {
    const notice = await trx('notice')
      .where({ id: noticeId })
      .forUpdate()
      .first<{ withdrawnAt: string | null } | undefined>('withdrawnAt');
    if (!notice) throw new DomainError('NOT_FOUND');
    if (notice.withdrawnAt !== null) throw new DomainError('ACTION_NOT_ALLOWED');
    const withdrawn = { withdrawnBy: call.member.accountId, withdrawnAt: trx.raw('clock_timestamp()') };
    await trx('notice').where({ id: noticeId }).update(withdrawn);
    await recordStaffAct(trx, 'NOTICE_WITHDRAWN', place, { kind: 'notice', id: noticeId });
  });
}
