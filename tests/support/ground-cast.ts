import { randomUUID } from 'node:crypto';
import type { SchoolCall } from '../../commands/change-graduate.ts';
import type { CommandDependencies } from '../../commands/dependencies.ts';
import type { StaffCall } from '../../commands/staff-press.ts';
import type { ReviewerUser } from '../../domain/permissions.ts';
import type { StaffRole } from '../../domain/vocabulary/staff-role.ts';
import { eventually } from './eventually.ts';
import { buildStaff } from './verification-cast.ts';

/** A press of a button by a new member of the staff; the same `key` twice is the same press. */
export async function pressBy(
  deps: CommandDependencies,
  role: StaffRole,
  key: string = randomUUID(),
): Promise<StaffCall> {
  const accountId = await buildStaff(deps, role);
  const member = { accountId, sessionId: randomUUID(), role, signInName: 'staff', name: '员工' };
  return { member, clientAddress: null, press: { key, fingerprint: Buffer.from(key) } };
}

/** A school reviewer's call under a key of its own. */
export function schoolCall(actor: ReviewerUser): SchoolCall {
  const key = randomUUID();
  return { actor, idempotency: { key, fingerprint: Buffer.from(key) }, requestId: `test-${key}`, clientAddress: null };
}

/** The same platform with an engine that batches never reach: what their rows already say is all there is. */
export function withoutBatches<Deps extends CommandDependencies>(deps: Deps): Deps {
  const invalidate = () => Promise.reject(new Error('ENGINE_ABSENT'));
  return { ...deps, engine: { ...deps.engine, invalidate } };
}

/** Waits until a signing has become invalid; why. */
export async function invalidationOf({ knex }: CommandDependencies, signingId: string): Promise<string> {
  return eventually(async () => {
    const row = await knex('signing')
      .where({ id: signingId })
      .first<{ status: string; invalidationReason: string | null }>('status', 'invalidation_reason');
    if (row.invalidationReason === null) throw new Error(`still ${row.status}`);
    return row.invalidationReason;
  }, 60_000);
}

/** The newest batch, wherever it stands. */
export async function newestBatch({ knex }: CommandDependencies): Promise<{ id: string; finishedAt: string | null }> {
  return knex('invalidation_batch').orderBy('createdAt', 'desc').first<{ id: string; finishedAt: string | null }>();
}
