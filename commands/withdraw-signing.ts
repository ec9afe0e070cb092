import type { SigningRecord } from '../database/queries/signing-record.ts';
import type { ActAnswer } from './act.ts';
import { actOnSigning, type ActCall } from './act-on-signing.ts';
import type { CommandDependencies } from './dependencies.ts';

/** 撤回: the employer takes an unanswered invitation back. */
export function withdrawSigning(deps: CommandDependencies, call: ActCall, record: SigningRecord): Promise<ActAnswer> {
  return actOnSigning(deps, call, record, { type: 'withdraw' });
}
