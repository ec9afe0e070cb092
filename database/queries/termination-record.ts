import { collegeHasReviewer } from './college-has-reviewer.ts';
import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { TerminationParties } from '../../domain/permissions.ts';
import type { TerminationState } from '../../domain/termination-model.ts';
import type { Clock } from '../clock.ts';
import type { Termination } from '../models/termination.ts';

/** A termination with all that lists show and acts look at first. Instants are as stored; `now` is the judging clock's. */
export interface TerminationRecord {
  termination: Termination;
  seq: number;
  state: TerminationState;
  createdAt: Instant;
  updatedAt: Instant;
  now: Instant;
  parties: TerminationParties;
  /** Of the signing it is to end. */
  agreementNo: string | null;
  positionCategory: string;
  positionTitle: string;
  /** The graduate as frozen in the favorite. */
  graduateName: string;
  idNumberEncrypted: string;
  schoolName: string;
  collegeName: string;
  educationLevel: string;
  major: string;
  employerName: string;
  collegeHasReviewer: boolean;
  agreementInForce: boolean;
  graduateRemoved: boolean;
  employerDisabled: boolean;
}

/** A record as its statement reads it. */
export interface TerminationRow extends Termination, Omit<TerminationRecord, 'termination' | 'parties'> {}

/** Reads one termination, or undefined. Who may see it is the caller's question. */
export async function findTerminationRecord(
  knex: Knex,
  clock: Clock,
  terminationId: string,
): Promise<TerminationRecord | undefined> {
  return (await findTerminationRecords(knex, clock, [terminationId]))[0];
}

/** Reads terminations, in the order of the ids given; those that are not there are left out. */
export async function findTerminationRecords(
  knex: Knex,
  clock: Clock,
  terminationIds: readonly string[],
): Promise<TerminationRecord[]> {
  if (terminationIds.length === 0) return [];
  const where = `t.id in (${terminationIds.map(() => '?').join(', ')})`;
  const sql = selectTerminations({ now: await clock(), where });
  const { rows } = await knex.raw<{ rows: TerminationRow[] }>(sql, [...terminationIds]);
  const byId = new Map(rows.map((row) => [row.id, toTerminationRecord(row)]));
  return terminationIds.flatMap((id) => byId.get(id) ?? []);
}

/** The statement that reads records of terminations `t`: `now` by the judging clock, `more` columns where a page shows more. */
export function selectTerminations({ now, more, where }: { now: string; more?: string; where: string }): string {
  return `select t.*, p.seq, p.state, p.created_at, p.updated_at, ${now} as now,
      s.agreement_no, s.position_category, s.position_title,
      f.graduate_name, f.id_number_encrypted, f.school_name, f.education_level, f.major,
      e.name_in_force as employer_name, c.name as college_name,
      s.status = 'SIGNED' as agreement_in_force, g.removed_at is not null as graduate_removed,
      e.verification_state = 'REVOKED' as employer_disabled,
      ${collegeHasReviewer('t.college_id')} as college_has_reviewer${more === undefined ? '' : `, ${more}`}
    from termination t
      join process p on p.id = t.id
      join signing s on s.id = t.signing_id
      join favorite f on f.id = s.favorite_id
      join graduate g on g.id = t.graduate_id
      join employer e on e.id = t.employer_id
      join college c on c.id = t.college_id
    where ${where}`;
}

/** A record from the row its statement reads. */
export function toTerminationRecord(row: TerminationRow): TerminationRecord {
  const { employerId, graduateId, schoolCode, collegeId, state } = row;
  return {
    ...row,
    termination: row,
    parties: {
      ...{ employerId, graduateId, schoolCode, collegeId },
      wasReviewed: row.reviewedAt !== null || row.kind === 'VOID',
      collegeReviews: state.chain.includes('COLLEGE'),
    },
  };
}
