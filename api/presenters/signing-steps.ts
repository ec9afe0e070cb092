import type { SigningRecord } from '../../database/queries/signing-record.ts';
import type { Instant } from '../../domain/calendar.ts';
import { isOpen } from '../../domain/signing.ts';
import type { Language } from '../../domain/vocabulary/term.ts';

/** The progress bar of the guides: 单位已发起邀请 → 等待学生应约 → 学校(学院)审核 → 签约完成. Source: domain.md §6.2. */
const steps = [
  { step: 'INVITED', zh: '单位已发起邀请', en: 'Invited' },
  { step: 'GRADUATE_ANSWER', zh: '等待学生应约', en: "The graduate's answer" },
  { step: 'SCHOOL_REVIEW', zh: '学校(学院)审核', en: 'Review by college and school' },
  { step: 'SIGNED', zh: '签约完成', en: 'Signed' },
] as const;

/** The four steps with the moment each ended: done, the one it stands at or failed at, and those to come. */
export function presentSteps({ signing }: SigningRecord, language: Language) {
  const { status, statusAt, sentAt, acceptedAt, signedAt } = signing;
  const endedAt = [sentAt, acceptedAt, signedAt, signedAt];
  const reached = endedAt.findIndex((at) => at === null);
  const stateAt = (index: number): { state: 'DONE' | 'CURRENT' | 'FAILED' | 'PENDING'; at: Instant | null } => {
    if (reached === -1 || index < reached) return { state: 'DONE', at: endedAt[index] ?? null };
    if (index > reached) return { state: 'PENDING', at: null };
    return isOpen(status) ? { state: 'CURRENT', at: null } : { state: 'FAILED', at: statusAt };
  };
  return steps.map(({ step, ...text }, index) => ({ step, text: text[language], ...stateAt(index) }));
}
