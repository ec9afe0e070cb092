import type { TerminationRecord } from '../database/queries/termination-record.ts';
import type { ActAnswer } from './act.ts';
import type { ActCall } from './act-on-signing.ts';
import { actOnTermination } from './act-on-termination.ts';
import type { CommandDependencies } from './dependencies.ts';

/** 撤回解约申请: the applicant takes back what the other side has not answered. */
export function withdrawTermination(
  deps: CommandDependencies,
  call: ActCall,
  record: TerminationRecord,
): Promise<ActAnswer> {
  return actOnTermination(deps, call, record, { type: 'withdraw' });
}
