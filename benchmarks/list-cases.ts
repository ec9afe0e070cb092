import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { databaseClock } from '../database/clock.ts';
import { listFavorites } from '../database/queries/favorites.ts';
import type { PageRequest, Position } from '../database/queries/keyset.ts';
import { listReviewCases, type ReviewCaseFilter } from '../database/queries/review-cases.ts';
import { listSchoolGraduates, type SchoolGraduateFilter } from '../database/queries/school-graduates.ts';
import { listSchoolSignings, type SchoolSigningFilter } from '../database/queries/school-signings.ts';
import { listSignings, type SigningFilter } from '../database/queries/signing-lists.ts';
import { isOfTerminations, pairsIn } from '../domain/signing-tabs.ts';
import { signingTabCodes, type SigningTab } from '../domain/vocabulary/signing-tab.ts';
import type { SigningStatus } from '../domain/vocabulary/signing-status.ts';
import type { TerminationStatus } from '../domain/vocabulary/termination-status.ts';
import { commonGivenName, type ListOwners } from './list-data.ts';

/** A list with one choice of filters, as the product reads a page of it. */
export interface ListCase {
  name: string;
  /** Reads a page; answers the place of its last row, null of an empty one. */
  read(knex: Knex, after: Position | null): Promise<Position | null>;
}

/** The rows of a page that the figures are about. */
export const limit = 20;

const hashOf = (i: number) => createHash('sha256').update(String(i)).digest();

/** Every list with every filter, of the owners that were seeded. */
export function listCases(owners: ListOwners): ListCase[] {
  return [
    ...signingCases(owners),
    ...favoriteCases(owners),
    ...reviewCases(owners),
    ...schoolCases(owners),
    ...schoolSigningCases(owners),
  ];
}

function signingCases({ employerId, graduateId }: ListOwners): ListCase[] {
  const one = (name: string, filter: Omit<SigningFilter, 'party'>, party: SigningFilter['party'] = { employerId }) => ({
    name,
    read: async (knex: Knex, after: Position | null) =>
      (await listSignings(knex, databaseClock, { party, ...filter }, page(after))).rows.at(-1)?.position ?? null,
  });
  const inTab = (tab: SigningTab | undefined, status?: SigningStatus | TerminationStatus) => ({
    pairs: tab === undefined && status === undefined ? undefined : pairsIn({ tab, status }),
    byTermination: tab !== undefined && isOfTerminations(tab),
  });
  const tabs = [undefined, ...signingTabCodes];
  const statuses = {
    SIGNING: 'SCHOOL_REVIEW',
    SIGNED: 'SIGNED',
    SIGNING_FAILED: 'RESPONSE_EXPIRED',
    TERMINATING: 'SCHOOL_REVIEW',
  } as const;
  return [
    ...tabs.map((tab) => one(`signings ${tab ?? 'of every tab'}`, inTab(tab))),
    ...tabs.map((tab) => one(`signings ${tab ?? 'of every tab'}, cohort`, { ...inTab(tab), cohort: 2027 })),
    ...Object.entries(statuses).flatMap(([tab, status]) => [
      one(`signings ${tab}, status`, inTab(tab as SigningTab, status)),
      one(`signings ${tab}, status and cohort`, { ...inTab(tab as SigningTab, status), cohort: 2026 }),
    ]),
    one('signings, status', inTab(undefined, 'SIGNED')),
    one('signings, ID number', { ...inTab(undefined), idNumberHash: hashOf(1234) }),
    one('signings SIGNED, ID number', { ...inTab('SIGNED'), idNumberHash: hashOf(1234) }),
    ...(['王桂娜', '桂娜', commonGivenName] as const).flatMap((graduateName) => [
      one(`signings, name ${graduateName}`, { ...inTab(undefined), graduateName }),
      one(`signings SIGNED, cohort, name ${graduateName}`, { ...inTab('SIGNED'), cohort: 2027, graduateName }),
    ]),
    one(`signings TERMINATED, name ${commonGivenName}`, { ...inTab('TERMINATED'), graduateName: commonGivenName }),
    one('of one graduate', {}, { graduateIds: [graduateId] }),
    one('of one graduate, status', inTab(undefined, 'DECLINED'), { graduateIds: [graduateId] }),
  ];
}

function favoriteCases({ employerId }: ListOwners): ListCase[] {
  const filters = {
    favorites: {},
    'favorites, cohort': { cohort: 2026 },
    'favorites, ID number': { idNumberHash: hashOf(1234) },
    'favorites, name 王桂娜': { graduateName: '王桂娜' },
    [`favorites, name ${commonGivenName}`]: { graduateName: commonGivenName },
  };
  return Object.entries(filters).map(([name, filter]) => ({
    name,
    read: async (knex, after) => {
      const { rows } = await listFavorites(knex, databaseClock, { employerId, ...filter }, page(after));
      const last = rows.at(-1);
      return last ? { at: last.positionAt, id: last.id } : null;
    },
  }));
}

