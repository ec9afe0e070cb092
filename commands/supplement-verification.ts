import type { VerificationRecord } from '../database/queries/verification-record.ts';
import type { ActAnswer } from './act.ts';
import type { ActCall } from './act-on-signing.ts';
import { actOnVerification } from './act-on-verification.ts';
import type { CommandDependencies } from './dependencies.ts';
import type { SupplementBody } from './employer-verification-bodies.ts';

/** 补传认证材料: hands in what staff asked for; the review begins anew. */
export function supplementVerification(
  deps: CommandDependencies,
  call: ActCall,
  record: VerificationRecord,
  body: SupplementBody,
): Promise<ActAnswer> {
  return actOnVerification(deps, call, record, { command: { type: 'supplement', files: body.files }, body });
}
