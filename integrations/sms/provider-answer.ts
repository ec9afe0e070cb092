import type { z } from 'zod';
import type { SmsOutcome } from './sms.ts';

/** What the codes that a provider answers with mean; the first that fits holds, and where none does the message is refused for good. */
export type AnswerRules = readonly { code: RegExp; means: 'UNKNOWN' | { afterSeconds: number } }[];

/** When a throttled message may be tried again, in seconds, by how long the limit counts. */
export const throttledSeconds = { minute: 60, hour: 900, day: 3_600 } as const;

/** Time for an operator to put right what stops every message (keys, money, approval), in seconds. */
export const operatorSeconds = 900;

/** A gateway nobody could reach is tried again soon. */
export const unreachableSeconds = 30;

const providerCodeForm = /^[A-Za-z][A-Za-z0-9._-]{1,52}$/;
// A phone number is no code, whoever says so.
const manyDigits = /\d{6}/;

/** What an answer with this code means. Throws our code where it says that the provider does not know itself. */
export function outcomeOf(provider: string, code: string, rules: AnswerRules): SmsOutcome {
  const ours = ourCode(provider, code);
  const means = rules.find((rule) => rule.code.test(code))?.means;
  if (means === 'UNKNOWN') throw new Error(ours);
  return means ? { status: 'LATER', code: ours, afterSeconds: means.afterSeconds } : { status: 'REFUSED', code: ours };
}

/** A provider's code as our failure codes are written: `isv.AMOUNT_NOT_ENOUGH` of ALIYUN is `ALIYUN_ISV_AMOUNT_NOT_ENOUGH`. */
export function ourCode(provider: string, code: string): string {
  if (!providerCodeForm.test(code) || manyDigits.test(code)) return `${provider}_CODE_UNREADABLE`;
  return `${provider}_${code.toUpperCase().replace(/[.-]/g, '_')}`;
}

/** An answer in the form it should have; undefined for any other. */
export function parseAnswer<Answer>(text: string, schema: z.ZodType<Answer>): Answer | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** A value as a template takes it: providers refuse one that is longer. */
export function clipped(value: string): string {
  const characters = [...value];
  return characters.length <= valueCharactersMax ? value : `${characters.slice(0, valueCharactersMax - 1).join('')}…`;
}

const valueCharactersMax = 35;
