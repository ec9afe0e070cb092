import type { Knex } from 'knex';
import type { OutboxSeal } from '../outbox.ts';
import { noSms } from './none.ts';
import { sandboxSms } from './sandbox.ts';
import type { SmsSender } from './sms.ts';

/** The sender that the configuration names. */
export function smsOf(provider: 'sandbox' | 'none', { knex, seal }: { knex: Knex; seal: OutboxSeal }): SmsSender {
  return provider === 'sandbox' ? sandboxSms(knex, seal) : noSms;
}
