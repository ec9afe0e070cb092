import type { Knex } from 'knex';
import type { PersonalData } from '../database/personal-data.ts';
import type { Graduate } from '../database/models/graduate.ts';
import { DomainError } from '../domain/errors.ts';
import { outdatesFavorites, takesGround, unconfirms, type GraduateField } from '../domain/ground.ts';
import { normaliseName } from '../domain/identifiers.ts';
import type { ProfileField } from '../domain/vocabulary/profile-field.ts';
import type { Sex } from '../domain/vocabulary/sex.ts';
import type { TrainingMode } from '../domain/vocabulary/training-mode.ts';
import type { ActAnswer } from './act.ts';
import { changeGraduate, type GraduateChange, type HeldGraduate, type SchoolCall } from './change-graduate.ts';
import type { CommandDependencies } from './dependencies.ts';
import { endSessions } from './end-sessions.ts';

/** What the school writes anew; a field that is left out stays. */
export interface Correction {
  name?: string | undefined;
  idNumber?: string | undefined;
  examNo?: string | undefined;
  collegeId?: string | undefined;
  educationLevel?: string | undefined;
  major?: string | undefined;
  cohort?: number | undefined;
  trainingMode?: TrainingMode | undefined;
  phone?: string | undefined;
  homeRegion?: string | undefined;
  sex?: Sex | undefined;
  nation?: string | undefined;
}

/**
 * 更正毕业生信息: what differs is written, and raises the revision where a favorite froze it. Who signs is not corrected under a
 * signed agreement; open signings end. With a new phone the record leaves its account, and with another ID number one that serves
 * other records: the graduate activates again. Throws
 * GRADUATE_HAS_AGREEMENT, VALIDATION_FAILED for a college, cohort or number that cannot be.
 */
export function correctGraduate(
  deps: CommandDependencies,
  call: SchoolCall,
  graduateId: string,
  correction: Correction,
): Promise<ActAnswer> {
  return changeGraduate(deps, call, { graduateId, kind: 'GRADUATE_CORRECTED' }, (held) =>
    correct(deps, held, correction),
  );
}

/** Writes what differs into a record that is held, under the rules of `correctGraduate`. */
export async function correct(
  { personalData, clock }: Pick<CommandDependencies, 'personalData' | 'clock'>,
  held: HeldGraduate,
  correction: Correction,
): Promise<GraduateChange & { corrected: readonly GraduateField[] }> {
  const { trx, graduate, agreement } = held;
  const { before, after } = differing(recordOf(graduate, personalData), correction);
  const corrected = Object.keys(after) as GraduateField[];
  if (agreement !== null && takesGround(corrected)) throw new DomainError('GRADUATE_HAS_AGREEMENT');
  await checkPlaces(trx, graduate, after);
  await checkTwins(held, after, personalData);
  if (corrected.length > 0) await write(trx, graduate, after, personalData);
  if (graduate.accountId !== null)
    await follow(trx, { ...graduate, accountId: graduate.accountId }, after, personalData);
  if (graduate.accountId !== null) await tellCorrected(trx, graduate.id, { corrected, now: await clock() });
  return {
    corrected,
    details: { before, after: { ...after } },
    takesGround: takesGround(corrected) ? 'GRADUATE_RECORD_CHANGED' : undefined,
  };
}

function recordOf(graduate: Graduate, { decrypt }: PersonalData): Record<GraduateField, unknown> {
  const { name, examNo, collegeId, educationLevel, major, cohortYear: cohort, trainingMode } = graduate;
  const { homeRegion, sex, nation } = graduate;
  const [idNumber, phone] = [decrypt(graduate.idNumberEncrypted), decrypt(graduate.phoneEncrypted)];
  const plain = { examNo, collegeId, educationLevel, major, trainingMode, homeRegion, sex, nation };
  return { name, idNumber, cohort, phone, ...plain };
}

/** The fields that are given and differ, as they were and as they are to be. */
function differing(record: Record<GraduateField, unknown>, correction: Correction) {
  const fields = (Object.keys(correction) as GraduateField[]).filter(
    (field) => correction[field] !== undefined && correction[field] !== record[field],
  );
  const of = (values: Partial<Record<GraduateField, unknown>>) =>
    Object.fromEntries(fields.map((field) => [field, values[field]]));
  return { before: of(record), after: of(correction) as Correction };
}

async function checkPlaces(trx: Knex.Transaction, { schoolCode }: Graduate, { collegeId, cohort }: Correction) {
  if (collegeId !== undefined && !(await trx('college').where({ id: collegeId, schoolCode }).first('id')))
    throw wrongAt('/collegeId', 'NOT_FOUND');
  if (cohort !== undefined && !(await trx('cohort').where({ year: cohort }).first('year')))
    throw wrongAt('/cohort', 'NOT_FOUND');
}

