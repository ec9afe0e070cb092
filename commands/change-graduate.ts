import type { Knex } from 'knex';
import { Graduate } from '../database/models/graduate.ts';
import { inTransaction } from '../database/transactions.ts';
import { DomainError } from '../domain/errors.ts';
import type { ReviewerUser } from '../domain/permissions.ts';
import type { GroundChangeKind } from '../domain/vocabulary/ground-change-kind.ts';
import type { InvalidationReason } from '../domain/vocabulary/invalidation-reason.ts';
import type { ActAnswer } from './act.ts';
import type { CommandDependencies } from './dependencies.ts';
import { recallGroundChange, recordGroundChange, type GroundCall, type GroundDetails } from './ground-changes.ts';
import { tellGroundIsGone, wakeEach } from './invalidate.ts';
import { storeVoid, type VoidCause } from './void-agreement.ts';
import { openOrSigned } from '../database/queries/open-statuses.ts';

/** A reviewer's call that changes a graduate's record. */
export type SchoolCall = GroundCall & { actor: ReviewerUser };

/** A graduate held by the transaction, with what decides whether the record may be changed. */
export interface HeldGraduate {
  trx: Knex.Transaction;
  graduate: Graduate;
  /** The signing in force, if any. */
  agreement: { id: string; cohortYear: number } | null;
  /** The signings that are open. */
  openSignings: readonly string[];
}

/**
 * What a change did; `takesGround` ends the graduate's open signings for that reason, `voidsAgreement` the one in force. One that
 * `isNoNews` is told to nobody.
 */
export interface GraduateChange {
  details: GroundDetails;
  isNoNews?: boolean;
  takesGround?: InvalidationReason | undefined;
  voidsAgreement?: VoidCause;
}

/**
 * Changes a graduate's record: by a school reviewer of its school alone, once per key, with the record of what was done and the
 * end of the signings that stood on it in the same transaction. Throws NOT_FOUND, ACTION_NOT_ALLOWED for one that was removed
 * unless it is restored, and whatever `change` refuses.
 */
export async function changeGraduate(
  deps: CommandDependencies,
  call: SchoolCall,
  { graduateId, kind }: { graduateId: string; kind: GroundChangeKind },
  change: (held: HeldGraduate) => Promise<GraduateChange>,
): Promise<ActAnswer> {
  const { actor, idempotency } = call;
  const { changeId, toWake } = await inTransaction(deps.knex, async (trx) => {
    const held = await holdGraduate(trx, graduateId);
    // Under the lock: a twin of this request has come to its end before.
    const twin = idempotency && (await recallGroundChange(trx, actor.accountId, idempotency));
    if (twin) return { changeId: twin.id, toWake: null };
    if (actor.level !== 'SCHOOL' || held.graduate.schoolCode !== actor.schoolCode) throw new DomainError('NOT_FOUND');
    const isRemoved = held.graduate.removedAt !== null;
    if (isRemoved !== (kind === 'GRADUATE_RESTORED')) throw new DomainError('ACTION_NOT_ALLOWED');
    const { details, isNoNews, takesGround, voidsAgreement } = await change({ trx, ...held });
    const within = { ...deps, knex: trx };
    const cause = await recordGroundChange(within, call, { kind, thing: { graduateId }, details, isNoNews });
    const told = takesGround && (await tellGroundIsGone(within, held.openSignings, { reason: takesGround, cause }));
    const toWake = (told ?? []).map(({ process }) => process);
    if (voidsAgreement && held.agreement)
      toWake.push(await storeVoid(within, held.agreement, { ...voidsAgreement, cause }));
    return { changeId: cause, toWake };
  });
  await deps.faults('ground-changed');
  await wakeEach(deps, toWake ?? []);
  return succeeded(graduateId, changeId, toWake === null);
}

/** The answer of a change that is written down: it waits for nobody. */
export function succeeded(graduateId: string, changeId: string, replayed: boolean): ActAnswer {
  return { outcome: 'SUCCEEDED', commandId: changeId, processId: graduateId, seq: 0, replayed };
}

/**
 * Locks in the common order: the signings that are open or in force, then the graduate. One that was begun in between has the
 * whole done anew.
 */
async function holdGraduate(trx: Knex.Transaction, graduateId: string) {
  const before = await signingsOf(trx, graduateId);
  await trx.raw(
    `select from process where id in (select value::uuid from jsonb_array_elements_text(?)) order by id for share`,
    [JSON.stringify(before.ids)],
  );
  const graduate = await Graduate.query(trx).findById(graduateId).forNoKeyUpdate();
  if (!graduate) throw new DomainError('NOT_FOUND');
  const { ids, open, signed } = await signingsOf(trx, graduateId);
  const begunMeanwhile = ids.some((id) => !before.ids.includes(id));
  if (begunMeanwhile) throw Object.assign(new Error('GROUND_MOVED'), { code: serializationFailure });
  return { graduate, openSignings: open, agreement: signed };
}

/** PostgreSQL's code of what is worth another try. */
const serializationFailure = '40001';

async function signingsOf(trx: Knex.Transaction, graduateId: string) {
  const rows = await trx('signing')
    .where({ graduateId })
    .whereIn('status', openOrSigned)
    .select<{ id: string; status: string; cohortYear: number }[]>('id', 'status', 'cohortYear');
  const signed = rows.find(({ status }) => status === 'SIGNED');
  return {
    ids: rows.map(({ id }) => id),
    open: rows.filter(({ status }) => status !== 'SIGNED').map(({ id }) => id),
    signed: signed ? { id: signed.id, cohortYear: signed.cohortYear } : null,
  };
}
