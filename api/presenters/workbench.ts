import { changesMax, type DueRow, type Workbench } from '../../database/queries/workbench.ts';
import type { ListedSigning } from '../../database/queries/signing-lists.ts';
import type { Instant } from '../../domain/calendar.ts';
import { waitingFor } from '../../domain/employer-verification-waits.ts';
import type { EmployerUser } from '../../domain/permissions.ts';
import { dueKindCodes, dueKinds, type DueKind } from '../../domain/vocabulary/due-kind.ts';
import { signingStatuses } from '../../domain/vocabulary/signing-status.ts';
import { labelOf, type Language } from '../../domain/vocabulary/term.ts';
import { terminationStatuses } from '../../domain/vocabulary/termination-status.ts';
import { workbenchEntries } from '../../domain/vocabulary/workbench-entry.ts';
import { entriesOf, verificationDue } from '../../domain/workbench.ts';

/** 工作台 as its unit's users see it. Source: api.md §3. */
export function presentWorkbench(workbench: Workbench, actor: EmployerUser, language: Language) {
  const { cohort, counters, verificationState, openVerification, notices } = workbench;
  return {
    cohort,
    counters,
    dueSoon: presentDue(workbench, language),
    dueSoonTotals: totalsOf(workbench),
    newestChanges: presentChanges(workbench, language),
    verificationState,
    supplementAsked: openVerification?.state.status === 'NEEDS_SUPPLEMENT',
    notices: notices.map(({ id, title, text, publishedAt, lastDay }) => ({ id, title, text, publishedAt, lastDay })),
    quickEntries: entriesOf(actor).map((entry) => ({
      ...entry,
      text: labelOf(workbenchEntries, entry.code, language),
    })),
  };
}

function presentDue(workbench: Workbench, language: Language) {
  const { invitationsEnding, terminationsToAnswer } = workbench;
  const line = (kind: DueKind, due: DueRow) => ({ kind, ...due, verificationId: null });
  const lines = [
    ...invitationsEnding.rows.map((due) => line('INVITATION_ENDS', due)),
    ...terminationsToAnswer.rows.map((due) => line('TERMINATION_TO_ANSWER', due)),
    ...unitLines(workbench),
  ];
  return lines.sort(by(({ dueAt }) => dueAt)).map((due) => ({ ...due, text: labelOf(dueKinds, due.kind, language) }));
}

/** How many there are of each kind: the lines are the soonest of them. */
function totalsOf(workbench: Workbench): Record<DueKind, number> {
  const { invitationsEnding, terminationsToAnswer } = workbench;
  const none = Object.fromEntries(dueKindCodes.map((kind) => [kind, 0])) as Record<DueKind, number>;
  const ofUnit = unitLines(workbench).map(({ kind }) => [
    kind,
    kind === 'MEMBERSHIP_TO_DECIDE' ? workbench.joining?.total : 1,
  ]);
  return {
    ...none,
    ...Object.fromEntries(ofUnit),
    ...{ INVITATION_ENDS: invitationsEnding.total, TERMINATION_TO_ANSWER: terminationsToAnswer.total },
  };
}

/** What the unit itself is asked for: by its open verification, by whoever wants to join, or to look at its data. */
function unitLines({ openVerification: open, confirmDueAt, joining }: Workbench) {
  const line = { graduateName: null, cohort: null, signingId: null, terminationId: null };
  const kind = open && verificationDue(open.state.status);
  const until = open && waitingFor(open.state)?.until;
  return [
    ...(kind && until ? [{ ...line, kind, dueAt: until, verificationId: open.id }] : []),
    ...(joining
      ? [{ ...line, kind: 'MEMBERSHIP_TO_DECIDE' as const, dueAt: joining.since, verificationId: null }]
      : []),
    ...(confirmDueAt ? [{ ...line, kind: 'UNIT_TO_CONFIRM' as const, dueAt: confirmDueAt, verificationId: null }] : []),
  ];
}

function presentChanges({ changes: { signings, terminations } }: Workbench, language: Language) {
  const ofSigning = ({ record: { signing, graduateName } }: ListedSigning) => ({
    ...{ at: signing.statusAt, signingId: signing.id, terminationId: null, graduateName, status: signing.status },
    text: labelOf(signingStatuses, signing.status, language),
  });
  const ofTermination = ({ record: { signing, termination, graduateName } }: ListedSigning) =>
    termination === null
      ? []
      : [
          {
            ...{ at: termination.statusAt, signingId: signing.id, terminationId: termination.id, graduateName },
            ...{ status: termination.status, text: labelOf(terminationStatuses, termination.status, language) },
          },
        ];
  // A termination that ends its agreement moves both in one step, which is one change: the termination's.
  const ended = terminations.flatMap(ofTermination);
  const isToldAlready = ({ signingId, at }: { signingId: string; at: Instant }) =>
    ended.some((change) => change.signingId === signingId && change.at === at);
  return [...signings.map(ofSigning).filter((change) => !isToldAlready(change)), ...ended]
    .sort(by(({ at }) => at))
    .reverse()
    .slice(0, changesMax);
}

function by<Row>(instantIn: (row: Row) => Instant) {
  return (one: Row, other: Row) => (instantIn(one) < instantIn(other) ? -1 : 1);
}
