import { randomBytes, timingSafeEqual } from 'node:crypto';
import { findCheckableAgreement } from '../database/queries/agreements.ts';
import { agreementStateOf, normaliseCheckCode } from '../domain/agreement.ts';
import { DomainError } from '../domain/errors.ts';
import { maskName, normaliseAgreementNo } from '../domain/identifiers.ts';
import type { AgreementState } from '../domain/vocabulary/agreement-state.ts';
import { giveBackAllowance, takeAllowance, type AllowancePolicy } from './allowance.ts';
import type { CommandDependencies } from './dependencies.ts';

/** What anybody with the number and the code of an agreement may know. Source: domain.md §6.6. */
export interface CheckedAgreement {
  agreementNo: string;
  employerName: string;
  graduateNameMasked: string;
  state: AgreementState;
  /** Of the document in force, in hex. */
  sha256: string;
}

/**
 * 协议核验: tells a wrong code as little as a wrong number, by the same way and in the same time; only such tries count against
 * an address. Throws NOT_FOUND, AllowanceUsedUp.
 */
export async function checkAgreement(
  { knex, personalData }: Pick<CommandDependencies, 'knex' | 'personalData'>,
  tried: { agreementNo: string; code: string; clientAddress: string | null },
  limit: AllowancePolicy,
): Promise<CheckedAgreement> {
  const key = personalData.hash(`agreement-check:${tried.clientAddress ?? 'unknown'}`).toString('hex');
  const allowance = { name: 'agreement-check', key, ...limit };
  // Counted before it is judged, so that tries at the same time are counted too.
  await takeAllowance(knex, allowance);
  const found = await findCheckableAgreement(knex, normaliseAgreementNo(tried.agreementNo));
  const known = personalData.hash(found?.checkCode ?? randomBytes(16).toString('hex'));
  const given = personalData.hash(normaliseCheckCode(tried.code));
  if (!timingSafeEqual(known, given) || !found) throw new DomainError('NOT_FOUND');
  await giveBackAllowance(knex, allowance);
  const { agreementNo, employerName, graduateName, status, sha256 } = found;
  return {
    agreementNo,
    employerName,
    graduateNameMasked: maskName(graduateName),
    state: agreementStateOf(status),
    sha256,
  };
}
