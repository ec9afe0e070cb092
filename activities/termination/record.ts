import type { Knex } from 'knex';
import type { ApplyBody, VoidBody } from '../../commands/termination-bodies.ts';
import type { PersonalData } from '../../database/personal-data.ts';
import type { TerminationEvent, TerminationState } from '../../domain/termination-model.ts';
import { counterpartyOf, openStageOf } from '../../domain/termination-state.ts';
import type { ReviewDecision } from '../../domain/vocabulary/review-decision.ts';
import type { TerminationSide } from '../../domain/vocabulary/termination-applicant.ts';
import type { Recording } from '../process-definition.ts';
import { feeding, terminationChanges } from '../employer-event.ts';
import { closeReviewTask, openReviewTask } from '../review-tasks.ts';
import type { SqlParts } from '../sql.ts';
import { endSigning } from './end-signing.ts';
import { openTermination, statusIn } from '../../database/queries/open-statuses.ts';

type TerminationRecording = Recording<TerminationState, TerminationEvent>;

/** What an event means for the termination's read model, its files, the reviewers' tasks, and for the agreement it ends. */
export function recordTermination(personalData: PersonalData) {
  return async (recording: TerminationRecording): Promise<SqlParts> => {
    const { event, before, after } = recording;
    const begins = before === null;
    const closesTask = before !== null && openStageOf(before) !== null;
    const ends = event.type === 'terminated' || event.type === 'voided';
    const parts = [
      begins ? insertTermination(recording) : updateTermination(recording),
      'fileIds' in event && event.fileIds.length > 0 && attach(event.fileIds, sideOf(event.type, after)),
      closesTask && closeTask(recording),
      openTask(after, closesTask),
      ends && (await endSigning(recording)),
      event.type === 'voided' && invalidateOthers(personalData, event.reason),
      feeding(terminationChanges({ endsSigning: ends })),
    ].filter((part) => part !== false);
    return {
      with: parts.flatMap((part) => part.with),
      values: Object.assign({}, ...parts.map(({ values }) => values)),
    };
  };
}

function insertTermination({ event, after, waiting }: TerminationRecording): SqlParts {
  const { signingId } = waiting.body as ApplyBody | VoidBody;
  return {
    with: [
      `superseded as (update termination set is_newest = false where signing_id = :signingId and is_newest returning id)`,
      // One is the newest: reading what was superseded is what makes PostgreSQL write that first.
      `subject as (
         insert into termination (id, signing_id, employer_id, graduate_id, cohort_year, school_code, college_id, kind, applicant,
           started_by, reason, void_reason, detail, applied_at, answer_by, status, status_at, reviewed_at, invalidation_reason)
         select :processId, s.id, s.employer_id, s.graduate_id, s.cohort_year, s.school_code, s.college_id, :kind, :applicant,
           :actor, :reason, :voidReason, :detail, :at, :answerBy, :status, :at, :reviewedAt, :invalidationReason
         from signing s where s.id = :signingId and (select count(*) from superseded) >= 0
         returning *
       )`,
    ],
    values: {
      signingId,
      kind: after.kind,
      applicant: after.applicant,
      actor: waiting.actorAccountId,
      reason: event.type === 'applied' ? event.reason : null,
      voidReason: event.type === 'voided' ? event.voidReason : null,
      detail: event.type === 'applied' || event.type === 'voided' ? event.detail : '',
      answerBy: after.answerBy,
      status: after.status,
      reviewedAt: after.review?.openedAt ?? null,
      invalidationReason: event.type === 'voided' ? event.reason : null,
    },
  };
}

function updateTermination({ event, after }: TerminationRecording): SqlParts {
  const outcome = outcomeOf(event);
  const columns = Object.keys(outcome).map((column) => `, ${column} = :${column}`);
  return {
    with: [
      `subject as (
         update termination set status = :status, status_at = :at, effective_at = :effectiveAt${columns.join('')}
         where id = :processId returning *
       )`,
    ],
    values: { status: after.status, effectiveAt: after.effectiveAt, ...outcome },
  };
}

/** What an event adds to the read model, by column. */
function outcomeOf(event: TerminationEvent): Record<string, Knex.RawBinding> {
  switch (event.type) {
    case 'agreed':
      return { reviewed_at: event.at };
    case 'refused':
      return { refusal: event.refusal };
    case 'reviewRejected':
      return { reject_reason_code: event.reasonCode, reject_reason: event.reason };
    case 'invalidated':
      return { invalidation_reason: event.reason };
    default:
      return {};
  }
}

function sideOf(type: TerminationEvent['type'], { applicant }: TerminationState): TerminationSide {
  return type === 'applied' && applicant !== 'SCHOOL' ? applicant : counterpartyOf(applicant);
}

function attach(fileIds: readonly string[], side: TerminationSide): SqlParts {
  return {
    with: [
      `attached as (
         insert into termination_file (process_id, file_id, side, place)
         select subject.id, f.id, :side, f.place
         from subject, rows from (json_to_recordset(:files) as (id uuid)) with ordinality as f (id, place)
       )`,
    ],
    values: { side, files: JSON.stringify(fileIds.map((id) => ({ id }))) },
  };
}

function closeTask({ event, after, waiting }: TerminationRecording): SqlParts {
  const inPlaceOfCollege = 'inPlaceOfCollege' in event && event.inPlaceOfCollege;
  const superseded = openStageOf(after) !== null;
  const closed = { decision: reviewDecisionOf(event), actor: waiting.actorAccountId };
  return closeReviewTask({ ...closed, inPlaceOfCollege, superseded });
}

function openTask(after: TerminationState, closesTask: boolean): SqlParts | false {
  const stage = openStageOf(after);
  return (
    after.review !== null && stage !== null && openReviewTask(after.review, { kind: 'TERMINATION', stage, closesTask })
  );
}

function reviewDecisionOf(event: TerminationEvent): ReviewDecision {
  if (event.type === 'reviewRejected') return 'REJECTED';
  return event.type === 'invalidated' ? 'INVALIDATED' : 'APPROVED';
}

/** Whoever tried to end the agreement otherwise hears that it is gone: a command in that termination's own inbox. */
function invalidateOthers(personalData: PersonalData, reason: string): SqlParts {
  return {
    with: [
      `others as (
         insert into command (process_id, kind, actor_relation, body_encrypted, request_id, received_at)
         select t.id, 'invalidate', 'SYSTEM', :invalidation, 'void:' || subject.id, :at
         from subject join termination t on t.signing_id = subject.signing_id and t.id <> subject.id
         where ${statusIn('t.status', openTermination)}
       )`,
    ],
    values: { invalidation: personalData.encrypt(JSON.stringify({ reason })) },
  };
}
