import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { GraduateGround } from '../../domain/binding.ts';
import type { DestinationCategory } from '../../domain/vocabulary/destination-category.ts';
import type { GraduateState } from '../../domain/vocabulary/graduate-state.ts';
import type { RemovalReason } from '../../domain/vocabulary/removal-reason.ts';
import type { SigningStatus } from '../../domain/vocabulary/signing-status.ts';
import type { TrainingMode } from '../../domain/vocabulary/training-mode.ts';
import { bindingOfPerson } from './binding-of-person.ts';
import { cohortYears } from './cohorts.ts';
import { inOrder, positionAt, type PageRequest } from './keyset.ts';
import { whereCollegeOf, type ListRows, type Placed } from './list-filters.ts';
import { countMerged, everyGroup, rowsOnPage, type FewRows, type MergedList } from './merged-list.ts';
import { rowsNamed, siftByName } from './name-filter.ts';

/** Whose records a reviewer reads: the whole school's, or one college's. */
export interface SchoolScope {
  schoolCode: string;
  collegeId: string | null;
}

/** Which of them a list shows. */
export interface SchoolGraduateFilter {
  cohort?: number | undefined;
  collegeId?: string | undefined;
  /** Part of the name. */
  graduateName?: string | undefined;
  idNumberHash?: Buffer | undefined;
  state?: GraduateState | undefined;
  /** Those that were removed instead of those that are there. */
  removed: boolean;
}

/** 毕业生 as their school reads them. */
export interface SchoolGraduate {
  id: string;
  schoolCode: string;
  name: string;
  idNumberEncrypted: string;
  phoneEncrypted: string;
  examNo: string | null;
  collegeId: string;
  collegeName: string;
  educationLevel: string;
  major: string;
  cohortYear: number;
  trainingMode: TrainingMode;
  activated: boolean;
  profileConfirmedAt: Instant | null;
  lockedAt: Instant | null;
  lockReason: string | null;
  removedAt: Instant | null;
  removalReason: RemovalReason | null;
  removalDetail: string | null;
  createdAt: Instant;
  /** How often the record was changed. */
  seq: number;
  destination: {
    category: DestinationCategory;
    unitName: string | null;
    uscc: string | null;
    detail: string | null;
    registeredAt: Instant;
    byAgreement: boolean;
  } | null;
  ground: GraduateGround;
}

type Row = Omit<SchoolGraduate, 'ground' | 'destination'> & {
  boundStatus: SigningStatus | null;
  category: DestinationCategory | null;
  unitName: string | null;
  uscc: string | null;
  detail: string | null;
  registeredAt: Instant | null;
  destinationSigningId: string | null;
};

/** One page of a school's graduates, the newest record first. */
export async function listSchoolGraduates(
  knex: Knex,
  scope: SchoolScope,
  filter: SchoolGraduateFilter,
  { fetch, after, count }: PageRequest,
): Promise<ListRows<SchoolGraduate & Placed>> {
  const list = listOf(scope, filter, await cohortYears(knex, filter.cohort));
  const newestFirst = { at: 'g.created_at', id: 'g.id', direction: 'desc' } as const;
  const shown = inOrder(rowsOnPage(knex, list, { fetch, after, as: 'g' }), newestFirst, null);
  const rows = (await selected(knex, shown).select({ positionAt: positionAt(knex, 'g.created_at') })) as (Row & {
    positionAt: string;
  })[];
  return {
    rows: rows.map((row) => ({ ...toGraduate(row), position: { at: row.positionAt, id: row.id } })),
    total: count ? await countMerged(knex, list) : undefined,
  };
}

/** One of them, removed or not; undefined for one of elsewhere. */
export async function findSchoolGraduate(
  knex: Knex,
  scope: SchoolScope,
  graduateId: string,
): Promise<SchoolGraduate | undefined> {
  const row = (await selected(knex, within(knex, scope).where('g.id', graduateId)).first()) as Row | undefined;
  return row && toGraduate(row);
}

