import React from 'react';
import { supplementReasons, type SupplementReason } from '../../domain/vocabulary/supplement-reason.ts';
import type { CasePicture } from '../verification-view.ts';

/** What a reviewer found of one file. */
export interface Finding {
  verdict: 'FINE' | 'WRONG';
  reasons: SupplementReason[];
  text: string;
}

/** What was found so far, by file. */
export type Findings = Readonly<Record<string, Finding>>;

/** A file that was only just found wrong. */
export const newWrong: Finding = { verdict: 'WRONG', reasons: [], text: '' };

/** What was found of a file, in a word. */
export function findingText({ verdict }: Finding): string {
  return verdict === 'FINE' ? '合格' : '需补传';
}

/** Whether what was found wrong says why, so that the unit can go by it. */
export function isWhole({ verdict, reasons, text }: Finding): boolean {
  return verdict === 'FINE' || (reasons.length > 0 && (!reasons.includes('OTHER') || text.trim() !== ''));
}

interface Given {
  pictures: readonly CasePicture[];
  findings: Findings;
  set(fileId: string, finding: Finding): void;
  /** Shows the picture that is being judged. */
  show(fileId: string): void;
}

/** 材料核对: one decision for each file, with reasons where it is to be handed in anew. */
export function VerificationMaterial({ pictures, findings, set, show }: Given): React.ReactElement {
  return (
    <div className="vr-material">
      {pictures.map(({ fileId, label }, index) => (
        <fieldset key={fileId} onFocus={() => show(fileId)}>
          <legend>
            {index + 1}. {label}
          </legend>
          <Verdict fileId={fileId} finding={findings[fileId]} set={(finding) => set(fileId, finding)} />
        </fieldset>
      ))}
    </div>
  );
}

function Verdict({
  fileId,
  finding,
  set,
}: {
  fileId: string;
  finding: Finding | undefined;
  set(finding: Finding): void;
}) {
  const wrong = finding?.verdict === 'WRONG' ? finding : null;
  const toggled = (code: SupplementReason, { reasons }: Finding) =>
    reasons.includes(code) ? reasons.filter((each) => each !== code) : [...reasons, code];
  return (
    <>
      <div className="vr-verdict">
        <label>
          <input
            type="radio"
            name={`verdict-${fileId}`}
            checked={finding?.verdict === 'FINE'}
            onChange={() => set({ verdict: 'FINE', reasons: [], text: '' })}
          />
          合格
        </label>
        <label>
          <input type="radio" name={`verdict-${fileId}`} checked={wrong !== null} onChange={() => set(newWrong)} />
          需补传
        </label>
      </div>
      {wrong && (
        <>
          <div className="vr-reasons" role="group" aria-label="补传原因">
            {supplementReasons.map(({ code, zh }) => (
              <label key={code}>
                <input
                  type="checkbox"
                  checked={wrong.reasons.includes(code)}
                  onChange={() => set({ ...wrong, reasons: toggled(code, wrong) })}
                />
                {zh}
              </label>
            ))}
          </div>
          <label className="vr-field">
            说明{wrong.reasons.includes('OTHER') ? '（选“其他”时必填）' : '（选填）'}，单位可见
            <input
              type="text"
              maxLength={200}
              value={wrong.text}
              onChange={(event) => set({ ...wrong, text: event.target.value })}
            />
          </label>
        </>
      )}
    </>
  );
}
