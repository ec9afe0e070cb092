import type { Knex } from 'knex';
import { DomainError } from '../domain/errors.ts';
import type { CommandDependencies } from './dependencies.ts';
import { recordStaffAct } from './staff-audit.ts';
import { pressOnce, type StaffCall } from './staff-press.ts';

/** What can be read in full, and of what. */
export const revealable = {
  ACCOUNT_PHONE: { table: 'account', column: 'phoneEncrypted' },
  GRADUATE_PHONE: { table: 'graduate', column: 'phoneEncrypted' },
  GRADUATE_ID_NUMBER: { table: 'graduate', column: 'idNumberEncrypted' },
} as const;

/** The name of something that can be read in full. */
export type Revealable = keyof typeof revealable;

/**
 * 查看完整信息: answers one masked value in full, after the line in the audit is there to stay; undefined to a repeat, which
 * would be a second look. Throws NOT_FOUND. Source: design.md §5, domain.md §14.
 */
export async function revealData(
  { knex, personalData }: Pick<CommandDependencies, 'knex' | 'personalData'>,
  call: StaffCall,
  { what, id, reason }: { what: Revealable; id: string; reason: string },
): Promise<string | undefined> {
  const sealed = await pressOnce(knex, { act: 'DATA_REVEALED', call }, async (trx, place) => {
    const found = await sealedValue(trx, what, id);
    await recordStaffAct(trx, 'DATA_REVEALED', place, {
      ...{ kind: revealable[what].table, id },
      details: { reason, what },
    });
    return found;
  });
  return sealed === undefined ? undefined : personalData.decrypt(sealed);
}

async function sealedValue(trx: Knex, what: Revealable, id: string): Promise<string> {
  const { table, column } = revealable[what];
  const row = await trx(table).where({ id }).first<Record<string, string | null> | undefined>({ sealed: column });
  const sealed = row?.['sealed'];
  if (!sealed) throw new DomainError('NOT_FOUND');
  return sealed;
}
