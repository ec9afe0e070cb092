import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { FilePurpose } from '../../domain/vocabulary/file-purpose.ts';
import type { UnitType } from '../../domain/vocabulary/unit-type.ts';
import type { VerificationMethod } from '../../domain/vocabulary/verification-method.ts';
import type { VerificationRejectReason } from '../../domain/vocabulary/verification-reject-reason.ts';
import type { VerificationState } from '../../domain/vocabulary/verification-state.ts';
import type { VerificationStatus } from '../../domain/vocabulary/verification-status.ts';
import type { Clock } from '../clock.ts';
import { wasEverVerified } from './ever-verified.ts';
import { findVerificationDetail, type VerificationDetail } from './verification-detail.ts';

/** A unit as it says it is now. */
export interface CaseUnit {
  name: string;
  uscc: string;
  unitType: UnitType;
  regionCode: string;
  address: string;
  website: string | null;
  verificationState: VerificationState;
  registeredAt: Instant;
}

/** Who handed in; the phone still sealed. */
export interface CaseSubmitter {
  name: string | null;
  phoneEncrypted: string | null;
  companyName: string | null;
  department: string | null;
  jobTitle: string | null;
  officePhone: string | null;
  fax: string | null;
  email: string | null;
  isMember: boolean;
}

/** Another verification of the same unit. */
export interface OtherAttempt {
  id: string;
  status: VerificationStatus;
  method: VerificationMethod;
  submittedAt: Instant;
  rejectReasonCode: VerificationRejectReason | null;
  rejectReason: string | null;
}

/** Another unit with the same credit code, or that had money sent to the same account. */
export interface Namesake {
  name: string;
  verificationState: VerificationState;
}

/** One with the same credit code; whether it was verified under it, or only tells it. */
export type CodeNamesake = Namesake & { holdsCode: boolean };

/** A picture of the case: what it is of, and its size in pixels. */
export interface CasePicture {
  fileId: string;
  purpose: FilePurpose;
  width: number;
  height: number;
}

/** Everything a reviewer is shown beside the pictures. */
export interface VerificationCase {
  detail: VerificationDetail;
  unit: CaseUnit;
  submitter: CaseSubmitter;
  attempts: OtherAttempt[];
  sameCode: CodeNamesake[];
  sameAccount: Namesake[];
  pictures: CasePicture[];
  /** What the unit wrote with its supplements, sealed, by the step it belongs to. */
  supplementBodies: { seq: number; bodyEncrypted: string }[];
}

const shownMax = 20;

/** Reads a case for its page, or undefined. Who may see it is the caller's question. */
export async function findVerificationCase(
  { knex, clock }: { knex: Knex; clock: Clock },
  verificationId: string,
): Promise<VerificationCase | undefined> {
  const detail = await findVerificationDetail(knex, clock, verificationId);
  if (!detail) return undefined;
  const { employerId, submittedBy, uscc } = detail.verification;
  const [unit, submitter, attempts, sameCode, sameAccount, pictures, supplementBodies] = await Promise.all([
    knex('employer')
      .where({ id: employerId })
      .first('name', 'uscc', 'unitType', 'regionCode', 'address', 'website', 'verificationState', {
        registeredAt: 'createdAt',
      }),
    submitterOf(knex, { employerId, submittedBy }),
    attemptsOf(knex, { employerId, verificationId }),
    knex('employer')
      .where((codes) => void codes.where({ uscc }).orWhere({ usccInForce: uscc }))
      .whereNot({ id: employerId })
      .limit(shownMax)
      .select('name', 'verificationState', {
        holdsCode: knex.raw(`uscc_in_force = ? and ${wasEverVerified('employer')}`, uscc),
      }),
    sameAccountOf(knex, { employerId, verificationId }),
    knex('verification_file as vf')
      .join('file as f', 'f.id', 'vf.file_id')
      .where('vf.process_id', verificationId)
      .select({ fileId: 'f.id', purpose: 'f.purpose', width: 'f.width', height: 'f.height' }),
    knex('command')
      .where({ processId: verificationId, kind: 'supplement', outcome: 'SUCCEEDED' })
      .whereNotNull('bodyEncrypted')
      .select({ seq: 'outcomeSeq', bodyEncrypted: 'bodyEncrypted' }),
  ]);
  const rest = { unit, submitter, attempts, sameCode, sameAccount, pictures, supplementBodies };
  return { detail, ...rest } as VerificationCase;
}

async function submitterOf(
  knex: Knex,
  { employerId, submittedBy }: { employerId: string; submittedBy: string },
): Promise<CaseSubmitter> {
  const isMember = knex.raw(
    `exists (select from employer_membership m
       where m.account_id = a.id and m.employer_id = ? and m.status = 'APPROVED') as is_member`,
    employerId,
  );
  return (await knex('account as a')
    .where('a.id', submittedBy)
    .first(
      'name',
      'phoneEncrypted',
      'companyName',
      'department',
      'jobTitle',
      'officePhone',
      'fax',
      'email',
      isMember,
    )) as CaseSubmitter;
}

async function attemptsOf(
  knex: Knex,
  { employerId, verificationId }: { employerId: string; verificationId: string },
): Promise<OtherAttempt[]> {
  return knex('employer_verification')
    .where({ employerId })
    .whereNot({ id: verificationId })
    .orderBy('submittedAt', 'desc')
    .limit(shownMax)
    .select('id', 'status', 'method', 'submittedAt', 'rejectReasonCode', 'rejectReason');
}

/** Units whose verifications had money sent to an account of this one's. */
async function sameAccountOf(
  knex: Knex,
  { employerId, verificationId }: { employerId: string; verificationId: string },
): Promise<Namesake[]> {
  const { rows } = await knex.raw<{ rows: Namesake[] }>(
    `select distinct e.name, e.verification_state
     from remittance own
       join remittance r on r.account_hash = own.account_hash
       join employer_verification v on v.id = r.process_id
       join employer e on e.id = v.employer_id
     where own.process_id in (select id from employer_verification where employer_id = :employerId or id = :verificationId)
       and e.id <> :employerId
     order by e.name limit ${shownMax}`,
    { employerId, verificationId },
  );
  return rows;
}
