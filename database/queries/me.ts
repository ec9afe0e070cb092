import type { Knex } from 'knex';
import type { MembershipStatus } from '../../domain/vocabulary/membership-status.ts';
import type { ReviewStage } from '../../domain/vocabulary/review-stage.ts';
import type { UserType } from '../../domain/vocabulary/user-type.ts';
import { firstRecord } from './session-actor.ts';

/** An account as its owner sees it, with the membership that counts: the newest one that has not ended. */
export interface MeRow {
  id: string;
  userType: Exclude<UserType, 'STAFF'>;
  phoneEncrypted: string;
  name: string | null;
  companyName: string | null;
  department: string | null;
  jobTitle: string | null;
  officePhone: string | null;
  fax: string | null;
  email: string | null;
  photoFileId: string | null;
  membershipId: string | null;
  membershipStatus: MembershipStatus | null;
  declineReason: string | null;
  /** Where a reviewer reviews. */
  reviewer: { level: ReviewStage; schoolCode: string; schoolName: string; collegeName: string | null } | null;
}

/** What came of the newest request; of one that was approved and has ended nothing is left to tell, nor of those before it. */
const newestMembership = `left join lateral (
  select * from employer_membership of where of.account_id = a.id order by of.requested_at desc, of.id desc limit 1
) m on m.status <> 'ENDED'`;

/** Reads an account for GET /me. A graduate's name is the school's, by the newest record that stands. */
export async function findMe(knex: Knex, accountId: string): Promise<MeRow | undefined> {
  const me: MeRow | undefined = await knex('account as a')
    .joinRaw(newestMembership)
    .where('a.id', accountId)
    .first({
      id: 'a.id',
      userType: 'a.user_type',
      phoneEncrypted: 'a.phone_encrypted',
      name: knex.raw(
        `coalesce((select g.name from graduate g where g.account_id = a.id
           order by ${firstRecord} limit 1), a.name)`,
      ),
      companyName: 'a.company_name',
      department: 'a.department',
      jobTitle: 'a.job_title',
      officePhone: 'a.office_phone',
      fax: 'a.fax',
      email: 'a.email',
      photoFileId: 'a.photo_file_id',
      membershipId: 'm.id',
      membershipStatus: 'm.status',
      declineReason: 'm.decline_reason',
      reviewer: knex.raw(
        `(select json_build_object('level', r.level, 'schoolCode', s.school_code, 'schoolName', s.name, 'collegeName', c.name)
          from reviewer r join school s on s.school_code = r.school_code left join college c on c.id = r.college_id
          where r.account_id = a.id and r.ended_at is null)`,
      ),
    });
  return me;
}
