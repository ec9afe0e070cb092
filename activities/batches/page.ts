import { createHash } from 'node:crypto';
import { heartbeat } from '@temporalio/activity';
import type { ActCall } from '../../commands/act-on-signing.ts';
import type { CommandDependencies } from '../../commands/dependencies.ts';
import { findLiveApiToken } from '../../database/queries/api-tokens.ts';
import { findOpenBatch, listWaitingRows, type OpenBatch } from '../../database/queries/batches.ts';
import { findActor } from '../../database/queries/session-actor.ts';
import { withRequestId } from '../../database/request-context.ts';
import { reportOf } from '../../domain/error-report.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Actor } from '../../domain/permissions.ts';
import type { BatchKind } from '../../domain/vocabulary/batch-kind.ts';
import type { BatchPorts } from '../../workflows/batch.ports.ts';
import type { DoRow, RowTurn } from './row.ts';

/** So few that batches of several people go on side by side. */
const pageSizeMax = 20;
const rowsAtOnce = 4;

type WaitingRow = Awaited<ReturnType<typeof listWaitingRows>>[number];

/**
 * Goes through batches by the kinds' own ways to do one row. A row that fails is left for the next try and holds up none of the
 * others; a page fails as long as it has one. Run again, or beside a copy of itself, it repeats nothing.
 */
export function createBatchPage(
  deps: CommandDependencies,
  kinds: Record<BatchKind, DoRow>,
  progress: () => void = heartbeat,
): BatchPorts {
  return {
    async goThroughBatchPage({ batchId }) {
      progress();
      const batch = await findOpenBatch(deps.knex, batchId);
      if (!batch) return 'DONE';
      const rows = await listWaitingRows(deps.knex, batchId, pageSizeMax);
      await move(deps, batchId, rows.length === 0);
      if (rows.length === 0) return 'DONE';
      let failed = 0;
      await sideBySide(rows, async (row) => {
        progress();
        try {
          await withRequestId(batch.requestId, () => kinds[batch.kind](deps, turnOf(deps, batch, row)));
        } catch (error) {
          failed += 1;
          deps.log.warn({ batchId, row: row.number, error: reportOf(error) }, 'a row is left for the next try');
        }
      });
      if (failed > 0) throw new Error('ROWS_LEFT');
      return 'MORE';
    },
  };
}

function turnOf(deps: CommandDependencies, batch: OpenBatch, { number, inputEncrypted }: WaitingRow): RowTurn {
  const opened = (sealed: string): unknown => JSON.parse(deps.personalData.decrypt(sealed));
  return {
    shared: opened(batch.sharedEncrypted),
    input: opened(inputEncrypted),
    employerId: batch.employerId,
    call: () => callOf(deps, batch, number),
    async settle(knex, settled) {
      const code = settled.outcome === 'REFUSED' ? settled.code : null;
      const { outcome, processId = null } = settled;
      await knex('batch_row').where({ batchId: batch.id, number, outcome: null }).update({ outcome, code, processId });
    },
  };
}

/** The call of whoever handed the batch in, for one of its rows: its key is the row's for good. */
async function callOf({ knex }: CommandDependencies, batch: OpenBatch, number: number): Promise<ActCall<Actor>> {
  const { id, actorAccountId: accountId, apiTokenId, requestId, clientAddress } = batch;
  const actor =
    apiTokenId === null
      ? await findActor(knex, { accountId, sessionId: id })
      : (await findLiveApiToken(knex, apiTokenId))?.actor;
  if (!actor) throw new DomainError('SIGNED_OUT');
  const key = `batch:${id}:${number}`;
  const fingerprint = createHash('sha256').update(key).digest();
  return { actor, idempotency: { key, fingerprint }, requestId, clientAddress };
}

async function move({ knex, clock }: CommandDependencies, batchId: string, isAtEnd: boolean): Promise<void> {
  const now = knex.raw(await clock());
  await knex('batch')
    .where({ id: batchId, finishedAt: null })
    .update({ movedAt: now, ...(isAtEnd ? { finishedAt: now } : {}) });
}

async function sideBySide<T>(items: readonly T[], each: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const work = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await each(item);
  };
  await Promise.all(Array.from({ length: rowsAtOnce }, work));
}