function reviewCases({ schoolCode, collegeId }: ListOwners): ListCase[] {
  const ofCollege = { collegeId, stage: 'COLLEGE', forCollege: true } as const;
  const filters: Record<string, Omit<ReviewCaseFilter, 'schoolCode'>> = {
    'queue of a school': { state: 'OPEN' },
    'queue of a school, cohort': { state: 'OPEN', cohort: 2026 },
    'queue of a school, level': { state: 'OPEN', stage: 'SCHOOL' },
    'queue of a school, terminations': { state: 'OPEN', kind: 'TERMINATION' },
    'queue of a school, one college': { state: 'OPEN', collegeId },
    [`queue of a school, name ${commonGivenName}`]: { state: 'OPEN', graduateName: commonGivenName },
    'queue of a school, ID number': { state: 'OPEN', idNumberHash: hashOf(1215) },
    'decided by a school': { state: 'DECIDED' },
    'decided by a school, terminations': { state: 'DECIDED', kind: 'TERMINATION', cohort: 2027 },
    'decided by a school, name 王桂娜': { state: 'DECIDED', graduateName: '王桂娜' },
    'queue of a college': { state: 'OPEN', ...ofCollege },
    'queue of a college, cohort': { state: 'OPEN', ...ofCollege, cohort: 2027 },
    'decided by a college': { state: 'DECIDED', ...ofCollege },
  };
  return Object.entries(filters).map(([name, filter]) => ({
    name,
    read: async (knex, after) =>
      (await listReviewCases(knex, databaseClock, { schoolCode, ...filter }, page(after))).rows.at(-1)?.position ??
      null,
  }));
}

function schoolCases({ schoolCode, collegeId }: ListOwners): ListCase[] {
  const filters: Record<string, Partial<SchoolGraduateFilter>> = {
    'graduates of a school': {},
    'graduates of a school, cohort': { cohort: 2026 },
    'graduates of a school, one college': { collegeId },
    'graduates of a school, ID number': { idNumberHash: hashOf(1234) },
    'graduates of a school, name 王桂娜': { graduateName: '王桂娜' },
    [`graduates of a school, name ${commonGivenName}`]: { graduateName: commonGivenName },
    'graduates of a school, removed': { removed: true },
    'graduates of a school, not activated': { state: 'NOT_ACTIVATED' },
    'graduates of a school, not confirmed, cohort': { state: 'NOT_CONFIRMED', cohort: 2027 },
    'graduates of a school, locked': { state: 'LOCKED' },
    'graduates of a school, not activated, one college': { state: 'NOT_ACTIVATED', collegeId },
  };
  return Object.entries(filters).map(([name, filter]) => ({
    name,
    read: async (knex, after) => {
      const scope = { schoolCode, collegeId: null };
      const { rows } = await listSchoolGraduates(knex, scope, { removed: false, ...filter }, page(after));
      return rows.at(-1)?.position ?? null;
    },
  }));
}

function schoolSigningCases({ schoolCode, collegeId }: ListOwners): ListCase[] {
  const inTab = (tab: SigningTab, status?: SigningStatus | TerminationStatus) => ({
    pairs: pairsIn({ tab, status }),
    byTermination: isOfTerminations(tab),
  });
  const filters: Record<string, SchoolSigningFilter> = {
    'of every tab': {},
    'of every tab, cohort': { cohort: 2026 },
    ...Object.fromEntries(signingTabCodes.map((tab) => [tab, inTab(tab)])),
    'SIGNED, cohort': { ...inTab('SIGNED'), cohort: 2026 },
    'TERMINATING, status and cohort': { ...inTab('TERMINATING', 'SCHOOL_REVIEW'), cohort: 2027 },
    'status REVIEW_REJECTED': { pairs: pairsIn({ status: 'REVIEW_REJECTED' }) },
    'ID number': { idNumberHash: hashOf(1234) },
    'TERMINATED, ID number': { ...inTab('TERMINATED'), idNumberHash: hashOf(1234) },
    'name 王桂娜': { graduateName: '王桂娜' },
    'SIGNED, name 王桂娜': { ...inTab('SIGNED'), graduateName: '王桂娜' },
    [`SIGNED, name ${commonGivenName}`]: { ...inTab('SIGNED'), graduateName: commonGivenName },
  };
  const one = (name: string, ofCollege: boolean, filter: SchoolSigningFilter): ListCase => ({
    name,
    read: async (knex, after) => {
      const scope = { schoolCode, collegeId: ofCollege ? collegeId : null };
      return (
        (await listSchoolSignings(knex, databaseClock, { scope, filter }, page(after))).rows.at(-1)?.position ?? null
      );
    },
  });
  return [
    ...Object.entries(filters).map(([name, filter]) => one(`signings of a school, ${name}`, false, filter)),
    one('signings of a college', true, {}),
    one('signings of a college, cohort', true, { cohort: 2026 }),
    one('signings of a college, SIGNED', true, inTab('SIGNED')),
    one('signings of a college, TERMINATING', true, inTab('TERMINATING')),
  ];
}

function page(after: Position | null): PageRequest {
  return { fetch: limit + 1, after, count: false };
}
