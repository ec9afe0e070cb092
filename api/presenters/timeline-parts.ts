import type { Instant } from '../../domain/calendar.ts';
import { explainWait, type AnyProcess } from '../../domain/explain-wait.ts';
import type { ActorRelation } from '../../domain/permissions.ts';
import { waitedFor, type TimelineLine, type TimelineRole } from '../../domain/timeline.ts';
import { reviewStages, type ReviewStage } from '../../domain/vocabulary/review-stage.ts';
import { labelOf, type Language } from '../../domain/vocabulary/term.ts';
import type { WaitingFor } from '../../domain/vocabulary/waiting-for.ts';

/** Who reads it: what is told, and in which words, hangs on that. */
export interface TimelineReader {
  relation: ActorRelation;
  language: Language;
}

/** What the unit, the graduate, the college and the school of a case are called. */
interface CaseNames {
  employerName: string;
  graduateName: string;
  collegeName: string;
  schoolName: string;
}

/** Who did something, as this reader may know them: their own side's people, else the unit, the college, the school. */
export function whoDid(
  { employerName, graduateName, collegeName, schoolName }: CaseNames,
  { relation, accountName }: { relation: ActorRelation | null; accountName: string | null },
  reader: TimelineReader,
): { role: TimelineRole; name: string | null } {
  const reviews = reader.relation === 'COLLEGE' || reader.relation === 'SCHOOL';
  switch (relation) {
    case 'INVITER':
      return { role: 'EMPLOYER', name: reader.relation === 'INVITER' ? (accountName ?? employerName) : employerName };
    case 'INVITEE':
      return { role: 'GRADUATE', name: graduateName };
    case 'COLLEGE':
      return { role: 'COLLEGE', name: reviews ? (accountName ?? collegeName) : collegeName };
    case 'SCHOOL':
      return { role: 'SCHOOL', name: reviews ? (accountName ?? schoolName) : schoolName };
    default:
      return { role: 'SYSTEM', name: null };
  }
}

/** The stage a reviewer decided, and whether in another's place. */
export function stageText(
  { stage, inPlaceOfCollege }: { stage: ReviewStage; inPlaceOfCollege: boolean },
  language: Language,
): string {
  const label = labelOf(reviewStages, stage, language);
  if (!inPlaceOfCollege) return label;
  return language === 'zh' ? `${label}（由学校代审）` : `${label} (by the school in its place)`;
}

/** The line of what is waited for now, in the words of `explainWait`; none when nothing is. */
export function presentWait(process: AnyProcess, names: CaseNames, language: Language): TimelineLine[] {
  const wait = explainWait(process, language);
  if (wait === null) return [];
  const nameOf: Partial<Record<WaitingFor, string>> = {
    EMPLOYER: names.employerName,
    GRADUATE: names.graduateName,
    COLLEGE: names.collegeName,
    SCHOOL: names.schoolName,
  };
  const who = waitedFor(wait.who, nameOf[wait.who] ?? null);
  return [{ phase: 'NOW', at: wait.since, seq: null, who, text: wait.explanation }];
}

/** A line of what may come; `at` is null for what has no time of its own. */
export function nextLine(text: Record<Language, string>, language: Language, at: Instant | null = null): TimelineLine {
  return { phase: 'NEXT', at, seq: null, who: null, text: text[language] };
}
