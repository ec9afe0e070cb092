import { Account } from '../database/models/account.ts';
import { findOwnFile } from '../database/queries/own-file.ts';
import { DomainError } from '../domain/errors.ts';
import type { Actor } from '../domain/permissions.ts';
import type { CommandDependencies } from './dependencies.ts';

/** What somebody tells of themselves; a field left out stays, null takes it away. */
export interface ProfileChange {
  name?: string | undefined;
  companyName?: string | undefined;
  department?: string | undefined;
  jobTitle?: string | undefined;
  officePhone?: string | null | undefined;
  fax?: string | null | undefined;
  photoFileId?: string | null | undefined;
}

/** What is wrong with a change that could not be made. */
export type ProfileFlaw = { pointer: string; code: 'AT_LEAST_ONE' | 'NOT_FOUND' | 'WRONG_PURPOSE' };

/**
 * 修改信息: changes one's own account; answers what is wrong, or null once it is done. A name is given once, and afterwards changed
 * by support; of graduates and reviewers the school says it. Throws ACTION_NOT_ALLOWED. Source: domain.md §3.2, §10, api.md §2.
 */
export async function changeProfile(
  { knex }: Pick<CommandDependencies, 'knex'>,
  { accountId, userType }: Actor,
  change: ProfileChange,
): Promise<ProfileFlaw | null> {
  const flaw = change.photoFileId ? await photoFlaw(knex, accountId, change.photoFileId) : null;
  if (flaw) return flaw;
  return knex.transaction(async (trx) => {
    const account = await Account.query(trx).findById(accountId).forUpdate();
    if (!account) throw new DomainError('SIGNED_OUT');
    const renamed = change.name !== undefined && change.name !== account.name;
    if (renamed && (account.name !== null || userType !== 'EMPLOYER')) throw new DomainError('ACTION_NOT_ALLOWED');
    const { officePhone, fax } = { ...account, ...given(change) };
    if (userType === 'EMPLOYER' && officePhone === null && fax === null)
      return { pointer: '/officePhone', code: 'AT_LEAST_ONE' };
    if (Object.keys(given(change)).length > 0) await account.$query(trx).patch(given(change));
    return null;
  });
}

function given(change: ProfileChange): Partial<Account> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

async function photoFlaw(
  knex: CommandDependencies['knex'],
  accountId: string,
  id: string,
): Promise<ProfileFlaw | null> {
  const file = await findOwnFile(knex, { accountId, employerId: null, id });
  if (!file) return { pointer: '/photoFileId', code: 'NOT_FOUND' };
  return file.purpose === 'PHOTO' ? null : { pointer: '/photoFileId', code: 'WRONG_PURPOSE' };
}
