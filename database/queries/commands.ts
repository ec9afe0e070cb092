import type { Knex } from 'knex';
import type { RefusalExtra } from '../../domain/decision.ts';
import type { ErrorCode } from '../../domain/errors.ts';
import type { ProcessKind } from '../../domain/vocabulary/process-kind.ts';

/** A command as whoever sent it may see it. */
export interface OwnCommand {
  id: string;
  kind: string;
  outcome: 'SUCCEEDED' | 'REFUSED' | null;
  refusalCode: ErrorCode | null;
  refusalExtra: RefusalExtra | null;
  processId: string;
  processKind: ProcessKind;
}

/** A command an account sent, or undefined: also when it is somebody else's. */
export async function findOwnCommand(
  knex: Knex,
  { accountId, id }: { accountId: string; id: string },
): Promise<OwnCommand | undefined> {
  const row: OwnCommand | undefined = await knex('command as c')
    .join('process as p', 'p.id', 'c.process_id')
    .where({ 'c.id': id, 'c.actor_account_id': accountId })
    .first('c.id', 'c.kind', 'c.outcome', 'c.refusal_code', 'c.refusal_extra', 'c.process_id', {
      processKind: 'p.kind',
    });
  return row;
}
