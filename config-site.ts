import { z } from 'zod';
import type { Site } from './domain/site.ts';

const pageUrl = z
  .string()
  .max(500)
  .refine(
    (text) => /^\/[^\s/\\]/.test(text) || URL.parse(text)?.protocol === 'https:',
    'must be https, or a path of this site',
  );

/** The variables of what pages tell of the platform itself, a part of the environment that config.ts parses. */
export const siteVariables = {
  SUPPORT_PHONE: z
    .string()
    .regex(/^\+?[0-9][0-9 -]{1,28}[0-9]$/, 'must be a telephone number')
    .optional(),
  SUPPORT_HOURS: z.string().min(1).max(60).optional(),
  TERMS_VERSION: z
    .string()
    .regex(/^[\x21-\x7e]{1,40}$/, 'must be 1 to 40 visible ASCII characters')
    .optional(),
  TERMS_URL: pageUrl.optional(),
  EXAMPLE_LICENSE_URL: pageUrl.optional(),
  EXAMPLE_LETTER_URL: pageUrl.optional(),
};

/** A value of each, for whoever has left it out. */
export const siteExamples: Record<keyof typeof siteVariables, string> = {
  SUPPORT_PHONE: '010-88886666',
  SUPPORT_HOURS: '周一至周五 09:00–17:30',
  TERMS_VERSION: '2026-1',
  TERMS_URL: 'https://www.example.edu.cn/terms',
  EXAMPLE_LICENSE_URL: 'https://www.example.edu.cn/business-license.png',
  EXAMPLE_LETTER_URL: 'https://www.example.edu.cn/signing-authorization-letter.png',
};

type Variables = z.output<z.ZodObject<typeof siteVariables>>;

/** What stands there in embedded mode unless it is told: the pages and pictures of the sandbox, and nobody's telephone. */
const sandbox = {
  SUPPORT_PHONE: '400-000-0000',
  SUPPORT_HOURS: '周一至周五 09:00–17:30',
  TERMS_VERSION: '2026-1',
  TERMS_URL: '/terms',
  EXAMPLE_LICENSE_URL: '/sandbox/samples/business-license.png',
  EXAMPLE_LETTER_URL: '/sandbox/samples/signing-authorization-letter.png',
} as const satisfies Record<keyof Variables, string>;

/** What is nobody's: a telephone that does not answer, a page that calls itself an example, pictures that are not there in production. */
const nobodys: readonly (keyof Variables)[] = [
  'SUPPORT_PHONE',
  'TERMS_URL',
  'EXAMPLE_LICENSE_URL',
  'EXAMPLE_LETTER_URL',
];

/** In production an operator says all of it: users accept these terms, and call this number. */
export function checkSite(env: Variables, wrong: (name: keyof Variables, message: string) => void): void {
  for (const name of Object.keys(sandbox) as (keyof Variables)[]) {
    const value = env[name];
    if (value === undefined) wrong(name, 'is missing');
    else if (nobodys.includes(name) && (value === sandbox[name] || value.startsWith('/sandbox/')))
      wrong(name, 'that of the sandbox exists in embedded mode only');
  }
}

/** What pages are told of the platform itself. */
export function siteSettings(config: Variables): Site {
  const told = { ...sandbox, ...definedOf(config) };
  return {
    ...{ supportPhone: told.SUPPORT_PHONE, supportHours: told.SUPPORT_HOURS },
    ...{ termsVersion: told.TERMS_VERSION, termsUrl: told.TERMS_URL },
    exampleUrls: { BUSINESS_LICENSE: told.EXAMPLE_LICENSE_URL, SIGNING_AUTHORIZATION_LETTER: told.EXAMPLE_LETTER_URL },
  };
}

function definedOf(config: Variables): Partial<Record<keyof Variables, string>> {
  const names = Object.keys(sandbox) as (keyof Variables)[];
  return Object.fromEntries(names.flatMap((name) => (config[name] === undefined ? [] : [[name, config[name]]])));
}
