import type { SigningRecord } from '../database/queries/signing-record.ts';
import type { ActAnswer } from './act.ts';
import { actOnSigning, type ActCall } from './act-on-signing.ts';
import type { CommandDependencies } from './dependencies.ts';

/** 拒绝: the graduate declines an invitation; the reason is optional and told to the employer. */
export function declineSigning(
  deps: CommandDependencies,
  call: ActCall,
  record: SigningRecord,
  { reason }: { reason?: string | undefined },
): Promise<ActAnswer> {
  return actOnSigning(deps, call, record, { type: 'decline', reason });
}
