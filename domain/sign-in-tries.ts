/** How many wrong passwords a number takes, and what follows. */
export interface SignInTries {
  /** Wrong passwords in a row before a number is locked. */
  wrongInRowMax: number;
  /** For how long it is locked then. */
  lockSeconds: number;
  /** Wrong passwords in a row after which each further try needs a captcha. */
  wrongWithoutCaptchaMax: number;
}

/** What holds unless the configuration says otherwise. Source: domain.md §3.1. */
export const signInTries: SignInTries = { wrongInRowMax: 5, lockSeconds: 15 * 60, wrongWithoutCaptchaMax: 3 };
