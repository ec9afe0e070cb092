import type { Knex } from 'knex';
import type { InviteBody } from '../../commands/send-invitation.ts';
import { archiveProfileJson } from '../../database/queries/archive-profile.ts';
import { agreementNo } from '../../domain/identifiers.ts';
import { binds, stageOf, type SigningEvent, type SigningState } from '../../domain/signing.ts';
import type { PersonalData } from '../../database/personal-data.ts';
import type { Recording } from '../process-definition.ts';
import { feeding, signingChange } from '../employer-event.ts';
import { drawingUpAgreements } from './draw-up-agreements.ts';
import { closeReviewTask, openReviewTask } from '../review-tasks.ts';
import type { SqlParts } from '../sql.ts';

/** 毕业去向类别 10, 签就业协议形式就业. Source: domain.md §11.3. */
const destinationByAgreement = '10';

type SigningRecording = Recording<SigningState, SigningEvent>;

/** What an event means for the signing's read model, the graduate's binding and destination, the reviewers' tasks and the unit's feed. */
export function recordSigning(personalData: PersonalData) {
  return async (recording: SigningRecording): Promise<SqlParts> => {
    const { event, before, after } = recording;
    const claims = event.type === 'accepted';
    const releases = before !== null && binds(before.status) && !binds(after.status);
    const closesTask = before !== null && stageOf(before.status) !== null;
    const parts = [
      event.type === 'invited' ? insertSigning(recording, personalData) : await updateSigning(recording),
      claims && claimGraduate,
      releases && releaseGraduate,
      closesTask && closeTask(recording),
      openTask(after, closesTask),
      event.type === 'signed' && registerDestination,
      feeding(signingChange),
      event.type === 'signed' && drawUpAgreement,
    ].filter((part) => part !== false);
    return {
      with: parts.flatMap((part) => part.with),
      values: Object.assign({}, ...parts.map(({ values }) => values)),
    };
  };
}

function insertSigning({ after, waiting }: SigningRecording, personalData: PersonalData): SqlParts {
  const { letter, favoriteId, previousSigningId } = waiting.body as InviteBody;
  const { acceptsArchive = false, acceptsHukou = null } = letter;
  const sealed = (text: string | undefined) => (text === undefined ? null : personalData.encrypt(text));
  return {
    with: [
      `subject as (
         insert into signing (id, employer_id, graduate_id, favorite_id, cohort_year, school_code, college_id,
           previous_signing_id, started_by, position_category, position_title, response_window_days, signing_contact_name,
           contact_phone_encrypted, contact_email_encrypted, remarks, accepts_archive, accepts_hukou, archive, work_region_code,
           work_address, salary, benefits, probation, penalty, service_period, report_on, status, status_at, respond_by, sent_at)
         select :processId, f.employer_id, f.graduate_id, f.id, f.cohort_year, f.school_code, g.college_id,
           :previousSigningId, :actor, :positionCategory, :positionTitle, :responseWindowDays, :signingContactName,
           :contactPhone, :contactEmail, :remarks, :acceptsArchive, :acceptsHukou,
           (select ${archiveProfileJson} from archive_profile p where p.employer_id = f.employer_id and :copiesProfile),
           :workRegionCode, :workAddress, :salary, :benefits, :probation, :penalty, :servicePeriod, :reportOn,
           :status, :at, :respondBy, :at
         from favorite f join graduate g on g.id = f.graduate_id where f.id = :favoriteId
         returning *
       )`,
    ],
    values: {
      favoriteId,
      previousSigningId,
      positionCategory: letter.positionCategory,
      positionTitle: letter.positionTitle,
      responseWindowDays: letter.responseWindowDays,
      signingContactName: letter.signingContactName,
      contactPhone: sealed(letter.contactPhone),
      contactEmail: sealed(letter.contactEmail),
      remarks: letter.remarks ?? null,
      ...{ acceptsArchive, acceptsHukou, copiesProfile: acceptsArchive || acceptsHukou === true },
      workRegionCode: letter.workRegionCode ?? null,
      workAddress: letter.workAddress ?? null,
      salary: letter.salary ?? null,
      benefits: letter.benefits ?? null,
      probation: letter.probation ?? null,
      penalty: letter.penalty ?? null,
      servicePeriod: letter.servicePeriod ?? null,
      reportOn: letter.reportOn ?? null,
      actor: waiting.actorAccountId,
      status: after.status,
      respondBy: after.respondBy,
    },
  };
}

