import { z } from 'zod';
import { oneTimeCodes, type OneTimeCodeLimits } from './domain/one-time-codes.ts';
import { passwordCharacters, type PasswordCharacters } from './domain/passwords.ts';
import { signInTries, type SignInTries } from './domain/sign-in-tries.ts';

const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const secondsOfMinute = 60;

/** The variables of how often and how long, a part of the environment that config.ts parses; what they are by default stands in domain/. */
export const limitVariables = {
  CODE_LIFE_MINUTES: whole(1, 60).default(oneTimeCodes.lifeMinutes),
  CODE_TRIES_MAX: whole(1, 20).default(oneTimeCodes.triesMax),
  CODE_RESEND_SECONDS: whole(1, 3_600).default(oneTimeCodes.resendSeconds),
  CODES_PER_DAY_MAX: whole(1, 1_000).default(oneTimeCodes.perDayMax),
  SIGN_IN_TRIES_MAX: whole(2, 100).default(signInTries.wrongInRowMax),
  SIGN_IN_LOCK_MINUTES: whole(1, 24 * 60).default(signInTries.lockSeconds / secondsOfMinute),
  SIGN_IN_CAPTCHA_AFTER: whole(0, 100).default(signInTries.wrongWithoutCaptchaMax),
  PASSWORD_CHARACTERS_MIN: whole(6, 20).default(passwordCharacters.min),
  PASSWORD_CHARACTERS_MAX: whole(20, 128).default(passwordCharacters.max),
};

/** A value of each. */
export const limitExamples: Record<keyof typeof limitVariables, string> = {
  CODE_LIFE_MINUTES: '5',
  CODE_TRIES_MAX: '5',
  CODE_RESEND_SECONDS: '60',
  CODES_PER_DAY_MAX: '10',
  SIGN_IN_TRIES_MAX: '5',
  SIGN_IN_LOCK_MINUTES: '15',
  SIGN_IN_CAPTCHA_AFTER: '3',
  PASSWORD_CHARACTERS_MIN: '8',
  PASSWORD_CHARACTERS_MAX: '20',
};

type Variables = z.output<z.ZodObject<typeof limitVariables>>;

/** How one-time codes are limited. */
export function codeLimits(config: Variables): OneTimeCodeLimits {
  return {
    ...{ lifeMinutes: config.CODE_LIFE_MINUTES, triesMax: config.CODE_TRIES_MAX },
    ...{ resendSeconds: config.CODE_RESEND_SECONDS, perDayMax: config.CODES_PER_DAY_MAX },
    mailsOfAccountPerDayMax: oneTimeCodes.mailsOfAccountPerDayMax,
  };
}

/** How wrong passwords are limited. */
export function triesOfSignIn(config: Variables): SignInTries {
  return {
    wrongInRowMax: config.SIGN_IN_TRIES_MAX,
    lockSeconds: config.SIGN_IN_LOCK_MINUTES * secondsOfMinute,
    wrongWithoutCaptchaMax: config.SIGN_IN_CAPTCHA_AFTER,
  };
}

/** How long a user's password may be. */
export function lengthOfPasswords(config: Variables): PasswordCharacters {
  return { min: config.PASSWORD_CHARACTERS_MIN, max: config.PASSWORD_CHARACTERS_MAX };
}
