import React, { useCallback, useEffect, useRef, useState } from 'react';
import type { ActResult, CaseView } from '../verification-view.ts';
import { Due } from './VerificationDue.tsx';
import { VerificationConfirm, type Decision } from './VerificationConfirm.tsx';
import { openDecisions, VerificationDecision } from './VerificationDecision.tsx';
import { Attempts, Facts, Notes, Timeline, Warnings } from './VerificationFacts.tsx';
import { VerificationKeys } from './VerificationKeys.tsx';
import { findingText, newWrong, type Finding, type Findings } from './VerificationMaterial.tsx';
import { looked, VerificationPictures, type Look } from './VerificationPictures.tsx';
import { ask, newKey, read } from './verification-http.tsx';
import { useProlonging } from './verification-prolonging.tsx';
import { addressOf, type Place } from './verification-place.tsx';

interface Given {
  id: string;
  filter: string;
  go(to: Place, notice?: string | null): void;
}

/** What the page says of the last act. */
interface Said {
  text: string;
  kind: 'DONE' | 'PROBLEM';
}

/** 案件: pictures beside what was typed, and the decision. */
export function VerificationCase({ id, filter, go }: Given): React.ReactElement {
  const [view, setView] = useState<CaseView | null>();
  const [look, setLook] = useState<Look>({ index: 0, zoom: 1, turned: 0 });
  const [findings, setFindings] = useState<Findings>({});
  const [asking, setAsking] = useState<{ decision: Decision; key: string } | null>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const [isBusy, setBusy] = useState(false);
  const load = useCallback(async () => {
    try {
      setView((await read<CaseView>(`/${id}`)) ?? null);
    } catch {
      setSaid({ kind: 'PROBLEM', text: '读取案件时出错，请稍后重试。' });
    }
  }, [id]);
  useEffect(() => void load(), [load]);
  useProlonging(view?.mayDecide === true, () => ask(`/${id}/claim`).then(load));
  useEffect(() => {
    if (view) document.title = `${view.employerName} · 认证审核`;
  }, [view]);
  const heading = useRef<HTMLHeadingElement>(null);
  const isThere = view !== undefined;
  useEffect(() => heading.current?.focus(), [isThere]);

  const working = async (work: () => Promise<ActResult>, onDone?: (result: ActResult) => void) => {
    setBusy(true);
    const result = await work();
    setBusy(false);
    const isDone = result.outcome !== 'REFUSED';
    setSaid(isDone && onDone ? null : { kind: isDone ? 'DONE' : 'PROBLEM', text: result.message });
    if (isDone && onDone) onDone(result);
    await load();
  };
  const toQueue = (notice: string | null = null) => go({ id: null, filter }, notice);
  // That it is claimed, the page shows by what can now be done.
  const claim = () =>
    void working(
      () => ask(`/${id}/claim`),
      () => undefined,
    );
  const release = () =>
    void working(
      () => ask(`/${id}/release`),
      () => toQueue('已放回，其他审核员可以领取。'),
    );
  const next = () =>
    void working(
      () => ask('/next'),
      ({ verificationId }) =>
        verificationId === undefined ? toQueue('没有可领取的件了。') : go({ id: verificationId, filter }),
    );
  if (view === undefined) return <p role="status">{said?.text ?? '正在读取…'}</p>;
  if (view === null) return <p className="vr-empty">没有该案件，或您没有权限查看。</p>;

  const set = (fileId: string, finding: Finding) => setFindings({ ...findings, [fileId]: finding });
  const showAt = (index: number) => {
    if (index !== look.index && view.pictures[index]) setLook({ index, zoom: 1, turned: 0 });
  };
  const show = (fileId: string) => showAt(view.pictures.findIndex((picture) => picture.fileId === fileId));
  const open = openDecisions(view, findings);
  const decide = (decision: Decision) => open[decision] && setAsking({ decision, key: newKey() });
  const confirm = (body: object) => {
    if (!asking) return;
    const { decision, key } = asking;
    void working(() => ask(`/${id}/${decision}`, { body, seq: view.seq, key })).then(() => setAsking(null));
  };
  const shown = view.pictures[look.index];
  const step = (by: number) => {
    const count = view.pictures.length;
    if (count > 0) setLook({ index: (look.index + by + count) % count, zoom: 1, turned: 0 });
  };
  const mark = (finding: Finding) => {
    if (!view.mayDecide || !shown?.isCurrent) return;
    set(shown.fileId, finding);
    const following = view.pictures[look.index + 1];
    if (finding.verdict === 'FINE' && following?.isCurrent) step(1);
  };
  const keys = [
    { keys: ['j'], says: '下一张图片', run: () => step(1) },
    { keys: ['k'], says: '上一张图片', run: () => step(-1) },
    { keys: '123456789'.split(''), says: '第几张图片（1 至 9）', run: (digit: string) => showAt(Number(digit) - 1) },
    { keys: ['+', '='], says: '放大', run: () => setLook(looked(look, 'in')) },
    { keys: ['-'], says: '缩小', run: () => setLook(looked(look, 'out')) },
    { keys: ['0'], says: '显示整图', run: () => setLook(looked(look, 'whole')) },
    { keys: ['r'], says: '旋转图片', run: () => setLook(looked(look, 'turn')) },
    { keys: ['y'], says: '当前材料合格', run: () => mark({ verdict: 'FINE', reasons: [], text: '' }) },
    { keys: ['p'], says: '当前材料需补传', run: () => mark(newWrong) },
    { keys: ['c'], says: '领取', run: () => view.mayClaim && !view.mayDecide && claim() },
    { keys: ['a'], says: '审核通过', run: () => decide('approve') },
    { keys: ['s'], says: '要求补传', run: () => decide('request-supplement') },
    { keys: ['x'], says: '审核不通过', run: () => decide('reject') },
    { keys: ['n'], says: '领取下一件（处理后）', run: () => !view.mayDecide && next() },
    { keys: ['q'], says: '返回待办', run: () => toQueue() },
  ];
  const marks = Object.fromEntries(Object.entries(findings).map(([file, finding]) => [file, findingText(finding)]));
  return (
    <>
      <div className="vr-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {view.employerName}
          </h1>
          <p className="vr-quiet">
            {view.method} · 第 {view.attempt} 次申请 · <b>{view.statusLabel}</b> <Due due={view.due} until={null} />
          </p>
          {view.waits !== null && <p>{view.waits}</p>}
        </div>
        <p className="vr-back">
          <a
            href={addressOf({ id: null, filter })}
            onClick={(event) => {
              event.preventDefault();
              toQueue();
            }}
          >
            ← 返回待办
          </a>
        </p>
      </div>
      <p role="alert" className={said?.kind === 'PROBLEM' ? 'vr-problem' : 'vr-none'}>
        {said?.kind === 'PROBLEM' && said.text}
      </p>
      <div role="status" className={said?.kind === 'DONE' ? 'vr-notice' : 'vr-none'}>
        {said?.kind === 'DONE' && said.text}
        {said !== null && !view.mayDecide && (
          <span className="vr-buttons">
            <button type="button" className="vr-main" disabled={isBusy} onClick={next}>
              下一件 <kbd>N</kbd>
            </button>
            <button type="button" onClick={() => toQueue()}>
              返回待办 <kbd>Q</kbd>
            </button>
          </span>
        )}
      </div>
      <Warnings warnings={view.warnings} />
      <div className="vr-case">
        <VerificationPictures pictures={view.pictures} look={look} setLook={setLook} marks={marks} />
        <div className="vr-side">
          <Facts title="单位填写" facts={view.unitFacts} />
          <VerificationDecision {...{ view, findings, set, show, isBusy, claim, release, decide }} />
          <Notes notes={view.notes} />
          <Facts title="提交人与联系方式" facts={view.submitterFacts} />
          <Attempts attempts={view.attempts} filter={filter} />
          <Timeline timeline={view.timeline} workflowPage={view.workflowPage} />
          <VerificationKeys keys={keys} />
        </div>
      </div>
      {asking && (
        <VerificationConfirm
          {...{ view, findings, isBusy, confirm }}
          decision={asking.decision}
          cancel={() => setAsking(null)}
        />
      )}
    </>
  );
}
