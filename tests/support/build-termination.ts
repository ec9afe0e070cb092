import { recordTermination } from '../../activities/termination/record.ts';
import type { WaitingCommand } from '../../activities/process-definition.ts';
import { runTogether } from '../../activities/sql.ts';
import { endOfNthDay, plusSeconds, type Instant } from '../../domain/calendar.ts';
import type { ActorRelation } from '../../domain/permissions.ts';
import { openReview, ordinaryLadder, type ReviewChain } from '../../domain/reviews.ts';
import { answerDays } from '../../domain/termination.ts';
import type { TerminationEvent, TerminationState } from '../../domain/termination-model.ts';
import { evolve, isOpen } from '../../domain/termination-state.ts';
import type { TerminationSide } from '../../domain/vocabulary/termination-applicant.ts';
import type { TerminationStatus } from '../../domain/vocabulary/termination-status.ts';
import { workingCalendar } from '../../domain/working-days.ts';
import type { BuiltSigning } from './build-signing.ts';
import type { Data } from './factories.ts';

/** A termination and the version it stands at. */
export interface BuiltTermination {
  id: string;
  seq: number;
}

type Step = { event: TerminationEvent; by: ActorRelation };

/**
 * Makes a consent in a status, the way decisions do: its events one after the other, a minute apart, each with its command. The
 * unit asked for it, half an hour ago, unless told otherwise.
 */
export async function buildTermination(
  data: Data,
  signing: BuiltSigning,
  options: {
    status?: TerminationStatus;
    applicant?: TerminationSide;
    appliedAt?: Instant;
    chain?: ReviewChain;
    fileIds?: string[];
    fileIdsOfGraduate?: string[];
    /** All levels have approved, and it takes effect then: in SCHOOL_REVIEW alone. */
    effectiveAt?: Instant;
  } = {},
): Promise<BuiltTermination> {
  const appliedAt = options.appliedAt ?? new Date(Date.now() - 1_800_000).toISOString();
  const chain = options.chain ?? ['SCHOOL'];
  const { applicant = 'EMPLOYER', fileIds = [], fileIdsOfGraduate = [] } = options;
  const course = { applicant, appliedAt, chain, fileIds, fileIdsOfGraduate };
  const steps = stepsTo(options.status ?? 'AWAITING_COUNTERPARTY', course);
  const { effectiveAt } = options;
  if (effectiveAt !== undefined) {
    const decided = { at: plusSeconds(appliedAt, 180), stage: 'SCHOOL', inPlaceOfCollege: false } as const;
    steps.push({ by: 'SCHOOL', event: { type: 'approved', ...decided, effectiveAt } });
  }
  return { id: await write(data, steps, signing), seq: steps.length };
}

interface Course {
  applicant: TerminationSide;
  appliedAt: Instant;
  chain: ReviewChain;
  fileIds: string[];
  fileIdsOfGraduate: string[];
}

