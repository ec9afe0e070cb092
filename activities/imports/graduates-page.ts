import type { Knex } from 'knex';
import type { SchoolCall } from '../../commands/change-graduate.ts';
import { correctByImport } from '../../commands/correct-by-import.ts';
import type { Correction } from '../../commands/correct-graduate.ts';
import { presentInstant } from '../../database/queries/present-instant.ts';
import { inTransaction } from '../../database/transactions.ts';
import { shanghaiDate } from '../../domain/calendar.ts';
import { readGraduateRow, recordOf } from '../../domain/graduate-import.ts';
import { normaliseName } from '../../domain/identifiers.ts';
import type { ImportReason } from '../../domain/sheets.ts';
import type { Import } from '../../database/models/import.ts';
import { createGraduates, findKnown, type KnownRecord, type ReadRow } from './graduate-records.ts';
import {
  takePage,
  writeOutcomes,
  type GoThroughPage,
  type ImportDependencies,
  type RowOutcome,
  type WaitingRow,
} from './page.ts';

const pageSizeMax = 200;

/** A record that a row would correct. */
interface ToCorrect {
  rowNumber: number;
  graduateId: string;
  correction: Correction;
}

interface Sorted {
  outcomes: RowOutcome[];
  toCreate: ReadRow[];
  toCorrect: ToCorrect[];
}

/**
 * A page of a school's file: what is new is created and what is as it was is left, in one transaction with their outcomes; then
 * each record that differs is corrected in a transaction of its own, as a reviewer would correct it. Source: domain.md §8.
 */
export function createGraduatesPage(deps: ImportDependencies): GoThroughPage {
  return async (importId, progress) => {
    const page = await inTransaction(deps.knex, (trx) => sortPage({ ...deps, knex: trx }, importId));
    if (!page) return 'DONE';
    for (const each of page.toCorrect) {
      progress();
      await correctOne(deps, page.held, each);
    }
    return 'MORE';
  };
}

async function sortPage(
  deps: ImportDependencies & { knex: Knex.Transaction },
  importId: string,
): Promise<{ held: Import; toCorrect: ToCorrect[] } | null> {
  const { knex: trx } = deps;
  const page = await takePage(deps, importId, pageSizeMax);
  if (!page) return null;
  const { held, rows } = page;
  const schoolCode = schoolOf(held);
  if (!(await isStillReviewer(trx, held))) {
    const reasons: ImportReason[] = [{ code: 'REVIEWER_ENDED' }];
    const outcomes = rows.map(({ rowNumber }): RowOutcome => ({ rowNumber, outcome: 'CONFLICT', reasons }));
    await writeOutcomes(trx, importId, outcomes);
    return { held, toCorrect: [] };
  }
  // Two files of one school at a time would each find an exam number free.
  await trx('school').where({ schoolCode }).forNoKeyUpdate().first('schoolCode');
  const sorted = await sort(deps, schoolCode, rows);
  const created = await createGraduates(deps, schoolCode, sorted.toCreate);
  await writeOutcomes(trx, importId, [
    ...sorted.outcomes,
    ...created.map((rowNumber): RowOutcome => ({ rowNumber, outcome: 'CREATED' })),
  ]);
  await deps.faults('page-open');
  return { held, toCorrect: sorted.toCorrect };
}

/** What each row asks for: to be created, corrected, left; or what is wrong with it. */
async function sort(
  deps: ImportDependencies & { knex: Knex.Transaction },
  schoolCode: string,
  rows: readonly WaitingRow[],
): Promise<Sorted> {
  const { knex: trx, clock } = deps;
  const onDate = shanghaiDate(await presentInstant(trx, clock));
  const places = await placesOf(trx, schoolCode);
  const sorted: Sorted = { outcomes: [], toCreate: [], toCorrect: [] };
  const read: ReadRow[] = [];
  for (const { rowNumber, cells } of rows) {
    const { row } = readGraduateRow(cells, onDate);
    if (row === null) throw new Error('ROW_CHANGED'); // it said something valid when it was stored
    const collegeId = places.colleges.get(row.college);
    const wrong: ImportReason[] = [];
    if (collegeId === undefined) wrong.push({ code: 'COLLEGE_UNKNOWN', column: '学院' });
    if (!places.cohorts.has(row.cohort)) wrong.push({ code: 'COHORT_UNKNOWN', column: '届别' });
    if (collegeId === undefined || wrong.length > 0)
      sorted.outcomes.push({ rowNumber, outcome: 'INVALID', reasons: wrong });
    else read.push({ ...row, rowNumber, collegeId });
  }
  const known = await findKnown(deps, schoolCode, read);
  for (const row of read) sortOne(sorted, row, known.get(row.rowNumber) ?? []);
  return sorted;
}

