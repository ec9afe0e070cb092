import type { Term } from './term.ts';

/** Why a message was given up, as far as it is ours to tell; what else a gateway says is shown as its own code. Source: design.md §3. */
export const messageFailures = [
  { code: 'NO_RECIPIENT', zh: '没有可用的收件人', en: 'Nobody to send to' },
  { code: 'TOO_LATE', zh: '超过 24 小时未能发出', en: 'Not sent within 24 hours' },
  { code: 'OUTCOME_UNKNOWN', zh: '发送结果不明，未再重发', en: 'Outcome unknown, not repeated' },
  {
    code: 'TEXT_NOT_PRINTABLE',
    zh: '含有无法印入协议书的字符',
    en: 'A character that cannot be printed on the agreement',
  },
  { code: 'SMS_NOT_CONFIGURED', zh: '未配置短信通道', en: 'No SMS gateway is configured' },
] as const satisfies readonly Term[];