function stepsTo(status: TerminationStatus, course: Course): Step[] {
  const { applicant, appliedAt, chain, fileIds, fileIdsOfGraduate } = course;
  const [asks, answers] =
    applicant === 'EMPLOYER' ? (['INVITER', 'INVITEE'] as const) : (['INVITEE', 'INVITER'] as const);
  const at = (minutes: number) => plusSeconds(appliedAt, minutes * 60);
  const review = (minutes: number) => openReview(at(minutes), ordinaryLadder, workingCalendar);
  const last = chain.at(-1) ?? 'SCHOOL';
  const decided = { at: at(3), stage: last, inPlaceOfCollege: false };
  const applied: Step = {
    by: asks,
    event: {
      ...{ type: 'applied', at: appliedAt, kind: 'CONSENT', applicant, reason: 'MUTUAL', detail: '协商一致' },
      ...{ fileIds, answerBy: endOfNthDay(appliedAt, answerDays), chain, ladder: ordinaryLadder },
      ...{ noticeUntil: null, review: null },
    },
  };
  const agreed: Step = {
    by: answers,
    event: { type: 'agreed', at: at(1), fileIds: fileIdsOfGraduate, review: review(1) },
  };
  const passed: Step = {
    by: 'COLLEGE',
    event: { type: 'stageApproved', at: at(2), stage: 'COLLEGE', inPlaceOfCollege: false, review: review(2) },
  };
  const inReview = [applied, agreed, ...(chain.length === 2 ? [passed] : [])];
  const rejected = { reasonCode: 'PARTIES_DISAGREE', reason: '双方意见不一致' } as const;
  switch (status) {
    case 'AWAITING_COUNTERPARTY':
      return [applied];
    case 'COLLEGE_REVIEW':
      return [applied, agreed];
    case 'SCHOOL_REVIEW':
      return inReview;
    case 'TERMINATED':
      return [...inReview, { by: last, event: { type: 'terminated', ...decided } }];
    case 'REJECTED':
      return [...inReview, { by: last, event: { type: 'reviewRejected', ...decided, ...rejected } }];
    case 'COUNTERPARTY_REFUSED':
      return [
        applied,
        { by: answers, event: { type: 'refused', at: at(1), refusal: '岗位已安排', fileIds: fileIdsOfGraduate } },
      ];
    case 'COUNTERPARTY_EXPIRED':
      return [applied, { by: 'SYSTEM', event: { type: 'lapsed', at: at(1) } }];
    case 'WITHDRAWN':
      return [applied, { by: asks, event: { type: 'withdrawn', at: at(1) } }];
    case 'INVALIDATED':
      return [applied, { by: 'SYSTEM', event: { type: 'invalidated', at: at(1), reason: 'GRADUATE_RECORD_REMOVED' } }];
  }
}

async function write(data: Data, steps: readonly Step[], signing: BuiltSigning): Promise<string> {
  const { employer, graduate } = signing;
  const accounts: Partial<Record<ActorRelation, string | null>> = {
    INVITER: employer.accountId,
    INVITEE: graduate.accountId,
    COLLEGE: graduate.school.collegeReviewer,
    SCHOOL: graduate.school.schoolReviewer,
  };
  const record = recordTermination(data.personalData);
  return data.knex.transaction(async (trx) => {
    const process = { kind: 'TERMINATION', cohortYear: graduate.cohortYear };
    const [row] = await trx('process').insert(process).returning<{ id: string }[]>('id');
    const processId = row?.id ?? '';
    let before: TerminationState | null = null;
    for (const [index, { event, by }] of steps.entries()) {
      const seq = index + 1;
      const after: TerminationState = evolve(before, event);
      const { type, at, ...rest } = event;
      const actorAccountId = accounts[by] ?? null;
      const commands = await trx('command')
        .insert({
          ...{ processId, kind: type, actorAccountId, actorRelation: by, requestId: 'test', receivedAt: at },
          ...{ outcome: 'SUCCEEDED', outcomeSeq: seq, decidedAt: at, bodyEncrypted: data.personalData.encrypt('{}') },
        })
        .returning<{ id: string }[]>('id');
      const waiting: WaitingCommand = {
        ...{ id: commands[0]?.id ?? null, kind: type, body: { signingId: signing.id } },
        ...{ actorAccountId, actorRelation: by, receivedAt: at },
      };
      const stored = { processId, seq, type, at, data: JSON.stringify(rest), ruleVersion: 'test' };
      await trx('process_event').insert({ ...stored, cause: 'COMMAND', commandId: waiting.id });
      const state = JSON.stringify(after);
      await trx('process')
        .where({ id: processId })
        .update({ seq, state, isOpen: isOpen(after.status), updatedAt: at });
      const recorded = await record({ trx, processId, seq, event, before, after, waiting });
      await runTogether(trx, [recorded, { with: [], values: { processId, seq, at } }], 'select from subject');
      before = after;
    }
    return processId;
  });
}
