import { presentInstant } from '../database/queries/present-instant.ts';
import { DomainError } from '../domain/errors.ts';
import { callbackHeaders, verifyCallback } from '../integrations/bank/callback.ts';
import type { CommandDependencies } from './dependencies.ts';

/** A call-back as it came: its headers, empty where missing, and its bytes before anybody parsed them. */
export interface SignedCall {
  header(name: string): string;
  rawBody: Buffer;
}

/** Whether a call-back is the bank's own, by the keys in force. Throws SIGNATURE_WRONG for one that is not, or is too old. */
export async function checkBankSignature(
  { knex, clock, log }: Pick<CommandDependencies, 'knex' | 'clock' | 'log'>,
  keys: readonly string[],
  { header, rawBody }: SignedCall,
): Promise<void> {
  const timestamp = header(callbackHeaders.timestamp);
  const signature = header(callbackHeaders.signature);
  const verdict = verifyCallback(keys, { timestamp, signature, rawBody }, await presentInstant(knex, clock));
  if (verdict === 'GENUINE') return;
  log.warn({ verdict }, 'a call-back of the bank was not taken');
  throw new DomainError('SIGNATURE_WRONG');
}
