import React, { useCallback, useEffect, useState } from 'react';
import { formatInstant } from '../../domain/messages.ts';
import type { QueueRow, QueueView } from '../verification-view.ts';
import { ageText, Due, HeldBy } from './VerificationDue.tsx';
import { ask, read } from './verification-http.tsx';
import { addressOf, type Place } from './verification-place.tsx';

interface Given {
  place: Place;
  go(to: Place, notice?: string | null): void;
  notice: string | null;
}

const nothing: Record<string, string> = {
  AWAITING_REVIEW: '没有待审核的认证，都处理完了。',
  OVERDUE: '没有逾期的认证。',
  MINE: '您没有正在处理的认证，可点“领取下一件”。',
  NEEDS_SUPPLEMENT: '没有等待单位补传的认证。',
};

/** 待办: what waits for staff, those that wait longest first. */
export function VerificationQueue({ place, go, notice }: Given): React.ReactElement {
  const [view, setView] = useState<QueueView>();
  const [says, setSays] = useState(notice);
  const [isBusy, setBusy] = useState(false);
  const { filter } = place;
  const load = useCallback(async () => {
    try {
      setView(await read<QueueView>(`?filter=${filter}`));
    } catch {
      setSays('读取待办时出错，请稍后重试。');
    }
  }, [filter]);
  useEffect(() => {
    document.title = '认证审核';
    void load();
    const onShow = () => document.visibilityState === 'visible' && void load();
    document.addEventListener('visibilitychange', onShow);
    return () => document.removeEventListener('visibilitychange', onShow);
  }, [load]);
  const takeNext = async () => {
    setBusy(true);
    const { outcome, message, verificationId } = await ask('/next');
    setBusy(false);
    if (outcome === 'SUCCEEDED' && verificationId !== undefined) return go({ id: verificationId, filter });
    setSays(message);
    return load();
  };
  const more = async (after: string) => {
    setBusy(true);
    try {
      const page = await read<QueueView>(`?filter=${filter}&after=${after}`);
      if (view && page) setView({ ...page, rows: [...view.rows, ...page.rows] });
    } catch {
      setSays('读取待办时出错，请稍后重试。');
    }
    setBusy(false);
  };
  return (
    <>
      <div className="vr-head">
        <h1>认证审核</h1>
        {view?.mayDecide && (
          <button type="button" className="vr-main" disabled={isBusy} onClick={() => void takeNext()}>
            领取下一件
          </button>
        )}
      </div>
      <p role="status" className={says === null ? 'vr-none' : 'vr-notice'}>
        {says}
      </p>
      <nav className="vr-tabs" aria-label="筛选">
        {view?.tabs.map((tab) => (
          <a
            key={tab.filter}
            href={addressOf({ id: null, filter: tab.filter })}
            aria-current={tab.filter === filter ? 'page' : undefined}
            onClick={(event) => followed(event, () => go({ id: null, filter: tab.filter }))}
          >
            {tab.label} <b>{tab.count}</b>
          </a>
        ))}
      </nav>
      {view && (
        <section className="vr-card" aria-label={view.tabs.find((tab) => tab.filter === filter)?.label}>
          {view.rows.length === 0 ? (
            <p className="vr-empty">{nothing[filter] ?? '没有内容。'}</p>
          ) : (
            <Rows rows={view.rows} open={(id) => go({ id, filter })} filter={filter} />
          )}
          {view.next !== null && (
            <p className="vr-more">
              <button type="button" disabled={isBusy} onClick={() => void more(view.next ?? '')}>
                显示更多
              </button>
              <span className="vr-quiet"> 已显示 {view.rows.length} 件</span>
            </p>
          )}
        </section>
      )}
    </>
  );
}

function Rows({ rows, open, filter }: { rows: QueueRow[]; open(id: string): void; filter: string }) {
  return (
    <table className="vr-queue">
      <thead>
        <tr>
          <th scope="col">单位</th>
          <th scope="col">认证方式</th>
          <th scope="col">已等待</th>
          <th scope="col">时限</th>
          <th scope="col">领取人</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>
              <a
                href={addressOf({ id: row.id, filter })}
                onClick={(event) => followed(event, () => open(row.id))}
                className="vr-name"
              >
                {row.employerName}
              </a>
              <div className="vr-quiet vr-code">{row.uscc}</div>
            </td>
            <td>
              {row.method}
              <div className="vr-quiet">第 {row.attempt} 次申请</div>
            </td>
            <td>
              {ageText(row.ageSeconds)}
              <div className="vr-quiet">自{formatInstant(row.since)}</div>
            </td>
            <td>
              <Due due={row.due} until={row.until} />
            </td>
            <td>
              {row.status === 'AWAITING_REVIEW' ? <HeldBy holder={row.holder} /> : <span className="vr-quiet">—</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A plain click stays on the page; one that asks for another window does not. */
function followed(event: React.MouseEvent, go: () => void): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go();
}
