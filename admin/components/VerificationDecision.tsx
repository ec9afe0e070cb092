import React from 'react';
import { formatInstant } from '../../domain/messages.ts';
import type { CaseView } from '../verification-view.ts';
import type { Decision } from './VerificationConfirm.tsx';
import { isWhole, VerificationMaterial, type Finding, type Findings } from './VerificationMaterial.tsx';

interface Given {
  view: CaseView;
  findings: Findings;
  set(fileId: string, finding: Finding): void;
  show(fileId: string): void;
  isBusy: boolean;
  claim(): void;
  release(): void;
  decide(decision: Decision): void;
}

/** Which decisions what was found allows. */
export function openDecisions({ mayDecide, pictures }: CaseView, findings: Findings): Record<Decision, boolean> {
  const found = pictures.filter(({ isCurrent }) => isCurrent).map(({ fileId }) => findings[fileId]);
  const wrong = found.filter((finding) => finding?.verdict === 'WRONG');
  const areWhole = found.every((finding) => finding === undefined || isWhole(finding));
  return {
    approve: mayDecide && found.every((finding) => finding?.verdict === 'FINE'),
    'request-supplement': mayDecide && wrong.length > 0 && areWhole,
    reject: mayDecide,
  };
}

/** What the reader may do with the case, or why nothing. */
export function VerificationDecision(given: Given): React.ReactElement {
  const { view, isBusy, claim } = given;
  if (view.mayDecide) return <Deciding {...given} />;
  return (
    <section className="vr-card" aria-label="处理">
      <h2>处理</h2>
      <p>{standing(view)}</p>
      {view.mayClaim && (
        <div className="vr-buttons">
          <button type="button" className="vr-main" disabled={isBusy} onClick={claim}>
            领取并处理 <kbd>C</kbd>
          </button>
        </div>
      )}
    </section>
  );
}

/** How the case stands for whoever may not decide it now. */
function standing({ decided, holder, isPartial, status, mayClaim }: CaseView): string {
  if (decided)
    return `已于${formatInstant(decided.at)}${decided.name ? `由${decided.name}` : ''}处理：${decided.text}。`;
  if (isPartial) return '您曾为该单位录入信息，或与其用户使用同一手机号，请由其他审核员处理。';
  if (holder) return `由${holder.name}领取，至${formatInstant(holder.until)}。在此之前由其处理。`;
  if (mayClaim) return '尚无人领取。领取后保留三十分钟，处理期间自动延长。';
  return status === 'AWAITING_REVIEW' ? '等待审核员领取。' : '当前无需审核。';
}

function Deciding({ view, findings, set, show, isBusy, release, decide }: Given) {
  const open = openDecisions(view, findings);
  const current = view.pictures.filter(({ isCurrent }) => isCurrent);
  const left = current.filter(({ fileId }) => findings[fileId] === undefined).length;
  return (
    <section className="vr-card" aria-label="处理">
      <div className="vr-row">
        <h2>材料核对</h2>
        <span className="vr-quiet">
          由您领取{view.holder && `，至${formatInstant(view.holder.until).replace(/^.*日/, '')}`}
        </span>
        <button type="button" className="vr-plain" disabled={isBusy} onClick={release}>
          放回
        </button>
      </div>
      <VerificationMaterial pictures={current} findings={findings} set={set} show={show} />
      <p className="vr-quiet" role="status">
        {hint(open, left)}
      </p>
      <div className="vr-buttons">
        <button type="button" className="vr-main" disabled={isBusy || !open.approve} onClick={() => decide('approve')}>
          审核通过 <kbd>A</kbd>
        </button>
        <button
          type="button"
          disabled={isBusy || !open['request-supplement']}
          onClick={() => decide('request-supplement')}
        >
          要求补传 <kbd>S</kbd>
        </button>
        <button type="button" className="vr-grave" disabled={isBusy} onClick={() => decide('reject')}>
          不通过 <kbd>X</kbd>
        </button>
      </div>
    </section>
  );
}

function hint(open: Record<Decision, boolean>, left: number): string {
  if (open['request-supplement']) return '有材料需补传，可要求单位补传。';
  if (open.approve) return '全部材料合格，可审核通过。';
  return left > 0 ? `还有 ${left} 份材料未核对。` : '请为需补传的材料选择原因。';
}
