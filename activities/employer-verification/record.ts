import type { Knex } from 'knex';
import type { SubmitBody, SwitchMethodBody } from '../../commands/employer-verification-bodies.ts';
import type { PersonalData } from '../../database/personal-data.ts';
import { opensSendsTask } from '../../domain/employer-verification-effects.ts';
import { verificationStateAfter } from '../../domain/employer-verification-ground.ts';
import type { EmployerVerificationEvent } from '../../domain/employer-verification-model.ts';
import { isOpen, type EmployerVerificationState } from '../../domain/employer-verification-state.ts';
import type { StaffAct } from '../../domain/vocabulary/staff-act.ts';
import type { VerificationState } from '../../domain/vocabulary/verification-state.ts';
import type { Recording } from '../process-definition.ts';
import type { SqlParts } from '../sql.ts';
import { disabledUnitHolds } from './disabled-holder.ts';
import { recordSend, sendOutcome } from './record-send.ts';
import { openVerification, statusIn } from '../../database/queries/open-statuses.ts';

/** A step of a verification, to be written down. */
export type VerificationRecording = Recording<EmployerVerificationState, EmployerVerificationEvent>;

/** What an event means for the verification's read model, its unit, its files, the money sent, and its rivals. */
export function recordVerification(personalData: PersonalData) {
  return async (recording: VerificationRecording): Promise<SqlParts> => {
    const { event, after } = recording;
    const parts = [
      event.type === 'submitted' ? insertVerification(recording) : updateVerification(recording),
      await moveUnit(recording),
      ('submission' in event || event.type === 'supplemented') && replaceFiles(after),
      'submission' in event && recordSend(event.submission, recording.waiting.body as SwitchMethodBody, personalData),
      sendOutcome(event),
      opensSendsTask(event) && openSendsTask,
      'submission' in event && event.submission.method === 'MATERIALS' && openCodeTask,
      after.status === 'VERIFIED' && tellRivals(personalData),
      auditOf(recording),
    ].filter((part) => part !== false);
    return {
      with: parts.flatMap((part) => part.with),
      values: Object.assign({}, ...parts.map(({ values }) => values)),
    };
  };
}

function insertVerification({ after, waiting }: VerificationRecording): SqlParts {
  const { employerId, scope } = waiting.body as SubmitBody;
  return {
    with: [
      `subject as (
         insert into employer_verification (id, employer_id, submitted_by, submitted_at, employer_name, uscc, unit_type, scope,
           method, status, status_at)
         select :processId, e.id, :actor, :at, e.name, e.uscc, e.unit_type, :scope, :method, :status, :statusAt
         from employer e where e.id = :employerId
         returning *
       )`,
    ],
    values: { employerId, scope: scope ?? 'NATIONAL', actor: waiting.actorAccountId, ...standOf(after) },
  };
}

function updateVerification({ event, before, after }: VerificationRecording): SqlParts {
  const outcome = outcomeOf(event);
  const columns = Object.keys(outcome).map((column) => `, ${column} = :${column}`);
  // A claim is one on the review that is open: it ends with it, whatever ends it.
  const unclaimed = before?.status === 'AWAITING_REVIEW' ? ', claimed_by = null, claimed_until = null' : '';
  return {
    with: [
      `subject as (
         update employer_verification
         set method = :method, status = :status, status_at = :statusAt${unclaimed}${columns.join('')}
         where id = :processId
         returning *
       )`,
    ],
    values: { ...standOf(after), ...outcome },
  };
}

function standOf({ method, status, statusAt }: EmployerVerificationState) {
  return { method, status, statusAt };
}

/** What an event adds to the read model, by column. */
function outcomeOf(event: EmployerVerificationEvent): Record<string, string> {
  switch (event.type) {
    case 'rejected':
      return { reject_reason_code: event.reasonCode, reject_reason: event.reason };
    case 'rivalVerified':
      return { reject_reason_code: 'EMPLOYER_EXISTS' };
    case 'unitDisabled':
      return { reject_reason_code: 'EMPLOYER_DISABLED' };
    default:
      return {};
  }
}

