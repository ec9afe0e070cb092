import { altcha } from './altcha.ts';
import type { Captcha } from './captcha.ts';

/** Which captcha, and the key that signs its puzzles, 32 bytes in base64. */
export interface CaptchaSettings {
  provider: 'altcha' | 'none';
  key: string;
}

/** The captcha that the configuration names; none: nobody is asked. */
export function captchaOf({ provider, key }: CaptchaSettings): Captcha | undefined {
  return provider === 'altcha' ? altcha({ key }) : undefined;
}
