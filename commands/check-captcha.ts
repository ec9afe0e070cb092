import { DomainError } from '../domain/errors.ts';
import { captchaLifeSeconds } from '../integrations/captcha/captcha.ts';
import { AllowanceUsedUp, takeAllowance } from './allowance.ts';
import type { CommandDependencies, MessagingDependencies } from './dependencies.ts';

/**
 * Lets nobody through without a puzzle of their own, solved and used for the first time; everybody where no captcha is
 * configured. Throws CAPTCHA_REQUIRED.
 */
export async function checkCaptcha(
  { knex, captcha }: Pick<CommandDependencies, 'knex'> & Pick<MessagingDependencies, 'captcha'>,
  token: string | undefined,
): Promise<void> {
  if (!captcha) return;
  const solved = token === undefined ? null : await captcha.solvedChallenge(token);
  if (solved === null) throw new DomainError('CAPTCHA_REQUIRED');
  // Counted in PostgreSQL until the puzzle is over: one solution opens one door, whichever server it comes to.
  await takeAllowance(knex, { name: 'captcha', key: solved, tries: 1, windowSeconds: captchaLifeSeconds }).catch(
    (error: unknown) => {
      throw error instanceof AllowanceUsedUp ? new DomainError('CAPTCHA_REQUIRED') : error;
    },
  );
}