/** The unit's own state follows where its verification opens or closes; in between it stays. */
async function moveUnit({ trx, processId, before, after, waiting }: VerificationRecording): Promise<SqlParts | false> {
  if (before !== null && isOpen(before.status) && isOpen(after.status)) return false;
  const employerId = before === null ? (waiting.body as SubmitBody).employerId : await unitOf(trx, processId);
  const unit = await trx('employer')
    .where({ id: employerId })
    .first<{ verificationState: VerificationState }>('verificationState');
  const verificationState = verificationStateAfter(unit.verificationState, after.status);
  if (verificationState === unit.verificationState) return false;
  return {
    with: [
      `unit as (
         update employer e set verification_state = :verificationState, updated_at = :at${
           verificationState === 'VERIFIED' ? ', verified_name = null, verified_uscc = null' : ''
         }
         from subject where e.id = subject.employer_id
       )`,
    ],
    values: { verificationState },
  };
}

async function unitOf(trx: Knex.Transaction, processId: string): Promise<string> {
  const row = await trx('employer_verification').where({ id: processId }).first<{ employerId: string }>('employerId');
  return row.employerId;
}

/** Another three sends for the credit code came to nothing: staff look into it. Source: domain.md §3.3. */
const openSendsTask: SqlParts = {
  with: [
    `task as (
       insert into staff_task (kind, process_id, seq, opened_at) select 'FAILED_SENDS', id, :seq, :at from subject
     )`,
  ],
  values: {},
};

/** Material for a credit code that a disabled unit holds: staff look into who comes now. Source: domain.md §8. */
const openCodeTask: SqlParts = {
  with: [
    `code_task as (
       insert into staff_task (kind, process_id, seq, opened_at) select 'DISABLED_UNIT_CODE', s.id, :seq, :at from subject s
       where ${disabledUnitHolds({ uscc: 's.uscc', employerId: 's.employer_id' })}
     )`,
  ],
  values: {},
};

/** The files that stand for the unit from now on; those no longer among them stay, with the step that replaced them. */
function replaceFiles({ fileIds }: EmployerVerificationState): SqlParts {
  return {
    with: [
      `given as (select value::uuid as file_id from jsonb_array_elements_text(cast(:fileIds as jsonb)))`,
      `dropped as (
         update verification_file set replaced_seq = :seq
         where process_id = :processId and replaced_seq is null and file_id not in (select file_id from given)
       )`,
      `kept as (
         insert into verification_file (process_id, file_id, added_seq) select id, file_id, :seq from subject, given
         on conflict (process_id, file_id) do update set replaced_seq = null
       )`,
    ],
    values: { fileIds: JSON.stringify(fileIds) },
  };
}

const auditActs: Partial<Record<EmployerVerificationEvent['type'], StaffAct>> = {
  approved: 'VERIFICATION_APPROVED',
  supplementRequested: 'SUPPLEMENT_REQUESTED',
  rejected: 'VERIFICATION_REJECTED',
};

/** A decision of staff leaves its line in their audit with the step itself. */
function auditOf({ event, waiting }: VerificationRecording): SqlParts | false {
  const auditAct = auditActs[event.type];
  if (waiting.actorRelation !== 'STAFF' || auditAct === undefined) return false;
  return {
    with: [
      `audited as (
         insert into staff_audit (account_id, act, thing_kind, thing_id, details, request_id, client_address)
         select actor_account_id, :auditAct, 'employer_verification', process_id, jsonb_build_object('seq', cast(:seq as integer)),
           request_id, client_address
         from command where id = :asked
       )`,
    ],
    values: { auditAct, asked: waiting.id },
  };
}

/** The first to be verified keeps the credit code: others that are under way are told in their inboxes. Source: domain.md §3.3. */
function tellRivals(personalData: PersonalData): SqlParts {
  return {
    with: [
      `rivals as (
         insert into command (process_id, kind, actor_relation, body_encrypted, request_id, received_at)
         select v.id, 'rivalVerified', 'SYSTEM', :rivalBody, 'rival:' || subject.id, :at
         from subject join employer_verification v on v.uscc = subject.uscc and v.employer_id <> subject.employer_id
         where ${statusIn('v.status', openVerification)}
       )`,
    ],
    values: { rivalBody: personalData.encrypt('{}') },
  };
}
