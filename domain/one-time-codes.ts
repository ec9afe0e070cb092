/** How many digits a code has. */
export const codeDigits = 6;

/** How one-time codes by SMS and mail are limited. */
export interface OneTimeCodeLimits {
  /** How long a code holds; whole minutes, which its text tells. */
  lifeMinutes: number;
  /** How often a code may be tried; the right one counts too. */
  triesMax: number;
  /** Between two codes to one number, whatever they are for. */
  resendSeconds: number;
  /** Codes to one number in a day, whatever they are for. */
  perDayMax: number;
  /** Mails with a code that one account may ask for in a day, whichever addresses they go to. */
  mailsOfAccountPerDayMax: number;
}

/** What holds unless the configuration says otherwise. Source: domain.md §3.1, api.md §2. */
export const oneTimeCodes: OneTimeCodeLimits = {
  lifeMinutes: 5,
  triesMax: 5,
  resendSeconds: 60,
  perDayMax: 10,
  mailsOfAccountPerDayMax: 20,
};
