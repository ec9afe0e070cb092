import { z } from 'zod';
import { tokenYearsMax } from '../../domain/api-tokens.ts';
import { apiTokenScopeCodes } from '../../domain/vocabulary/api-token-scope.ts';
import { CalendarDate, Id, IdOut, Instant, text, wrong } from './common.ts';

const Scope = z.enum(apiTokenScopeCodes);

/** A new token. */
export const NewApiToken = z
  .strictObject({
    name: text({ max: 50 }).describe('What the system is called; shown with what it does.'),
    scopes: z
      .array(Scope)
      .min(1)
      .max(apiTokenScopeCodes.length)
      .superRefine((scopes, ctx) => {
        if (new Set(scopes).size !== scopes.length) ctx.addIssue(wrong('DUPLICATE'));
      }),
    expiresOn: CalendarDate.describe(
      `The last day it works, Asia/Shanghai: after today, at most ${tokenYearsMax} years ahead.`,
    ),
  })
  .meta({ id: 'NewApiToken' });

const known = { id: IdOut, name: z.string(), scopes: z.array(Scope), expiresOn: z.iso.date() };

/** A token just made; nobody ever sees its secret again. */
export const MadeApiToken = z.strictObject({ ...known, secret: z.string() }).meta({ id: 'MadeApiToken' });

/** A token in the list. */
export const ApiToken = z
  .strictObject({
    ...known,
    createdAt: Instant,
    createdBy: z.string().nullable(),
    lastUsedAt: Instant.nullable().describe('To the minute.'),
  })
  .meta({ id: 'ApiToken' });

/** The path of a token. */
export const ApiTokenPath = z.object({ tokenId: Id });
