import type { TerminationRecord } from '../database/queries/termination-record.ts';
import type { ActAnswer } from './act.ts';
import type { ActCall } from './act-on-signing.ts';
import { actOnTermination } from './act-on-termination.ts';
import type { CommandDependencies } from './dependencies.ts';

/** 不同意解约: the other side refuses and says why; the agreement stays in force. */
export function refuseTermination(
  deps: CommandDependencies,
  call: ActCall,
  record: TerminationRecord,
  answer: { refusal: string; fileIds: readonly string[] },
): Promise<ActAnswer> {
  return actOnTermination(deps, call, record, { type: 'refuse', ...answer });
}
