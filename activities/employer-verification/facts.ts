import { timingSafeEqual } from 'node:crypto';
import type { AmountBody, SubmitBody, SwitchMethodBody } from '../../commands/employer-verification-bodies.ts';
import { instantOf } from '../../database/instants.ts';
import type { PersonalData } from '../../database/personal-data.ts';
import { openVerification, statusIn } from '../../database/queries/open-statuses.ts';
import { isPartial } from '../../database/queries/partiality.ts';
import type { Instant, WorkingCalendar } from '../../domain/calendar.ts';
import type {
  EmployerVerificationCommand,
  EmployerVerificationFacts,
} from '../../domain/employer-verification-model.ts';
import type { EmployerVerificationState } from '../../domain/employer-verification-state.ts';
import type { VerificationState } from '../../domain/vocabulary/verification-state.ts';
import type { Moment } from '../process-definition.ts';
import { accountHashOf, bankDataOf } from './bank-data.ts';
import { disabledUnitHolds } from './disabled-holder.ts';

type VerificationMoment = Moment<EmployerVerificationState, EmployerVerificationCommand>;

interface Row {
  verificationState: VerificationState;
  unitAsSubmitted: boolean;
  creditCodeTaken: boolean;
  creditCodeOfDisabledUnit: boolean;
  otherOpen: boolean;
  profileComplete: boolean;
  sentByCreditCode: string[];
  sentByAccount: string[];
  failedSendsBefore: number;
  amountEncrypted: string | null;
  reviewerIsPartial: boolean;
  claimedBy: string | null;
  claimedUntil: Instant | null;
  actorStillMay: boolean;
  calendarVersion: string;
  calendarYears: WorkingCalendar['years'];
}

/** Who may still act, by how they stood to the verification when it was received. */
const actorStillMay: Record<string, string> = {
  MEMBER: `exists (select from employer_membership m join account a on a.id = m.account_id and a.disabled_at is null
    where m.account_id = :actor and m.employer_id = e.id and m.status = 'APPROVED')`,
  STAFF: `exists (select from staff_account s join account a on a.id = s.account_id and a.disabled_at is null
    where s.account_id = :actor and s.role = 'REVIEWER')`,
  SYSTEM: 'true',
};

/** Of the last 90 days, over all records; see domain/remittance-sends.ts. */
const recentSends = `from remittance r where r.sent_at > cast(:now as timestamptz) - interval '90 days'`;

