import type { Knex } from 'knex';
import type { QueryBuilder } from 'objection';
import type { Actor, StaffUser } from '../../domain/permissions.ts';
import { File } from '../models/file.ts';

/** One way of having to do with files: adds an `orWhere` about the file `f` for whoever may read it so. */
type ReaderRule = (files: QueryBuilder<File, File | undefined>, actor: Actor | StaffUser) => void;

const uploader: ReaderRule = (files, { accountId }) => void files.orWhere('f.uploadedBy', accountId);

/** What was handed in for a unit's verification, its members may read. */
const verifiedUnit: ReaderRule = (files, actor) => {
  if (actor.userType !== 'EMPLOYER' || actor.membership !== 'APPROVED' || actor.employerId === null) return;
  void files.orWhereRaw(
    `exists (select from verification_file vf join employer_verification v on v.id = vf.process_id
       where vf.file_id = f.id and v.employer_id = ?)`,
    [actor.employerId],
  );
};

/** The logo of a unit, its members may read. */
const unitOfLogo: ReaderRule = (files, actor) => {
  if (actor.userType !== 'EMPLOYER' || actor.membership !== 'APPROVED' || actor.employerId === null) return;
  void files.orWhereRaw('exists (select from employer e where e.logo_file_id = f.id and e.id = ?)', [actor.employerId]);
};

/** The letter somebody asks to join with, the unit's members may read: they decide. */
const joinedUnit: ReaderRule = (files, actor) => {
  if (actor.userType !== 'EMPLOYER' || actor.membership !== 'APPROVED' || actor.employerId === null) return;
  void files.orWhereRaw(
    'exists (select from employer_membership m where m.letter_file_id = f.id and m.employer_id = ?)',
    [actor.employerId],
  );
};

/** What was handed in for any verification, and the letters to join a unit with, staff may read, and nothing else. */
const staff: ReaderRule = (files, { userType }) => {
  if (userType !== 'STAFF') return;
  void files.orWhereRaw('exists (select from verification_file vf where vf.file_id = f.id)');
  void files.orWhereRaw('exists (select from employer_membership m where m.letter_file_id = f.id)');
};

/** A try of the same agreement, this one or one after it, that has been a case of the reviewers: they hear both sides by all of them. */
const reviewedSince = `from termination l join process p on p.id = l.id
  where l.signing_id = t.signing_id and (l.applied_at, l.id) >= (t.applied_at, t.id) and l.reviewed_at is not null`;

/**
 * What a side attached to a termination, both sides may read, and the reviewers whose case it is, or one that came after it.
 * Source: domain.md §7.
 */
const termination: ReaderRule = (files, actor) => {
  const attachedTo = (who: string, ...values: string[]) =>
    void files.orWhereRaw(
      `exists (select from termination_file tf join termination t on t.id = tf.process_id where tf.file_id = f.id and ${who})`,
      values,
    );
  switch (actor.userType) {
    case 'EMPLOYER':
      if (actor.membership === 'APPROVED' && actor.employerId !== null)
        attachedTo('t.employer_id = ?', actor.employerId);
      return;
    case 'GRADUATE':
      return attachedTo(
        't.graduate_id in (select value::uuid from jsonb_array_elements_text(?))',
        JSON.stringify(actor.graduateIds),
      );
    case 'REVIEWER':
      if (actor.level === 'SCHOOL')
        return attachedTo(`t.school_code = ? and exists (select ${reviewedSince})`, actor.schoolCode);
      return attachedTo(
        `t.college_id = ? and exists (select ${reviewedSince} and p.state -> 'chain' @> '["COLLEGE"]')`,
        actor.collegeId ?? '00000000-0000-0000-0000-000000000000',
      );
    case 'STAFF':
      return;
  }
};

/** Who may read a file: its uploader, and by a rule for each thing it can be attached to whoever may read that. Source: api.md §4. */
const readerRules: readonly ReaderRule[] = [uploader, verifiedUnit, unitOfLogo, joinedUnit, staff, termination];

/** A file that somebody may read; undefined for one that is not there, and for one that is none of their business. */
export async function findReadableFile(
  knex: Knex,
  actor: Actor | StaffUser,
  fileId: string,
): Promise<File | undefined> {
  return File.query(knex)
    .alias('f')
    .findOne('f.id', fileId)
    .where((files) => readerRules.forEach((allow) => allow(files, actor)));
}
