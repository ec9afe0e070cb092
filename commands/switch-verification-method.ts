import type { VerificationRecord } from '../database/queries/verification-record.ts';
import type { ActAnswer } from './act.ts';
import type { ActCall } from './act-on-signing.ts';
import { actOnVerification } from './act-on-verification.ts';
import type { CommandDependencies } from './dependencies.ts';
import type { SwitchMethodBody } from './employer-verification-bodies.ts';

/** 更换认证方式: goes on by the other method, or with corrected bank data after a transfer that failed. */
export function switchVerificationMethod(
  deps: CommandDependencies,
  call: ActCall,
  record: VerificationRecord,
  body: SwitchMethodBody,
): Promise<ActAnswer> {
  const { method, fileIds } = body;
  return actOnVerification(deps, call, record, { command: { type: 'switchMethod', method, fileIds }, body });
}
