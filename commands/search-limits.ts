import type { Knex } from 'knex';
import { favoriteRowsPerDayMax } from '../domain/favorite-import.ts';
import { takeAllowance, type Allowance } from './allowance.ts';

/** Searches a day. Source: domain.md §5. */
export const searchesPerDayMax = { user: 100, unit: 300 } as const;

const windowSeconds = 24 * 3_600;

/** Counts one search of a user and of their unit before it is made; answers the limit that is nearer. Throws AllowanceUsedUp. */
export async function countSearch(
  knex: Knex,
  { accountId, employerId }: { accountId: string; employerId: string },
): Promise<Allowance> {
  const { user, unit } = searchesPerDayMax;
  const ofUser = await takeAllowance(knex, { name: 'searches-of-user', key: accountId, tries: user, windowSeconds });
  const ofUnit = await takeAllowance(knex, { name: 'searches-of-unit', key: employerId, tries: unit, windowSeconds });
  return ofUser.triesLeft <= ofUnit.triesLeft ? ofUser : ofUnit;
}

/** Counts the rows of a file of a unit before any is looked for; a file that no longer fits counts nothing. Throws AllowanceUsedUp. */
export async function countImportRows(knex: Knex, employerId: string, rows: number): Promise<Allowance> {
  const policy = { name: 'import-rows-of-unit', key: employerId, tries: favoriteRowsPerDayMax, windowSeconds };
  return takeAllowance(knex, policy, rows);
}
