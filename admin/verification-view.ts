import type { Instant } from '../domain/calendar.ts';
import type { TimelineLine } from '../domain/timeline.ts';
import type { DueState } from '../domain/vocabulary/due-state.ts';
import type { FilePurpose } from '../domain/vocabulary/file-purpose.ts';

/** What the queue and the case page are told; labels are Chinese already. */

/** A case in the queue. */
export interface QueueRow {
  id: string;
  employerName: string;
  uscc: string;
  method: string;
  attempt: number;
  status: 'AWAITING_REVIEW' | 'NEEDS_SUPPLEMENT';
  since: Instant;
  ageSeconds: number;
  /** In review: how long it waits already, and by when it is to be decided. */
  due: { state: DueState; at: Instant } | null;
  /** While the unit is waited for: until when it may hand in. */
  until: Instant | null;
  holder: Holder | null;
}

/** Who holds a case. */
export interface Holder {
  name: string;
  until: Instant;
  isMe: boolean;
}

/** A filter of the queue with what it holds. */
export interface QueueTab {
  filter: string;
  label: string;
  count: number;
}

/** The queue page. */
export interface QueueView {
  mayDecide: boolean;
  filter: string;
  tabs: QueueTab[];
  rows: QueueRow[];
  /** Where the next page begins; null on the last. */
  next: string | null;
}

/** A fact as typed; `now` is what the unit says today where that is something else. */
export interface Fact {
  label: string;
  value: string;
  now?: string;
  /** What a check found. */
  check?: { ok: boolean; text: string };
}

/** A picture of a case. */
export interface CasePicture {
  fileId: string;
  purpose: FilePurpose;
  label: string;
  width: number;
  height: number;
  /** Whether it stands for the unit now; the others were replaced. */
  isCurrent: boolean;
  /** Handed in with the newest supplement. */
  isNew: boolean;
  /** What staff said of it earlier. */
  asked: { reasons: string[]; text: string | null }[];
}

/** Another verification of the unit. */
export interface AttemptLine {
  id: string;
  status: string;
  method: string;
  submittedAt: Instant;
  reason: string | null;
}

/** Something a reviewer should look at before deciding. */
export interface Warning {
  text: string;
  names: string[];
}

/** The case page. */
export interface CaseView {
  id: string;
  seq: number;
  status: string;
  statusLabel: string;
  employerName: string;
  method: string;
  attempt: number;
  since: Instant;
  due: { state: DueState; at: Instant } | null;
  until: Instant | null;
  /** Why it waits, and what happens if nobody acts; null when it is closed. */
  waits: string | null;
  holder: Holder | null;
  /** Whether this reader may claim it at all, now. */
  mayClaim: boolean;
  mayDecide: boolean;
  isPartial: boolean;
  unitFacts: Fact[];
  submitterFacts: Fact[];
  warnings: Warning[];
  pictures: CasePicture[];
  notes: { at: Instant; text: string }[];
  attempts: AttemptLine[];
  timeline: (TimelineLine & { whoLabel: string })[];
  /** Who decided it, how and when; null while it is open. */
  decided: { text: string; name: string | null; at: Instant } | null;
  /** Its workflow in Temporal's pages; null where none are known. */
  workflowPage: string | null;
  /** Whether deadlines in seconds may be given. */
  hasSandbox: boolean;
}

/** What an act is answered. */
export interface ActResult {
  outcome: 'SUCCEEDED' | 'RECEIVED' | 'REFUSED';
  message: string;
  code?: string;
  verificationId?: string;
  until?: Instant;
}
