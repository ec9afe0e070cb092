import React from 'react';
import { formatInstant } from '../../domain/messages.ts';
import { dueStates } from '../../domain/vocabulary/due-state.ts';
import { labelOf } from '../../domain/vocabulary/term.ts';
import type { Holder, QueueRow } from '../verification-view.ts';

/** By when a case is to be decided, or until when its unit may hand in. */
export function Due({ due, until }: Pick<QueueRow, 'due' | 'until'>): React.ReactElement | null {
  if (due) {
    const isLate = due.state !== 'ON_TIME';
    return (
      <span>
        <span className={isLate ? 'vr-badge vr-late' : 'vr-badge'}>
          {isLate ? `已逾期 · ${labelOf(dueStates, due.state)}` : labelOf(dueStates, due.state)}
        </span>
        <span className="vr-quiet"> 应于{formatInstant(due.at)}前审核</span>
      </span>
    );
  }
  return until === null ? null : <span className="vr-quiet">单位可补传至{formatInstant(until)}</span>;
}

/** Who holds a case. */
export function HeldBy({ holder }: { holder: Holder | null }): React.ReactElement {
  if (holder === null) return <span className="vr-quiet">无人领取</span>;
  const until = formatInstant(holder.until).replace(/^.*日/, '');
  return holder.isMe ? (
    <span className="vr-badge vr-mine">我领取的 · 至{until}</span>
  ) : (
    <span>
      {holder.name} <span className="vr-quiet">至{until}</span>
    </span>
  );
}

/** A length of time as people say it. */
export function ageText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const [hours, days] = [Math.floor(minutes / 60), Math.floor(minutes / 1_440)];
  if (days > 0) return `${days} 天 ${hours % 24} 小时`;
  return hours > 0 ? `${hours} 小时 ${minutes % 60} 分钟` : `${minutes} 分钟`;
}
