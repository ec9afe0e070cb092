import type { ListedCase } from '../../database/queries/review-cases.ts';
import { findReviewTurns, type ReviewTurn } from '../../database/queries/review-turns.ts';
import type { SigningDetail } from '../../database/queries/signing-detail.ts';
import type { SigningRecord } from '../../database/queries/signing-record.ts';
import type { Instant } from '../../domain/calendar.ts';
import type { ReviewStage } from '../../domain/vocabulary/review-stage.ts';
import { dueStateOf } from '../../domain/reviews.ts';
import { stageOf } from '../../domain/signing.ts';
import { presentHead, presentInvitee, type Unsealing } from './signing-row.ts';
import { presentSigning, type Showing } from './signing.ts';

/** A row of a reviewer's queue. */
export function presentReviewCaseRow({ turn, record }: ListedCase, level: ReviewStage, unsealing: Unsealing) {
  const { positionCategory, positionTitle } = record.signing;
  return {
    ...presentHead(record, level),
    ...presentInvitee(record, unsealing),
    ...presentCase(record),
    ...presentTurn(turn, record.now),
    positionCategory,
    positionTitle,
  };
}

/** A case as a reviewer of this level sees it. */
export async function presentReviewCase(detail: SigningDetail, showing: Showing & { relation: ReviewStage }) {
  const { signing, seq, now } = detail;
  const rows = await findReviewTurns(showing.deps.knex, { processId: signing.id, upToSeq: seq });
  const turns = rows.map((row, index) =>
    presentTurn(index === rows.length - 1 && isInReview(detail) ? { ...row, ...undecided } : row, now),
  );
  const newest = turns.at(-1);
  if (!newest) throw new Error('REVIEW_TURN_MISSING');
  return { ...presentSigning(detail, showing), ...presentCase(detail), ...newest, turns };
}

// A page is of one version: while the record is in review its newest turn is open, whatever was decided since it was read.
const undecided = { decision: null, decidedAt: null, decidedByName: null, inPlaceOfCollege: false } as const;

function isInReview({ state }: SigningRecord): boolean {
  return stageOf(state.status) !== null;
}

function presentCase({ collegeName, employerName }: SigningRecord) {
  return { kind: 'SIGNING' as const, collegeName, employerName };
}

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
