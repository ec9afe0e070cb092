import { errorTable, type ErrorCode } from '../domain/errors.ts';
import { formatInstant } from '../domain/messages.ts';
import type { CaseView } from './verification-view.ts';

/** Why an act was refused, with how the case stands where that is the reason. */
export function refusalText(code: ErrorCode, now: Pick<CaseView, 'decided' | 'holder' | 'status' | 'timeline'> | null) {
  const standing = now && standingText(now);
  return standing ? `${standing}${errorTable[code].zh}` : errorTable[code].zh;
}

/** What became of a case that one does not hold: who decided it and when, or who holds it and until when. */
function standingText({ decided, holder, timeline }: Pick<CaseView, 'decided' | 'holder' | 'timeline'>): string | null {
  const last = timeline.findLast(({ phase }) => phase === 'PAST');
  if (decided)
    return `该件已于${formatInstant(decided.at)}由${decided.name ?? last?.whoLabel ?? '系统'}处理：${decided.text}。`;
  if (holder && !holder.isMe) return `该件由${holder.name}领取，至${formatInstant(holder.until)}。`;
  if (last?.who?.role === 'STAFF' && last.at !== null)
    return `该件已于${formatInstant(last.at)}由${last.who.name ?? '工作人员'}处理：${last.text}。`;
  return null;
}
