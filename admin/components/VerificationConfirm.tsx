import React, { useEffect, useRef, useState } from 'react';
import { labelOf } from '../../domain/vocabulary/term.ts';
import { supplementReasons, type SupplementReason } from '../../domain/vocabulary/supplement-reason.ts';
import type { CaseView } from '../verification-view.ts';
import type { Findings } from './VerificationMaterial.tsx';

/** What is about to be decided. */
export type Decision = 'approve' | 'request-supplement' | 'reject';

interface Given {
  decision: Decision;
  view: CaseView;
  findings: Findings;
  isBusy: boolean;
  confirm(body: object): void;
  cancel(): void;
}

const words: Record<Decision, { title: string; button: string; what: string }> = {
  approve: {
    title: '审核通过',
    button: '确认通过',
    what: '通过后单位即可查询毕业生并发起签约邀请，本次认证结束。',
  },
  'request-supplement': {
    title: '要求补传材料',
    button: '确认要求补传',
    what: '单位将收到短信和站内信，并可在三十天内补传以下材料；补传后重新审核。',
  },
  reject: {
    title: '审核不通过',
    button: '确认不通过',
    what: '单位将收到短信和站内信，本次认证结束，单位可重新申请。材料可以补正的，请改用“要求补传”。',
  },
};

/** Asks once more before a decision, which cannot be taken back. */
export function VerificationConfirm({ decision, view, findings, isBusy, confirm, cancel }: Given): React.ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const [reasonCode, setReasonCode] = useState<SupplementReason | ''>('');
  const [reason, setReason] = useState('');
  const [seconds, setSeconds] = useState('');
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const { title, button, what } = words[decision];
  const wrong = view.pictures.filter(({ fileId, isCurrent }) => isCurrent && findings[fileId]?.verdict === 'WRONG');
  const files = wrong.map(({ fileId }) => {
    const { reasons = [], text = '' } = findings[fileId] ?? {};
    return { fileId, reasons, ...(text.trim() === '' ? {} : { text: text.trim() }) };
  });
  const send = (event: React.FormEvent) => {
    event.preventDefault();
    if (decision === 'approve') return confirm({});
    if (decision === 'reject') return confirm({ reasonCode, reason: reason.trim() });
    return confirm({ files, ...(seconds === '' ? {} : { sandboxDeadlineSeconds: Number(seconds) }) });
  };
  return (
    <dialog
      ref={dialog}
      className="vr-dialog"
      aria-labelledby="vr-dialog-title"
      onCancel={(event) => {
        event.preventDefault();
        cancel();
      }}
    >
      <form onSubmit={send}>
        <h2 id="vr-dialog-title">
          {title}：{view.employerName}
        </h2>
        <p>{what}</p>
        {decision === 'request-supplement' && (
          <ul>
            {wrong.map(({ fileId, label }) => (
              <li key={fileId}>
                {label}：{findings[fileId]?.reasons.map((code) => labelOf(supplementReasons, code)).join('、')}
                {findings[fileId]?.text ? `（${findings[fileId]?.text}）` : ''}
              </li>
            ))}
          </ul>
        )}
        {decision === 'request-supplement' && view.hasSandbox && (
          <label className="vr-field">
            补传期限（秒，演示环境，选填）
            <input
              type="number"
              min={1}
              max={86_400}
              value={seconds}
              onChange={(event) => setSeconds(event.target.value)}
            />
          </label>
        )}
        {decision === 'reject' && (
          <>
            <label className="vr-field">
              原因
              <select
                required
                value={reasonCode}
                onChange={(event) => setReasonCode(event.target.value as SupplementReason)}
              >
                <option value="">请选择</option>
                {supplementReasons.map(({ code, zh }) => (
                  <option key={code} value={code}>
                    {zh}
                  </option>
                ))}
              </select>
            </label>
            <label className="vr-field">
              说明（必填，单位可见）
              <textarea
                required
                rows={3}
                maxLength={200}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            </label>
          </>
        )}
        <div className="vr-buttons">
          <button
            type="submit"
            className={decision === 'reject' ? 'vr-main vr-grave' : 'vr-main'}
            disabled={isBusy || (decision === 'reject' && reason.trim() === '')}
          >
            {button}
          </button>
          <button type="button" onClick={cancel} disabled={isBusy}>
            取消
          </button>
        </div>
      </form>
    </dialog>
  );
}
