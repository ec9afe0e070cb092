import type { ApplyBody, VoidBody } from '../../commands/termination-bodies.ts';
import { collegeHasReviewer } from '../../database/queries/college-has-reviewer.ts';
import { endingGround, toEndingGround, type EndingGround } from '../../database/queries/ending-ground.ts';
import { openTermination, statusIn } from '../../database/queries/open-statuses.ts';
import type { WorkingCalendar } from '../../domain/calendar.ts';
import { sideOf } from '../../domain/permissions.ts';
import type { TerminationCommand, TerminationFacts, TerminationState } from '../../domain/termination-model.ts';
import type { ReviewStage } from '../../domain/vocabulary/review-stage.ts';
import { actorStillMay } from '../actor-still-may.ts';
import type { Moment } from '../process-definition.ts';

interface Row {
  actorStillMay: boolean;
  agreementInForce: boolean;
  graduateRemoved: boolean;
  otherOpen: boolean;
  employerDisabled: boolean;
  ending: EndingGround;
  terminationChain: ReviewStage[];
  collegeHasReviewer: boolean;
  calendarVersion: string;
  calendarYears: WorkingCalendar['years'];
}

/** Locks what a command's decision depends on, then reads its facts in one statement that sees what was just locked. */
export async function readTerminationFacts(
  moment: Moment<TerminationState, TerminationCommand>,
): Promise<TerminationFacts> {
  const { trx, processId, seq, waiting, now } = moment;
  const signingId = await lockGround(moment);
  const side = sideOf(waiting.actorRelation);
  const { rows } = await trx.raw<{ rows: Row[] }>(
    `select ${actorStillMay(waiting.actorRelation, { case: 's', college: 's.college_id' })} as actor_still_may,
       s.status = 'SIGNED' as agreement_in_force, g.removed_at is not null as graduate_removed,
       exists (select from termination t where t.signing_id = s.id and t.id <> :processId
         and ${statusIn('t.status', openTermination)}) as other_open,
       ${endingGround} as ending,
       e.verification_state = 'REVOKED' as employer_disabled,
       sc.termination_chain, ${collegeHasReviewer('s.college_id')} as college_has_reviewer,
       w.version as calendar_version, w.years as calendar_years
     from signing s
       join graduate g on g.id = s.graduate_id
       join employer e on e.id = s.employer_id
       join school sc on sc.school_code = s.school_code
       cross join (select version, years from working_calendar order by valid_from desc limit 1) w
     where s.id = :signingId`,
    { processId, signingId, actor: waiting.actorAccountId },
  );
  const [row] = rows;
  if (!row) throw new Error('GROUND_MISSING');
  const { actorRelation } = waiting;
  const { rules, terminatedBefore, unansweredAt } = toEndingGround(row.ending);
  return {
    now,
    receivedAt: waiting.receivedAt,
    seq,
    actorStillMay: row.actorStillMay,
    actorSide: side,
    actorLevel: actorRelation === 'COLLEGE' || actorRelation === 'SCHOOL' ? actorRelation : null,
    agreementInForce: row.agreementInForce,
    graduateRemoved: row.graduateRemoved,
    otherOpen: row.otherOpen,
    terminatedBefore,
    unansweredAt: (side && unansweredAt[side]) ?? null,
    employerDisabled: row.employerDisabled,
    rules,
    schoolChain: row.terminationChain,
    collegeHasReviewer: row.collegeHasReviewer,
    calendar: { version: row.calendarVersion, years: row.calendarYears },
  };
}

/**
 * Locks in the common order: the signing, then the graduate, whom a closing decision sets free, then the unit. A termination
 * that is there already holds its signing; one that begins takes it here, before anybody else can know of it. Answers the
 * signing's id.
 */
async function lockGround({ trx, processId, command, waiting }: Moment<TerminationState, TerminationCommand>) {
  const begins = command.type === 'apply' || command.type === 'void';
  if (begins) {
    const { signingId } = waiting.body as ApplyBody | VoidBody;
    await trx.raw(`select from process where id = ? for no key update`, signingId);
  }
  const subject = begins ? '?' : '(select signing_id from termination where id = ?)';
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `select s.id from signing s join graduate g on g.id = s.graduate_id join employer e on e.id = s.employer_id
     where s.id = ${subject} for share of g for share of e`,
    begins ? (waiting.body as ApplyBody).signingId : processId,
  );
  const [signing] = rows;
  if (!signing) throw new Error('SIGNING_MISSING');
  return signing.id;
}
