import type { Knex } from 'knex';
import type { ProcessKind } from '../../domain/vocabulary/process-kind.ts';
import type { Clock } from '../clock.ts';
import { findSigningDetail, type SigningDetail } from './signing-detail.ts';
import { findSigningRecord, type SigningRecord } from './signing-record.ts';
import { findTerminationDetail, type TerminationDetail } from './termination-detail.ts';
import { findTerminationRecord, type TerminationRecord } from './termination-record.ts';

/** The kinds of process that a school reviews. */
export type ReviewedKind = Extract<ProcessKind, 'SIGNING' | 'TERMINATION'>;

/** A case of a school's reviewers: a signing or a termination. */
export type ReviewCaseRecord =
  { kind: 'SIGNING'; record: SigningRecord } | { kind: 'TERMINATION'; record: TerminationRecord };

/** A case as its own page shows it. */
export type ReviewCaseDetail =
  { kind: 'SIGNING'; detail: SigningDetail } | { kind: 'TERMINATION'; detail: TerminationDetail };

/** Reads the case that has this id, or undefined. Who may see it is the caller's question. */
export async function findReviewCase(knex: Knex, clock: Clock, caseId: string): Promise<ReviewCaseRecord | undefined> {
  const signing = await findSigningRecord(knex, clock, caseId);
  if (signing) return { kind: 'SIGNING', record: signing };
  const termination = await findTerminationRecord(knex, clock, caseId);
  return termination && { kind: 'TERMINATION', record: termination };
}

/** Reads the case that has this id, with its history, or undefined. Who may see it is the caller's question. */
export async function findReviewCaseDetail(
  knex: Knex,
  clock: Clock,
  caseId: string,
): Promise<ReviewCaseDetail | undefined> {
  const signing = await findSigningDetail(knex, clock, caseId);
  if (signing) return { kind: 'SIGNING', detail: signing };
  const termination = await findTerminationDetail(knex, clock, caseId);
  return termination && { kind: 'TERMINATION', detail: termination };
}
