import type { TerminationRecord } from '../database/queries/termination-record.ts';
import type { ActAnswer } from './act.ts';
import type { ActCall } from './act-on-signing.ts';
import { actOnTermination } from './act-on-termination.ts';
import type { CommandDependencies } from './dependencies.ts';

/** 同意解约: the other side agrees, and the school reviews. */
export function agreeTermination(
  deps: CommandDependencies,
  call: ActCall,
  record: TerminationRecord,
  answer: { fileIds: readonly string[] },
): Promise<ActAnswer> {
  return actOnTermination(deps, call, record, { type: 'agree', ...answer });
}