function sortOne(sorted: Sorted, row: ReadRow, known: readonly KnownRecord[]): void {
  const { rowNumber } = row;
  const found = recordOf(row, known);
  if (found.conflict) {
    sorted.outcomes.push({ rowNumber, outcome: 'CONFLICT', reasons: [found.conflict] });
    return;
  }
  const record = known.find(({ id }) => id === found.id);
  if (!record) {
    sorted.toCreate.push(row);
    return;
  }
  const correction = correctionOf(row, record);
  if (Object.keys(correction).length === 0) sorted.outcomes.push({ rowNumber, outcome: 'UNCHANGED' });
  else sorted.toCorrect.push({ rowNumber, graduateId: record.id, correction });
}

/** What a row says otherwise than the record. */
function correctionOf(row: ReadRow, record: KnownRecord): Correction {
  const { examNo, collegeId, educationLevel, major, trainingMode, homeRegion, sex, nation } = row;
  const plain = { examNo, collegeId, educationLevel, major, trainingMode, homeRegion, sex, nation };
  const differs = ([field, value]: [string, unknown]) =>
    value !== undefined && value !== record[field as keyof typeof plain];
  return {
    ...(Object.fromEntries(Object.entries(plain).filter(differs)) as Correction),
    ...(row.name === normaliseName(record.name) ? {} : { name: row.name }),
    ...(row.cohort === record.cohortYear ? {} : { cohort: row.cohort }),
    ...(record.hasIdNumber ? {} : { idNumber: row.idNumber }),
    ...(record.hasPhone ? {} : { phone: row.phone }),
  };
}

/** The school's colleges by the form names are compared in, and the cohorts there are. */
async function placesOf(trx: Knex.Transaction, schoolCode: string) {
  const colleges = await trx('college').where({ schoolCode }).select<{ id: string; name: string }[]>('id', 'name');
  const cohorts = await trx('cohort').select<{ year: number }[]>('year');
  return {
    colleges: new Map(colleges.map(({ id, name }) => [normaliseName(name), id])),
    cohorts: new Set(cohorts.map(({ year }) => year)),
  };
}

async function correctOne(deps: ImportDependencies, held: Import, each: ToCorrect): Promise<void> {
  const { rowNumber } = each;
  const decided = await correctByImport(deps, callOf(held), each, async (trx) =>
    writeOutcomes(trx, held.id, [{ rowNumber, outcome: 'UPDATED' }]),
  );
  // What has to be looked at anew is waiting still, and so is in the next page.
  if (decided === 'UPDATED' || decided === 'AGAIN') return;
  await writeOutcomes(deps.knex, held.id, [{ rowNumber, outcome: 'CONFLICT', reasons: [{ code: decided }] }]);
}

/** The reviewer who imported, as whoever corrects. */
function callOf(held: Import): SchoolCall {
  const { accountId, requestId, clientAddress } = held;
  const place = { level: 'SCHOOL', schoolCode: schoolOf(held), collegeId: null } as const;
  return {
    actor: { userType: 'REVIEWER', accountId, sessionId: '', ...place },
    idempotency: null,
    requestId,
    clientAddress,
  };
}

function schoolOf({ schoolCode }: Import): string {
  if (schoolCode === null) throw new Error('NO_SCHOOL');
  return schoolCode;
}

async function isStillReviewer(trx: Knex.Transaction, { accountId, schoolCode }: Import): Promise<boolean> {
  const reviewer: unknown = await trx('reviewer')
    .where({ accountId, schoolCode, level: 'SCHOOL' })
    .whereNull('endedAt')
    .first('accountId');
  return reviewer !== undefined;
}
