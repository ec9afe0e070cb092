/** How one-time codes by SMS and mail are limited: all of it stands here. Source: domain.md §3.1, api.md §2. */
export const oneTimeCodes = {
  digits: 6,
  /** How long a code holds. */
  lifeSeconds: 5 * 60,
  /** How often a code may be tried; the right one counts too. */
  triesMax: 5,
  /** Between two codes to one number, whatever they are for. */
  resendSeconds: 60,
  /** Codes to one number in a day, whatever they are for. */
  perDayMax: 10,
  /** Mails with a code that one account may ask for in a day, whichever addresses they go to. */
  mailsOfAccountPerDayMax: 20,
} as const;
