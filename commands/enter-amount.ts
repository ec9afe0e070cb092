import type { VerificationRecord } from '../database/queries/verification-record.ts';
import type { ActAnswer } from './act.ts';
import type { ActCall } from './act-on-signing.ts';
import { actOnVerification } from './act-on-verification.ts';
import type { CommandDependencies } from './dependencies.ts';
import type { AmountBody } from './employer-verification-bodies.ts';

/** 填写汇款金额: whether it is the right one only the decision knows; a wrong one costs a try. */
export function enterAmount(
  deps: CommandDependencies,
  call: ActCall,
  record: VerificationRecord,
  body: AmountBody,
): Promise<ActAnswer> {
  return actOnVerification(deps, call, record, { command: { type: 'amount' }, body });
}
