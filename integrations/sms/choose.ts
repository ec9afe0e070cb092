import type { Knex } from 'knex';
import type { OutboxSeal } from '../outbox.ts';
import { aliyunSms } from './aliyun.ts';
import { noSms } from './none.ts';
import { sandboxSms } from './sandbox.ts';
import type { GatewaySettings } from './settings.ts';
import type { SmsSender } from './sms.ts';
import { tencentSms, type TencentSettings } from './tencent.ts';

/** Which gateway, and for a real one where and as whom. */
export type SmsSettings =
  | { provider: 'sandbox' | 'none' }
  | ({ provider: 'aliyun' } & GatewaySettings)
  | ({ provider: 'tencent' } & TencentSettings);

/** The sender that the configuration names. */
export function smsOf(settings: SmsSettings, { knex, seal }: { knex: Knex; seal: OutboxSeal }): SmsSender {
  switch (settings.provider) {
    case 'sandbox':
      return sandboxSms(knex, seal);
    case 'aliyun':
      return aliyunSms(settings);
    case 'tencent':
      return tencentSms(settings);
    case 'none':
      return noSms;
  }
}
