import type { SmsSender } from './sms.ts';

/** No gateway: every message is refused at once, and stands among what gave up, where staff see it. */
export const noSms: SmsSender = {
  recognisesRepeats: true,
  send: () => Promise.resolve({ status: 'REFUSED', code: 'SMS_NOT_CONFIGURED' }),
};