/**
 * One record of a person in one school and cohort; the index keeps it, this tells which field is in the way. And no other of the
 * school with the same 考生号: imports find a record by it.
 */
async function checkTwins({ trx, graduate }: HeldGraduate, after: Correction, { hash }: PersonalData) {
  const { schoolCode } = graduate;
  if (after.examNo !== undefined) {
    const { examNo } = after;
    const other: unknown = await trx('graduate')
      .where({ schoolCode, examNo, removedAt: null })
      .whereNot({ id: graduate.id })
      .first('id');
    if (other !== undefined) throw wrongAt('/examNo', 'DUPLICATE');
  }
  if (after.idNumber === undefined && after.cohort === undefined) return;
  const idNumberHash = after.idNumber === undefined ? graduate.idNumberHash : hash(after.idNumber);
  const twin: unknown = await trx('graduate')
    .where({ schoolCode, idNumberHash, cohortYear: after.cohort ?? graduate.cohortYear })
    .whereNull('removedAt')
    .whereNot({ id: graduate.id })
    .first('id');
  if (twin !== undefined) throw wrongAt(after.idNumber === undefined ? '/cohort' : '/idNumber', 'DUPLICATE');
}

function wrongAt(pointer: string, code: 'NOT_FOUND' | 'DUPLICATE'): DomainError {
  return new DomainError('VALIDATION_FAILED', { errors: [{ pointer, code }] });
}

async function write(trx: Knex.Transaction, graduate: Graduate, after: Correction, personalData: PersonalData) {
  const { name, idNumber, cohort, phone, ...plain } = after;
  const { encrypt, hash } = personalData;
  await trx('graduate')
    .where({ id: graduate.id })
    .update({
      ...plain,
      ...(name === undefined ? {} : { name, nameNormalised: normaliseName(name) }),
      ...(idNumber === undefined
        ? {}
        : { idNumberEncrypted: encrypt(idNumber), idNumberHash: hash(idNumber), accountId: null }),
      ...(cohort === undefined ? {} : { cohortYear: cohort }),
      ...(phone === undefined ? {} : { phoneEncrypted: encrypt(phone), phoneHash: hash(phone), accountId: null }),
      // What the graduate has confirmed is no longer what stands there.
      ...(unconfirms(Object.keys(after) as GraduateField[]) ? { profileConfirmedAt: null } : {}),
      ...(outdatesFavorites(Object.keys(after) as GraduateField[]) ? { revision: graduate.revision + 1 } : {}),
    });
}

/** What becomes of the account a record had: its phone is no longer the graduate's, or it is called and stands for what was corrected. */
async function follow(
  trx: Knex.Transaction,
  { id, accountId }: { id: string; accountId: string },
  { phone, name, idNumber }: Correction,
  { hash }: PersonalData,
): Promise<void> {
  // Whoever holds the number is signed out, and an account without a record signs in no more.
  if (phone !== undefined) return endSessions(trx, accountId);
  if (name !== undefined) await trx('account').where({ id: accountId }).update({ name });
  if (idNumber === undefined) return;
  // An account is one person's. Where it serves other records, they say who that is.
  const renumbered = await trx('account')
    .where({ id: accountId })
    .whereNotExists(trx('graduate').where({ accountId }).select(trx.raw('1')))
    .update({ idNumberHash: hash(idNumber) });
  if (renumbered > 0) await trx('graduate').where({ id }).update({ accountId });
}

/** Whoever asked for it is told, once, where an account still reads it. Source: api.md §7. */
async function tellCorrected(
  trx: Knex.Transaction,
  graduateId: string,
  { corrected, now }: { corrected: readonly GraduateField[]; now: string },
): Promise<void> {
  const fields = corrected.map((field): ProfileField | GraduateField =>
    field === 'collegeId' ? 'collegeName' : field,
  );
  await trx.raw(
    `with done as (
       update profile_correction set corrected_at = ${now}
       where graduate_id = :graduateId and corrected_at is null
         and field in (select value from jsonb_array_elements_text(:fields))
       returning id, graduate_id, field, requested_at, corrected_at
     )
     insert into notification (account_id, correction_id, kind, message, created_at)
     select distinct on (d.field) g.account_id, d.id, 'PROFILE_CORRECTED', 'PROFILE_CORRECTED', d.corrected_at
     from done d join graduate g on g.id = d.graduate_id where g.account_id is not null order by d.field, d.requested_at desc`,
    { graduateId, fields: JSON.stringify(fields) },
  );
}