/** Locks what a command's decision depends on, then reads its facts in one statement that sees what was just locked. */
export function readVerificationFacts(personalData: PersonalData) {
  return async (moment: VerificationMoment): Promise<EmployerVerificationFacts> => {
    const { trx, processId, seq, state, waiting, now } = moment;
    const ground = await lockGround(moment, personalData);
    const isStaff = waiting.actorRelation === 'STAFF';
    const { rows } = await trx.raw<{ rows: Row[] }>(
      `select e.verification_state,
         coalesce((v.employer_name, v.uscc, v.unit_type) = (e.name, e.uscc, e.unit_type), true) as unit_as_submitted,
         exists (select from employer o where o.uscc_in_force = :uscc and o.id <> e.id
           and o.verification_state in ('VERIFIED', 'REVERIFY_REQUIRED')) as credit_code_taken,
         ${disabledUnitHolds({ uscc: ':uscc', employerId: 'e.id' })} as credit_code_of_disabled_unit,
         exists (select from employer_verification o where o.employer_id = e.id and o.id <> :processId
           and ${statusIn('o.status', openVerification)}) as other_open,
         exists (select from account a where a.id = :actor and a.name is not null and a.company_name is not null
           and a.department is not null and a.job_title is not null and a.email is not null
           and coalesce(a.office_phone, a.fax) is not null) as profile_complete,
         (select coalesce(jsonb_agg(r.sent_at), '[]') ${recentSends} and r.uscc = :uscc) as sent_by_credit_code,
         (select coalesce(jsonb_agg(r.sent_at), '[]') ${recentSends} and r.account_hash = :accountHash) as sent_by_account,
         (select count(*)::integer ${recentSends} and r.uscc = :uscc and r.failed_at is not null
            and (r.process_id, r.attempt) is distinct from (v.id, cast(:attempt as integer))) as failed_sends_before,
         own.amount_encrypted,
         ${isStaff ? isPartial({ staff: ':actor', employer: 'e.id' }) : 'false'} as reviewer_is_partial,
         v.claimed_by, v.claimed_until,
         ${actorStillMay[waiting.actorRelation] ?? 'false'} as actor_still_may,
         w.version as calendar_version, w.years as calendar_years
       from employer e
         left join employer_verification v on v.id = :processId
         left join remittance own on own.process_id = v.id and own.attempt = :attempt
         cross join (select version, years from working_calendar order by valid_from desc limit 1) w
       where e.id = :employerId`,
      { ...ground, processId, now, actor: waiting.actorAccountId, attempt: state?.send?.attempt ?? null },
    );
    const [row] = rows;
    if (!row) throw new Error('GROUND_MISSING');
    return {
      now,
      receivedAt: waiting.receivedAt,
      seq,
      actorStillMay: row.actorStillMay,
      verificationState: row.verificationState,
      unitAsSubmitted: row.unitAsSubmitted,
      creditCodeTaken: row.creditCodeTaken,
      creditCodeOfDisabledUnit: row.creditCodeOfDisabledUnit,
      otherOpen: row.otherOpen,
      profileComplete: row.profileComplete,
      sends: { byCreditCode: row.sentByCreditCode.map(instantOf), byAccount: row.sentByAccount.map(instantOf) },
      failedSendsBefore: row.failedSendsBefore,
      amountMatches: amountMatches(moment, row.amountEncrypted, personalData),
      reviewerIsPartial: row.reviewerIsPartial,
      claimHeldByActor: row.claimedBy === waiting.actorAccountId && row.claimedUntil !== null && row.claimedUntil > now,
      calendar: { version: row.calendarVersion, years: row.calendarYears },
    };
  };
}

/**
 * Locks in the common order: the verification (held already), the unit, the credit code, then the account that money is to be
 * sent to. Both are numbers that many units may type: who is decided first is counted by the next.
 */
async function lockGround({ trx, processId, state, command, waiting }: VerificationMoment, personalData: PersonalData) {
  const { rows } = await trx.raw<{ rows: { employerId: string; uscc: string }[] }>(
    state === null
      ? `select id as employer_id, uscc from employer where id = :employerId for no key update`
      : `select e.id as employer_id, v.uscc from employer_verification v join employer e on e.id = v.employer_id
         where v.id = :processId for no key update of e`,
    state === null ? { employerId: (waiting.body as SubmitBody).employerId } : { processId },
  );
  const [unit] = rows;
  if (!unit) throw new Error('GROUND_MISSING');
  await lockNumber(trx, `uscc:${unit.uscc}`);
  const opensSend = command.type === 'submit' || command.type === 'switchMethod';
  const bank = opensSend ? bankDataOf(waiting.body as SwitchMethodBody) : null;
  const accountHash = bank && accountHashOf(personalData, bank.corporateAccountNo);
  if (accountHash) await lockNumber(trx, `account:${accountHash.toString('hex')}`);
  return { ...unit, accountHash };
}

async function lockNumber(trx: VerificationMoment['trx'], number: string): Promise<void> {
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', number);
}

/** Whether the amount entered is the one that was sent; how long it takes tells nothing of how close it is. */
function amountMatches(
  { command, waiting }: VerificationMoment,
  amountEncrypted: string | null,
  personalData: PersonalData,
): boolean {
  if (command.type !== 'amount' || amountEncrypted === null) return false;
  const sent = Buffer.from(personalData.decrypt(amountEncrypted));
  const entered = Buffer.from((waiting.body as AmountBody).amount);
  return sent.length === entered.length && timingSafeEqual(sent, entered);
}
