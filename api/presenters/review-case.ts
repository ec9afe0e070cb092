import type { ReviewCaseDetail } from '../../database/queries/review-case-record.ts';
import type { ListedCase } from '../../database/queries/review-cases.ts';
import { findEarlierTries, type EarlierTry } from '../../database/queries/earlier-tries.ts';
import { findReviewTurns, type ReviewTurn } from '../../database/queries/review-turns.ts';
import { bindingReasons } from '../../domain/binding.ts';
import type { Instant } from '../../domain/calendar.ts';
import type { ReviewStage } from '../../domain/vocabulary/review-stage.ts';
import { dueStateOf } from '../../domain/reviews.ts';
import { stageOf } from '../../domain/signing.ts';
import type { Language } from '../../domain/vocabulary/term.ts';
import { presentGraduate, presentHead, presentInvitee, type Unsealing } from './signing-row.ts';
import { presentSigning, type Showing } from './signing.ts';
import { presentAttachments, presentTermination, presentTerminationHead } from './termination.ts';

/** A row of a reviewer's queue. */
export function presentReviewCaseRow(
  listed: ListedCase,
  level: ReviewStage,
  { language, ...unsealing }: Unsealing & { language: Language },
) {
  const { collegeName, employerName, now } = listed.record;
  const shared = { kind: listed.kind, collegeName, employerName, ...presentTurn(listed.turn, now) };
  if (listed.kind === 'SIGNING') {
    const { record } = listed;
    const { positionCategory, positionTitle } = record.signing;
    return {
      ...presentHead(record, level, language),
      ...presentInvitee(record, unsealing),
      ...{ ...shared, positionCategory, positionTitle },
    };
  }
  const { record } = listed;
  const { positionCategory, positionTitle, termination } = record;
  return {
    ...presentTerminationHead(record, level, language),
    ...presentGraduate({ ...record, cohortYear: termination.cohortYear }, unsealing),
    ...{ ...shared, positionCategory, positionTitle },
  };
}

/** A case as a reviewer of this level sees it. */
export async function presentReviewCase(found: ReviewCaseDetail, showing: Showing & { relation: ReviewStage }) {
  if (found.kind === 'SIGNING') {
    const { signing, state, collegeName, employerName } = found.detail;
    const shown = await presentTurns(
      { ...found.detail, id: signing.id, inReview: stageOf(state.status) !== null },
      showing,
    );
    const page = presentSigning(found.detail, showing);
    const { graduateCorrected, ground } = found.detail;
    const seen = { graduateCorrected, bindingReasons: bindingReasons(ground) };
    return { ...page, kind: 'SIGNING' as const, collegeName, employerName, ...seen, ...shown };
  }
  const { termination, state } = found.detail;
  const shown = await presentTurns({ ...found.detail, id: termination.id, inReview: state.review !== null }, showing);
  const page = presentTermination(found.detail, showing);
  const earlierTries = (await findEarlierTries(showing.deps.knex, termination.id)).map(presentEarlierTry);
  return { ...page, terminationKind: page.kind, kind: 'TERMINATION' as const, earlierTries, ...shown };
}

function presentEarlierTry({ files, ...told }: EarlierTry) {
  return { ...told, attachments: presentAttachments(files) };
}

/** The turns of a case, and what of the newest stands on the page itself. */
async function presentTurns(
  { id, seq, now, inReview }: { id: string; seq: number; now: Instant; inReview: boolean },
  { deps }: Showing,
) {
  const rows = await findReviewTurns(deps.knex, { processId: id, upToSeq: seq });
  const turns = rows.map((row, index) =>
    presentTurn(index === rows.length - 1 && inReview ? { ...row, ...undecided } : row, now),
  );
  const newest = turns.at(-1);
  if (!newest) throw new Error('REVIEW_TURN_MISSING');
  return { ...newest, turns };
}

// A page is of one version: while the record is in review its newest turn is open, whatever was decided since it was read.
const undecided = { decision: null, decidedAt: null, decidedByName: null, inPlaceOfCollege: false } as const;

function presentTurn(turn: ReviewTurn, now: Instant) {
  const { stage, openedAt, decision, decidedAt, decidedByName, inPlaceOfCollege } = turn;
  const waitedMs = Date.parse(decidedAt ?? now) - Date.parse(openedAt);
  return {
    stage,
    openedAt,
    ageSeconds: Math.max(0, Math.floor(waitedMs / 1_000)),
    dueState: decidedAt === null ? dueStateOf(turn, now) : null,
    decision,
    decidedAt,
    decidedByName,
    inPlaceOfCollege,
  };
}
