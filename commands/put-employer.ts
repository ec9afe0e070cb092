import type { Knex } from 'knex';
import { findVerifiedEmployer } from '../database/queries/employer.ts';
import { openVerification } from '../database/queries/open-statuses.ts';
import { findOwnFile } from '../database/queries/own-file.ts';
import { inTransaction } from '../database/transactions.ts';
import { DomainError } from '../domain/errors.ts';
import type { EmployerUser } from '../domain/permissions.ts';
import { changeUnit, type UnitStanding } from '../domain/unit-changes.ts';
import type { CommandDependencies } from './dependencies.ts';

/** 单位信息, whole: what is left out is taken away. */
export interface UnitData {
  name: string;
  uscc: string;
  industry: string;
  gbIndustrySection: string;
  businessScope: string | null;
  unitNature: string;
  unitType: string;
  sizeBand: string;
  regionCode: string;
  address: string;
  website: string | null;
  introduction: string | null;
  logoFileId: string | null;
}

/** What is wrong with the logo. */
export type LogoFlaw = 'NOT_FOUND' | 'WRONG_PURPOSE';

/**
 * 单位信息: makes the caller's unit, whose first member they are, or changes it; answers what is wrong with the logo, or null. Units of
 * different people may tell the same credit code until one is verified. Throws EMPLOYER_EXISTS, VERIFICATION_OPEN,
 * ACTION_NOT_ALLOWED. Source: domain.md §3.2, §3.3, §3.5.
 */
export async function putEmployer(
  { knex, clock }: Pick<CommandDependencies, 'knex' | 'clock'>,
  { accountId }: EmployerUser,
  data: UnitData,
): Promise<LogoFlaw | null> {
  const now = knex.raw(await clock());
  return inTransaction(knex, async (trx) => {
    // Two first entries of one person at once make one unit. Without the key: whoever holds the unit may tell this person something.
    await trx('account').where({ id: accountId }).forNoKeyUpdate().first('id');
    const place = await placeOf(trx, accountId);
    const flaw = await logoFlaw(trx, { accountId, employerId: place?.employerId ?? null, id: data.logoFileId });
    if (flaw) return flaw;
    if (!place) await beginUnit(trx, accountId, data, now);
    else await changeData(trx, place, data, now);
    return null;
  });
}

interface Place {
  employerId: string;
  status: 'PENDING' | 'APPROVED';
}

async function placeOf(trx: Knex.Transaction, accountId: string): Promise<Place | undefined> {
  return trx('employer_membership')
    .where({ accountId })
    .whereIn('status', ['PENDING', 'APPROVED'])
    .first<Place | undefined>('employerId', 'status');
}

async function beginUnit(trx: Knex.Transaction, accountId: string, data: UnitData, now: Knex.Raw): Promise<void> {
  if (await isTaken(trx, data.uscc, null)) throw new DomainError('EMPLOYER_EXISTS');
  const [unit] = await trx('employer')
    .insert({ ...data, createdAt: now, updatedAt: now })
    .returning<{ id: string }[]>('id');
  await trx('employer_membership').insert({
    ...{ employerId: unit?.id, accountId, status: 'APPROVED' },
    ...{ requestedAt: now, decidedAt: now },
  });
}

async function changeData(trx: Knex.Transaction, place: Place, data: UnitData, now: Knex.Raw): Promise<void> {
  const { employerId: id, status } = place;
  // Whoever waits to be let in changes nothing; they may take their request back and tell a unit of their own.
  if (status === 'PENDING') throw new DomainError('ACTION_NOT_ALLOWED');
  const before = await trx('employer')
    .where({ id })
    .forNoKeyUpdate()
    .first<UnitStanding>('name', 'uscc', 'unitType', 'verificationState', 'verifiedName', 'verifiedUscc');
  const change = changeUnit(before, data, {
    creditCodeTaken: await isTaken(trx, data.uscc, id),
    verificationOpen: await isBeingVerified(trx, id),
  });
  if ('refusal' in change) throw new DomainError(change.refusal);
  await trx('employer')
    .where({ id })
    .update({ ...data, ...change, updatedAt: now });
}

async function isTaken(trx: Knex.Transaction, uscc: string, except: string | null): Promise<boolean> {
  const holder = await findVerifiedEmployer(trx, uscc);
  return holder !== undefined && holder.id !== except;
}

async function isBeingVerified(trx: Knex.Transaction, employerId: string): Promise<boolean> {
  const open = await trx('employer_verification')
    .where({ employerId })
    .whereIn('status', openVerification)
    .first<{ id: string } | undefined>('id');
  return open !== undefined;
}

async function logoFlaw(
  trx: Knex.Transaction,
  { accountId, employerId, id }: { accountId: string; employerId: string | null; id: string | null },
): Promise<LogoFlaw | null> {
  if (id === null) return null;
  const file = await findOwnFile(trx, { accountId, employerId, id });
  if (file) return file.purpose === 'LOGO' ? null : 'WRONG_PURPOSE';
  // The logo that is there stays when the colleague who brought it has left.
  const kept = employerId && (await trx('employer').where({ id: employerId, logoFileId: id }).first('id'));
  return kept ? null : 'NOT_FOUND';
}
