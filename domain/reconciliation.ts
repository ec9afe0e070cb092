import type { Instant } from './calendar.ts';
import type { ReconciliationClass } from './vocabulary/reconciliation-class.ts';

/** Something that a check found: ids and codes alone, nothing of a person. */
export interface Finding {
  /** What the check is about: a process, a workflow, a graduate or the row that breaks a rule. */
  thingId: string;
  /** The case it belongs to, if any. */
  processId: string | null;
  /** What more the check says of it, as a code; of a broken rule, which. */
  detail: string | null;
}

/** A finding that is kept: since when each check in a row has found it. */
export interface KeptFinding extends Finding {
  since: Instant;
}

/** What is kept of the newest check of a class. */
export interface ReconciliationCheck {
  code: ReconciliationClass;
  checkedAt: Instant;
  /** How many were found, also beyond those that are kept. */
  found: number;
  /** How many of them the check itself has set going again. */
  repaired: number;
  /** How many people must look at. */
  alarms: number;
  findings: KeptFinding[];
}

/** Findings kept of a class at most; the rest are counted. */
export const keptFindingsMax = 50;

/** A command, and an effect, are looked for once they are older than this. */
export const overdueSeconds = { command: 5 * 60, effect: 60 * 60 } as const;

/** How long something that was set going again may take before people are called. */
const repairTakesMs = 30 * 60_000;

/** How often each class is looked at: what only a whole scan finds, once a day. */
export const checkedEverySeconds: Record<ReconciliationClass, number> = {
  UNDECIDED_COMMAND: 3_600,
  MISSING_WORKFLOW: 3_600,
  IDLE_WORKFLOW: 3_600,
  FAILING_WORKFLOW: 3_600,
  STRAY_BINDING: 3_600,
  UNDONE_EFFECT: 3_600,
  BROKEN_RULE: 86_400,
};

/** What a check of a class did: all it counted, and the first findings. */
export interface CheckResult {
  found: number;
  repaired: number;
  findings: readonly Finding[];
}

/**
 * What is kept of a check. What was set going again calls people only when it is still there half an hour later; what no
 * check may touch calls them at once.
 */
export function assess(
  code: ReconciliationClass,
  { found, repaired, findings }: CheckResult,
  { now, before }: { now: Instant; before: readonly KeptFinding[] },
): ReconciliationCheck {
  const known = new Map(before.map((finding) => [keyOf(finding), finding.since]));
  const kept = findings
    .slice(0, keptFindingsMax)
    .map((finding) => ({ ...finding, since: known.get(keyOf(finding)) ?? now }));
  const standing = kept.filter(({ since }) => Date.parse(now) - Date.parse(since) >= repairTakesMs).length;
  // What could not be set going, as what nobody may, is for people at once.
  const alarms = Math.min(found, Math.max(found - repaired, standing));
  return { code, checkedAt: now, found, repaired, alarms, findings: kept };
}

function keyOf({ thingId, detail }: Finding): string {
  return `${thingId} ${detail ?? ''}`;
}
