import React from 'react';
import { formatInstant } from '../../domain/messages.ts';
import type { CaseView, Fact } from '../verification-view.ts';
import { addressOf } from './verification-place.tsx';

/** What was typed, to be held against the pictures. */
export function Facts({ title, facts }: { title: string; facts: readonly Fact[] }): React.ReactElement {
  return (
    <section className="vr-card">
      <h2>{title}</h2>
      <dl className="vr-facts">
        {facts.map(({ label, value, now, check }) => (
          <div key={label} className={now === undefined ? undefined : 'vr-differs'}>
            <dt>{label}</dt>
            <dd>
              <span className={/代码$/.test(label) ? 'vr-code' : undefined}>{value}</span>
              {check && <span className={check.ok ? 'vr-badge vr-good' : 'vr-badge vr-late'}>{check.text}</span>}
              {now !== undefined && <div>单位现为：{now}</div>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What a reviewer should know before deciding. */
export function Warnings({ warnings }: Pick<CaseView, 'warnings'>): React.ReactElement | null {
  if (warnings.length === 0) return null;
  return (
    <section className="vr-warning" aria-label="请留意">
      {warnings.map(({ text, names }) => (
        <p key={text}>
          <b>{text}</b>
          {names.length > 0 && `：${names.join('、')}`}
        </p>
      ))}
    </section>
  );
}

/** What the unit wrote with what it handed in anew. */
export function Notes({ notes }: Pick<CaseView, 'notes'>): React.ReactElement | null {
  if (notes.length === 0) return null;
  return (
    <section className="vr-card">
      <h2>单位补传说明</h2>
      {notes.map(({ at, text }) => (
        <p key={at}>
          <span className="vr-quiet">{formatInstant(at)}</span> {text}
        </p>
      ))}
    </section>
  );
}

/** Other verifications of the unit, and how they ended. */
export function Attempts({ attempts, filter }: Pick<CaseView, 'attempts'> & { filter: string }) {
  if (attempts.length === 0) return null;
  return (
    <section className="vr-card">
      <h2>该单位的其他认证</h2>
      <ul className="vr-lines">
        {attempts.map(({ id, status, method, submittedAt, reason }) => (
          <li key={id}>
            <a href={addressOf({ id, filter })}>
              {formatInstant(submittedAt)} {method}
            </a>
            <div>
              {status}
              {reason !== null && `：${reason}`}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What happened, what is waited for, what comes next. */
export function Timeline({ timeline, workflowPage }: Pick<CaseView, 'timeline' | 'workflowPage'>) {
  return (
    <section className="vr-card">
      <h2>办理经过</h2>
      <ol className="vr-lines">
        {timeline.map(({ phase, at, whoLabel, text }, index) => (
          <li key={index} className={`vr-${phase.toLowerCase()}`}>
            <div className="vr-quiet">
              {phase === 'NEXT' ? '接下来' : ''}
              {at !== null && ` ${formatInstant(at)}`} {whoLabel}
            </div>
            {text}
          </li>
        ))}
      </ol>
      {workflowPage !== null && (
        <p>
          <a href={workflowPage} target="_blank" rel="noreferrer">
            在 Temporal 中查看流程
          </a>
        </p>
      )}
    </section>
  );
}
