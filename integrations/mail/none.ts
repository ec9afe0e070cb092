import type { MailSender } from './mail.ts';

/** No mail server: every mail is refused at once. */
export const noMail: MailSender = {
  recognisesRepeats: true,
  send: () => Promise.resolve({ status: 'REFUSED', code: 'MAIL_NOT_CONFIGURED' }),
};