function within(knex: Knex, { schoolCode, collegeId }: SchoolScope): Knex.QueryBuilder {
  const query = knex('graduate as g').where('g.school_code', schoolCode);
  if (collegeId !== null) void query.where('g.college_id', collegeId);
  return query;
}

function listOf(scope: SchoolScope, filter: SchoolGraduateFilter, cohorts: readonly number[]): MergedList {
  const { schoolCode } = scope;
  const { collegeId = scope.collegeId, graduateName, idNumberHash, state, removed } = filter;
  // A college reviewer who asks for another college reads nobody.
  const isElsewhere = scope.collegeId !== null && collegeId !== scope.collegeId;
  return {
    ...{ table: 'graduate', at: 'created_at', id: 'id', direction: 'desc' },
    having: collegeId === null ? { school_code: schoolCode } : { college_id: collegeId },
    few: fewOf(schoolCode, graduateName, idNumberHash),
    where: `m.removed_at is ${removed ? 'not null' : 'null'}${state === undefined ? '' : ` and ${inState[state]}`}`,
    groups: isElsewhere ? [] : everyGroup({ cohort_year: cohorts }),
    sift(rows) {
      if (collegeId !== null) whereCollegeOf(rows, { collegeId, schoolCode });
      siftByName(rows, 'm.name', { part: graduateName, isFoundByName: !idNumberHash });
    },
  };
}

/** What a state is in a row, as the indexes of migration 0045 have it. */
const inState: Readonly<Record<GraduateState, string>> = {
  NOT_ACTIVATED: 'm.account_id is null',
  NOT_CONFIRMED: 'm.account_id is not null and m.profile_confirmed_at is null',
  LOCKED: 'm.locked_at is not null',
};

/** The records that stand by themselves: of one ID number, or with a name that few have. */
function fewOf(
  schoolCode: string,
  graduateName: string | undefined,
  idNumberHash: Buffer | undefined,
): FewRows | undefined {
  const byIdNumber = 'select * from graduate where school_code = ? and id_number_hash = ?';
  if (idNumberHash) return { sql: byIdNumber, values: [schoolCode, idNumberHash] };
  return graduateName === undefined ? undefined : rowsNamed('graduate', schoolCode, graduateName);
}

function selected(knex: Knex, query: Knex.QueryBuilder): Knex.QueryBuilder {
  return query
    .join('college as c', 'c.id', 'g.college_id')
    .joinRaw(bindingOfPerson)
    .leftJoin('signing as bs', 'bs.id', 'b.signing_id')
    .joinRaw('left join destination d on d.graduate_id = g.id and d.voided_at is null')
    .select(
      'g.id',
      'g.school_code',
      'g.name',
      'g.id_number_encrypted',
      'g.phone_encrypted',
      'g.exam_no',
      'g.college_id',
    )
    .select('g.education_level', 'g.major', 'g.cohort_year', 'g.training_mode', 'g.profile_confirmed_at')
    .select('g.locked_at', 'g.lock_reason', 'g.removed_at', 'g.removal_reason', 'g.removal_detail', 'g.created_at')
    .select('d.category', 'd.unit_name', 'd.uscc', 'd.detail', 'd.registered_at')
    .select({ destinationSigningId: 'd.signing_id', collegeName: 'c.name', boundStatus: 'bs.status' })
    .select({
      activated: knex.raw('g.account_id is not null'),
      seq: knex.raw('(select count(*)::integer from ground_change gc where gc.graduate_id = g.id)'),
    });
}

function toGraduate(row: Row): SchoolGraduate {
  const { boundStatus, category, unitName, uscc, detail, registeredAt, destinationSigningId, ...graduate } = row;
  const byAgreement = destinationSigningId !== null;
  const destination =
    category === null || registeredAt === null ? null : { category, unitName, uscc, detail, registeredAt, byAgreement };
  return {
    ...graduate,
    destination,
    ground: {
      trainingMode: row.trainingMode,
      schoolLocked: row.lockedAt !== null,
      otherDestination: destination !== null && !byAgreement,
      binding: boundStatus && { isThisSigning: false, isSigned: boundStatus === 'SIGNED' },
    },
  };
}
