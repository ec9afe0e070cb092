import type { Context } from 'koa';
import { readVerificationQueue, queueFilters } from '../database/queries/verification-queue.ts';
import type { QueuedVerification, QueueFilter } from '../database/queries/verification-queue.ts';
import type { Instant } from '../domain/calendar.ts';
import { claimOf } from '../database/queries/verification-claim.ts';
import { mayInVerification } from '../domain/permissions.ts';
import { dueStateOf } from '../domain/reviews.ts';
import type { StaffMember } from '../domain/staff.ts';
import { labelOf } from '../domain/vocabulary/term.ts';
import { verificationMethods } from '../domain/vocabulary/verification-method.ts';
import type { PanelDependencies } from './dependencies.ts';
import { readPageMark, writePageMark } from './page-mark.ts';
import type { Holder, QueueRow, QueueView } from './verification-view.ts';

/** Rows of one page of the queue. */
export const queuePageRows = 50;

const labels: Record<QueueFilter, string> = {
  AWAITING_REVIEW: '待审核',
  OVERDUE: '已逾期',
  MINE: '我领取的',
  NEEDS_SUPPLEMENT: '待单位补传',
};

/** 待办: the cases of one filter, those that wait longest first. An unknown filter or page mark is the beginning. */
export async function readQueue(deps: PanelDependencies, ctx: Context, member: StaffMember): Promise<QueueView> {
  const filter = queueFilters.find((each) => each === ctx.query['filter']) ?? 'AWAITING_REVIEW';
  const after = readPageMark(ctx.query['after']);
  const asked = { filter, accountId: member.accountId, fetch: queuePageRows + 1, after };
  const { rows, counts } = await readVerificationQueue(deps, asked);
  const shown = rows.slice(0, queuePageRows);
  const last = shown.at(-1);
  return {
    mayDecide: mayInVerification(member.role, 'approve'),
    filter,
    tabs: queueFilters.map((each) => ({ filter: each, label: labels[each], count: counts[each] })),
    rows: shown.map((row) => presentRow(row, member)),
    next: last && rows.length > queuePageRows ? writePageMark(last.position) : null,
  };
}

function presentRow(row: QueuedVerification, member: StaffMember): QueueRow {
  const { id, employerName, uscc, attempt, status, statusAt, until, now } = row;
  return {
    ...{ id, employerName, uscc, attempt, status, until, since: statusAt },
    method: labelOf(verificationMethods, row.method),
    ageSeconds: Math.max(0, Math.floor((Date.parse(now) - Date.parse(statusAt)) / 1_000)),
    due: dueOf(row, now),
    holder: holderOf(row, { member, now }),
  };
}

/** How long a review waits already, and by when it is to be decided; null where none is open. */
export function dueOf(review: { remindAt: Instant | null; escalateAt: Instant | null }, now: Instant): QueueRow['due'] {
  const { remindAt, escalateAt } = review;
  if (remindAt === null || escalateAt === null) return null;
  return { state: dueStateOf({ remindAt, escalateAt }, now), at: remindAt };
}

/** Who holds a case now. */
export function holderOf(
  row: { claimedBy: string | null; claimedUntil: Instant | null; holderName: string | null },
  { member, now }: { member: StaffMember; now: Instant },
): Holder | null {
  const claim = claimOf(row, now);
  if (claim === null) return null;
  return { name: row.holderName ?? '', until: claim.until, isMe: claim.accountId === member.accountId };
}