async function updateSigning({ trx, processId, event, after, waiting }: SigningRecording): Promise<SqlParts> {
  const outcome = await outcomeOf(trx, processId, { event, waiting });
  const columns = Object.keys(outcome).map((column) => `, ${column} = :${column}`);
  return {
    with: [
      `subject as (
         update signing set status = :status, status_at = :at${columns.join('')} where id = :processId returning *
       )`,
    ],
    values: { status: after.status, ...outcome },
  };
}

const claimGraduate: SqlParts = {
  with: [
    `claimed as (
       insert into graduate_binding (graduate_id, signing_id, seq) select graduate_id, id, :seq from subject
     )`,
  ],
  values: {},
};

const releaseGraduate: SqlParts = {
  with: [`released as (delete from graduate_binding where signing_id = :processId)`],
  values: {},
};

function closeTask({ event, after, waiting }: SigningRecording): SqlParts {
  const inPlaceOfCollege = 'inPlaceOfCollege' in event && event.inPlaceOfCollege;
  const superseded = stageOf(after.status) !== null;
  const closed = { decision: reviewDecisionOf(event), actor: waiting.actorAccountId };
  return closeReviewTask({ ...closed, inPlaceOfCollege, superseded });
}

function openTask({ status, review }: SigningState, closesTask: boolean): SqlParts | false {
  const stage = stageOf(status);
  return review !== null && stage !== null && openReviewTask(review, { kind: 'SIGNING', stage, closesTask });
}

const registerDestination: SqlParts = {
  with: [
    `registered as (
       insert into destination (graduate_id, category, signing_id, registered_at)
       select graduate_id, :destination, id, :at from subject
     )`,
  ],
  values: { destination: destinationByAgreement },
};

const drawUpAgreement: SqlParts = { with: [`drawn_up as (${drawingUpAgreements('subject')})`], values: {} };

function reviewDecisionOf(event: SigningEvent): 'APPROVED' | 'REJECTED' | 'INVALIDATED' {
  if (event.type === 'reviewRejected') return 'REJECTED';
  return event.type === 'invalidated' ? 'INVALIDATED' : 'APPROVED';
}

/** What an event adds to the read model, by column. */
async function outcomeOf(
  trx: Knex.Transaction,
  processId: string,
  { event, waiting }: Pick<SigningRecording, 'event' | 'waiting'>,
): Promise<Record<string, string | null>> {
  switch (event.type) {
    case 'accepted':
      // What the agreement says: never a moment past the deadline that receipt has kept.
      return { accepted_at: waiting.receivedAt };
    case 'declined':
      return { decline_reason: event.reason ?? null };
    case 'reviewRejected':
      return { reject_reason_code: event.reasonCode, reject_reason: event.reason };
    case 'invalidated':
      return { invalidation_reason: event.reason };
    case 'signed':
      return { agreement_no: await nextAgreementNo(trx, processId), signed_at: event.at };
    default:
      return {};
  }
}

/** The next number of the school and cohort; given in this transaction, so none is given twice and a rollback gives it back. */
async function nextAgreementNo(trx: Knex.Transaction, processId: string): Promise<string> {
  const { rows } = await trx.raw<{ rows: { schoolCode: string; cohortYear: number; last: number }[] }>(
    `insert into agreement_serial as s (school_code, cohort_year, last)
     select school_code, cohort_year, 1 from signing where id = ?
     on conflict (school_code, cohort_year) do update set last = s.last + 1
     returning school_code, cohort_year, last`,
    processId,
  );
  const [serial] = rows;
  if (!serial) throw new Error('NO_SERIAL');
  return agreementNo({ cohortYear: serial.cohortYear, schoolCode: serial.schoolCode, serial: serial.last });
}
