import type { Knex } from 'knex';
import { DomainError } from '../domain/errors.ts';
import type { DestinationCategory } from '../domain/vocabulary/destination-category.ts';
import type { ActAnswer } from './act.ts';
import { changeGraduate, type SchoolCall } from './change-graduate.ts';
import type { CommandDependencies } from './dependencies.ts';

/** A destination other than an agreement signed here. */
export interface OtherDestination {
  category: DestinationCategory;
  unitName?: string | undefined;
  uscc?: string | undefined;
  detail: string;
}

/** 登记其他去向: binds the graduate and ends open signings. Throws GRADUATE_HAS_AGREEMENT, ACTION_NOT_ALLOWED where one stands. */
export function registerDestination(
  deps: CommandDependencies,
  call: SchoolCall,
  graduateId: string,
  destination: OtherDestination,
): Promise<ActAnswer> {
  return changeGraduate(deps, call, { graduateId, kind: 'DESTINATION_REGISTERED' }, async ({ trx, agreement }) => {
    if (agreement !== null) throw new DomainError('GRADUATE_HAS_AGREEMENT');
    if (await inForce(trx, graduateId)) throw new DomainError('ACTION_NOT_ALLOWED');
    const registeredAt = trx.raw(await deps.clock());
    await trx('destination').insert({ graduateId, ...destination, registeredAt });
    return { details: { after: { ...destination } }, takesGround: 'OTHER_DESTINATION_REGISTERED' };
  });
}

/** 作废其他去向: the graduate may sign again. Throws ACTION_NOT_ALLOWED where there is none. */
export function voidDestination(
  deps: CommandDependencies,
  call: SchoolCall,
  graduateId: string,
  reason: string,
): Promise<ActAnswer> {
  return changeGraduate(deps, call, { graduateId, kind: 'DESTINATION_VOIDED' }, async ({ trx }) => {
    const standing = await inForce(trx, graduateId);
    if (!standing) throw new DomainError('ACTION_NOT_ALLOWED');
    const { id, ...before } = standing;
    await trx('destination')
      .where({ id })
      .update({ voidedAt: trx.raw(await deps.clock()), voidReason: reason });
    return { details: { before, reason } };
  });
}

type Standing = { id: string; category: string; unitName: string | null; uscc: string | null; detail: string | null };

/** What the school has registered and not voided; the record that an agreement makes is the agreement's own. */
async function inForce(trx: Knex.Transaction, graduateId: string): Promise<Standing | undefined> {
  return trx('destination')
    .where({ graduateId, signingId: null, voidedAt: null })
    .first<Standing | undefined>('id', 'category', 'unitName', 'uscc', 'detail');
}
