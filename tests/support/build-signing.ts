import { recordSigning } from '../../activities/signing/record.ts';
import { runTogether } from '../../activities/sql.ts';
import type { WaitingCommand } from '../../activities/process-definition.ts';
import { endOfNthDay, plusSeconds, type Instant } from '../../domain/calendar.ts';
import type { ActorRelation } from '../../domain/permissions.ts';
import { openReview, ordinaryLadder, type ReviewChain } from '../../domain/reviews.ts';
import { evolve, isOpen, type SigningEvent, type SigningState } from '../../domain/signing.ts';
import type { ReviewStage } from '../../domain/vocabulary/review-stage.ts';
import type { SigningStatus } from '../../domain/vocabulary/signing-status.ts';
import { workingCalendar } from '../../domain/working-days.ts';
import {
  buildEmployer,
  buildFavorite,
  buildGraduate,
  type BuiltEmployer,
  type BuiltGraduate,
  type Data,
} from './factories.ts';
import { someLetter } from './people.ts';

/** A signing with all that it took to get there. */
export interface BuiltSigning {
  id: string;
  employer: BuiltEmployer;
  graduate: BuiltGraduate;
  favoriteId: string;
  /** The version it stands at. */
  seq: number;
}

type Step = { event: SigningEvent; by: ActorRelation };

const responseWindowDays = 7;

/**
 * Makes a signing in a status the way decisions do: its events one after the other, a minute apart, each with its command.
 * `sentAt` is an hour ago unless told otherwise; every stage of the school's chain is decided by its own reviewer.
 */
export async function buildSigning(
  data: Data,
  options: Partial<{
    status: Exclude<SigningStatus, 'TERMINATED'>;
    employer: BuiltEmployer;
    graduate: BuiltGraduate;
    favoriteId: string;
    sentAt: Instant;
    chain: ReviewChain;
    previousSigningId: string;
  }> = {},
): Promise<BuiltSigning> {
  const employer = options.employer ?? (await buildEmployer(data));
  const graduate = options.graduate ?? (await buildGraduate(data));
  const favoriteId = options.favoriteId ?? (await buildFavorite(data, employer, graduate));
  const sentAt = options.sentAt ?? new Date(Date.now() - 3_600_000).toISOString();
  const steps = stepsTo(options.status ?? 'AWAITING_GRADUATE', sentAt, options.chain ?? ['COLLEGE', 'SCHOOL']);
  const body = { letter: someLetter, favoriteId, previousSigningId: options.previousSigningId ?? null };
  const id = await write(data, steps, { employer, graduate, body });
  return { id, employer, graduate, favoriteId, seq: steps.length };
}

function stepsTo(status: SigningStatus, sentAt: Instant, chain: ReviewChain): Step[] {
  const at = (minutes: number) => plusSeconds(sentAt, minutes * 60);
  const respondBy = endOfNthDay(sentAt, responseWindowDays);
  const review = (minutes: number) => openReview(at(minutes), ordinaryLadder, workingCalendar);
  const decided = (minutes: number, stage: ReviewStage) => ({ at: at(minutes), stage, inPlaceOfCollege: false });
  const invited: Step = {
    by: 'INVITER',
    event: { type: 'invited', at: sentAt, respondBy, chain, ladder: ordinaryLadder },
  };
  const accepted: Step = { by: 'INVITEE', event: { type: 'accepted', at: at(1), review: review(1) } };
  const toSchool: Step[] =
    chain[0] === 'COLLEGE' && chain.length === 2
      ? [{ by: 'COLLEGE', event: { type: 'stageApproved', ...decided(2, 'COLLEGE'), review: review(2) } }]
      : [];
  const last = chain.at(-1) ?? 'SCHOOL';
  const first = chain[0] ?? 'SCHOOL';
  const rejected = { reasonCode: 'POSITION_MISMATCH', reason: '岗位与专业不符' } as const;
  switch (status) {
    case 'AWAITING_GRADUATE':
      return [invited];
    case 'DECLINED':
      return [invited, { by: 'INVITEE', event: { type: 'declined', at: at(1), reason: '另有安排' } }];
    case 'RESPONSE_EXPIRED':
      return [invited, { by: 'SYSTEM', event: { type: 'lapsed', at: at(1) } }];
    case 'WITHDRAWN':
      return [invited, { by: 'INVITER', event: { type: 'withdrawn', at: at(1) } }];
    case 'INVALIDATED':
      return [invited, { by: 'SYSTEM', event: { type: 'invalidated', at: at(1), reason: 'COHORT_CLOSED' } }];
    case 'COLLEGE_REVIEW':
      return [invited, accepted];
    case 'SCHOOL_REVIEW':
      return [invited, accepted, ...toSchool];
    case 'REVIEW_REJECTED':
      return [invited, accepted, { by: first, event: { type: 'reviewRejected', ...decided(2, first), ...rejected } }];
    case 'SIGNED':
      return [invited, accepted, ...toSchool, { by: last, event: { type: 'signed', ...decided(3, last) } }];
    case 'TERMINATED':
      throw new Error('buildTermination makes it of a signed one');
  }
}

async function write(
  data: Data,
  steps: readonly Step[],
  { employer, graduate, body }: { employer: BuiltEmployer; graduate: BuiltGraduate; body: object },
): Promise<string> {
  const accounts: Partial<Record<ActorRelation, string | null>> = {
    INVITER: employer.accountId,
    INVITEE: graduate.accountId,
    COLLEGE: graduate.school.collegeReviewer,
    SCHOOL: graduate.school.schoolReviewer,
  };
  const record = recordSigning(data.personalData);
  return data.knex.transaction(async (trx) => {
    const process = { kind: 'SIGNING', cohortYear: graduate.cohortYear };
    const [row] = await trx('process').insert(process).returning<{ id: string }[]>('id');
    const processId = row?.id ?? '';
    let before: SigningState | null = null;
    for (const [index, { event, by }] of steps.entries()) {
      const seq = index + 1;
      const after: SigningState = evolve(before, event);
      const { type, at, ...rest } = event;
      const actorAccountId = accounts[by] ?? null;
      const commands = await trx('command')
        .insert({
          ...{ processId, kind: type, actorAccountId, actorRelation: by, requestId: 'test', receivedAt: at },
          ...{ outcome: 'SUCCEEDED', outcomeSeq: seq, decidedAt: at, bodyEncrypted: data.personalData.encrypt('{}') },
        })
        .returning<{ id: string }[]>('id');
      const waiting: WaitingCommand = {
        ...{ id: commands[0]?.id ?? null, kind: type, body, actorAccountId, actorRelation: by, receivedAt: at },
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
