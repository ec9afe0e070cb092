import type { PhoneCodePurpose } from '../../domain/vocabulary/code-purpose.ts';
import type { TestApi } from './api.ts';

type Api = Omit<TestApi, 'stop'>;

/** A message of the sandbox's outbox. */
export interface SentMessage {
  channel: string;
  to: string;
  text: string;
  code?: string;
}

/** The messages to a number or address, newest first. */
export async function messagesTo(api: Api, to: string): Promise<SentMessage[]> {
  const { body } = await api.call('get', '/sandbox/messages').query({ to });
  return (body as { items: SentMessage[] }).items;
}

/** Forgets what was counted, as time would. */
export async function forgetCounts(api: Api): Promise<void> {
  await api.knex('rate_limit').delete();
}

/** Asks for a code by SMS and reads it; a minute has passed since the last one. Throws where none was sent. */
export async function phoneCode(api: Api, phone: string, purpose: PhoneCodePurpose): Promise<string> {
  await forgetCounts(api);
  const { status } = await api.call('post', '/api/v1/phone-codes').send({ phone, purpose });
  const [newest] = await messagesTo(api, phone);
  if (status !== 202 || newest?.code === undefined) throw new Error(`no code: ${status}`);
  return newest.code;
}

/** A code that is not this one. */
export function otherThan(code: string): string {
  return String((Number(code) + 1) % 1_000_000).padStart(6, '0');
}

/** Lets time pass for every code, or go back. */
export async function moveCodes(api: Api, by: string): Promise<void> {
  await api.knex('one_time_code').update({
    sentAt: api.knex.raw('sent_at + ?::interval', [by]),
    expiresAt: api.knex.raw('expires_at + ?::interval', [by]),
  });
}
