import type { Instant } from '../domain/calendar.ts';
import { DomainError } from '../domain/errors.ts';
import type { GraduateUser } from '../domain/permissions.ts';
import type { ProfileField } from '../domain/vocabulary/profile-field.ts';
import { takeAllowance } from './allowance.ts';
import type { CommandDependencies } from './dependencies.ts';

const perDay = { tries: 20, windowSeconds: 24 * 3_600 };

/** What a graduate finds wrong in the school's record, and what it should be. */
export interface Correction {
  field: ProfileField;
  shouldBe: string;
  note: string | null;
}

/**
 * 申请更正: tells the reviewers of the graduate's college, who know the graduate, and of the school, who correct; what was asked for is
 * kept sealed. Throws AllowanceUsedUp, NOT_FOUND when the school has removed the record. Source: api.md §7.
 */
export async function requestCorrection(
  { knex, clock, personalData }: Pick<CommandDependencies, 'knex' | 'clock' | 'personalData'>,
  { graduateId }: GraduateUser,
  { field, shouldBe, note }: Correction,
): Promise<{ id: string; requestedAt: Instant }> {
  await takeAllowance(knex, { name: 'corrections', key: graduateId, ...perDay });
  const { rows } = await knex.raw<{ rows: { id: string; requestedAt: Instant }[] }>(
    `with correction as (
       insert into profile_correction (graduate_id, field, should_be_encrypted, note_encrypted, requested_at)
       select g.id, :field, :shouldBe, :note, ${await clock()} from graduate g where g.id = :graduateId and g.removed_at is null
       returning id, graduate_id, requested_at
     ), told as (
       insert into notification (account_id, correction_id, kind, message, created_at)
       select r.account_id, c.id, 'PROFILE_CORRECTION_REQUESTED', 'PROFILE_CORRECTION_REQUESTED', c.requested_at
       from correction c join graduate g on g.id = c.graduate_id
         join reviewer r on r.school_code = g.school_code and r.ended_at is null
         join account a on a.id = r.account_id and a.disabled_at is null
       where r.college_id = g.college_id or r.level = 'SCHOOL'
     )
     select id, requested_at from correction`,
    {
      ...{ graduateId, field },
      shouldBe: personalData.encrypt(shouldBe),
      note: note === null ? null : personalData.encrypt(note),
    },
  );
  const [correction] = rows;
  if (!correction) throw new DomainError('NOT_FOUND');
  return correction;
}
