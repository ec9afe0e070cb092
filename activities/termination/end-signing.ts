import type { Knex } from 'knex';
import type { VoidBody } from '../../commands/termination-bodies.ts';
import { evolve, signingRuleVersion, type SigningState } from '../../domain/signing.ts';
import { endedBy } from '../../domain/signing-end.ts';
import type { TerminationEvent, TerminationState } from '../../domain/termination-model.ts';
import type { Recording } from '../process-definition.ts';
import type { SqlParts } from '../sql.ts';

/**
 * What a closing termination does to its signing, in its own step: an event on the signing's line, the read model, the graduate
 * set free, the destination voided. The signing is locked already, first of all. Source: design.md §3.
 */
export async function endSigning({
  trx,
  processId,
  event,
  waiting,
}: Recording<TerminationState, TerminationEvent>): Promise<SqlParts> {
  const signingId = event.type === 'voided' ? (waiting.body as VoidBody).signingId : await signingOf(trx, processId);
  const signing = await trx('process')
    .where({ id: signingId })
    .first<{ seq: number; state: SigningState }>('seq', 'state');
  const invalidation = event.type === 'voided' ? event.reason : null;
  const ended = endedBy(signing.state, { terminationId: processId, at: event.at, invalidation });
  const after = evolve(signing.state, ended);
  const { type, at, ...data } = ended;
  return {
    with: [
      `signing_event as (
         insert into process_event (process_id, seq, type, at, data, cause, rule_version)
         values (:endedSigning, :signingSeq, :signingEvent, :at, :signingEventData, 'PROCESS', :signingRuleVersion)
       )`,
      `signing_moved as (
         update process set seq = :signingSeq, state = :signingState, is_open = false, updated_at = :at where id = :endedSigning
       )`,
      `signing_ended as (
         update signing set status = :signingStatus, status_at = :at, invalidation_reason = :endedBecause
         where id = :endedSigning returning graduate_id
       )`,
      `released as (delete from graduate_binding where signing_id = :endedSigning)`,
      `destination_voided as (
         update destination set voided_at = :at where signing_id = :endedSigning and voided_at is null
       )`,
    ],
    values: {
      at,
      endedSigning: signingId,
      signingSeq: signing.seq + 1,
      signingEvent: type,
      signingEventData: JSON.stringify(data),
      signingRuleVersion,
      signingState: JSON.stringify(after),
      signingStatus: after.status,
      endedBecause: invalidation,
    },
  };
}

async function signingOf(trx: Knex.Transaction, terminationId: string): Promise<string> {
  const { signingId } = await trx('termination').where({ id: terminationId }).first<{ signingId: string }>('signingId');
  return signingId;
}
