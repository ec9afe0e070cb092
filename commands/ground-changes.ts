import type { Knex } from 'knex';
import { GroundChange } from '../database/models/ground-change.ts';
import type { Instant } from '../domain/calendar.ts';
import { DomainError } from '../domain/errors.ts';
import type { GroundChangeKind } from '../domain/vocabulary/ground-change-kind.ts';
import type { CommandDependencies } from './dependencies.ts';
import type { IdempotencyKey } from './inbox.ts';
import { tellOfGround } from './tell-of-ground.ts';

/** Who changes ground, and where from; without a key where a repeat does no harm, without an account for the clock. */
export interface GroundCall {
  actor: { accountId: string } | null;
  idempotency: IdempotencyKey | null;
  requestId: string;
  clientAddress: string | null;
}

/** What a change says of itself, for whoever asks later: the fields as they were and as they are, the reason given. */
export interface GroundDetails {
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  reasonCode?: string;
  reason?: string | undefined;
}

/** The thing that is changed. */
export type GroundThing = { graduateId: string } | { employerId: string } | { cohortYear: number };

type Deps = Pick<CommandDependencies, 'knex' | 'clock' | 'personalData'>;

/** Writes down what was done and tells whom it concerns, in the transaction that does it; answers the change's id. */
export async function recordGroundChange(
  { knex, clock, personalData }: Deps,
  call: GroundCall,
  {
    kind,
    thing,
    details,
    isNoNews = false,
  }: { kind: GroundChangeKind; thing: GroundThing; details: GroundDetails; isNoNews?: boolean | undefined },
): Promise<string> {
  const { id, employerId } = await GroundChange.query(knex)
    .insert({
      ...thing,
      kind,
      actorAccountId: call.actor?.accountId ?? null,
      detailsEncrypted: personalData.encrypt(JSON.stringify(details)),
      idempotencyKey: call.idempotency?.key ?? null,
      fingerprint: call.idempotency?.fingerprint ?? null,
      requestId: call.requestId,
      clientAddress: call.clientAddress,
      at: knex.raw(await clock()) as unknown as Instant,
    })
    .returning(['id', 'employerId']);
  if (!isNoNews) await tellOfGround(knex, { id, kind, employerId });
  return id;
}

/** The change that an account made under this key, if any. Throws IDEMPOTENCY_KEY_REUSED as `recall` does. */
export async function recallGroundChange(
  knex: Knex,
  accountId: string,
  { key, fingerprint }: IdempotencyKey,
): Promise<{ id: string; graduateId: string | null } | undefined> {
  const change = await GroundChange.query(knex)
    .findOne({ actorAccountId: accountId, idempotencyKey: key })
    .select('id', 'graduateId', 'fingerprint');
  if (change && !change.fingerprint?.equals(fingerprint)) throw new DomainError('IDEMPOTENCY_KEY_REUSED');
  return change;
}

/** Whether a call was made before, under the same key. Throws IDEMPOTENCY_KEY_REUSED where another was. */
export async function isRepeat(knex: Knex, { actor, idempotency }: GroundCall): Promise<boolean> {
  if (actor === null || idempotency === null) return false;
  return (await recallGroundChange(knex, actor.accountId, idempotency)) !== undefined;
}
