import type { SigningRecord } from '../database/queries/signing-record.ts';
import type { ActAnswer } from './act.ts';
import { actOnSigning, type ActCall } from './act-on-signing.ts';
import type { CommandDependencies } from './dependencies.ts';

/** 接受: the graduate accepts an invitation; binding at once. Refusals: domain.md §6.2 row 2. */
export function acceptSigning(deps: CommandDependencies, call: ActCall, record: SigningRecord): Promise<ActAnswer> {
  return actOnSigning(deps, call, record, { type: 'accept' });
}
