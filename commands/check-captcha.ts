import { DomainError } from '../domain/errors.ts';
import type { MessagingDependencies } from './dependencies.ts';

/** Lets a program through nowhere a captcha is configured, and everybody where none is. Throws CAPTCHA_REQUIRED. */
export async function checkCaptcha(
  { captcha }: Pick<MessagingDependencies, 'captcha'>,
  token: string | undefined,
  clientAddress: string | null,
): Promise<void> {
  if (!captcha) return;
  if (token === undefined || !(await captcha.isSolved(token, clientAddress))) throw new DomainError('CAPTCHA_REQUIRED');
}
