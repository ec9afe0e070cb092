import type { VerificationRecord } from '../database/queries/verification-record.ts';
import type { ActAnswer } from './act.ts';
import type { ActCall } from './act-on-signing.ts';
import { actOnVerification } from './act-on-verification.ts';
import type { CommandDependencies } from './dependencies.ts';
import type { WithdrawBody } from './employer-verification-bodies.ts';

/** 撤回: ends an open verification; a new one may be begun at any time. */
export function withdrawVerification(
  deps: CommandDependencies,
  call: ActCall,
  record: VerificationRecord,
): Promise<ActAnswer> {
  const body: WithdrawBody = {};
  return actOnVerification(deps, call, record, { command: { type: 'withdraw' }, body });
}
