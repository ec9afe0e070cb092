import { z } from 'zod';
import { shanghaiDate } from '../../domain/calendar.ts';
import { isIdNumber, normaliseIdNumber } from '../../domain/identifiers.ts';
import { CohortInQuery, CohortYear, Id, IdOut, optionalText, pageBody, pageQuery, text, wrong } from './common.ts';
import { graduateFields, IdNumberFilter, LatestTermination, NamePart, recordHead } from './signings.ts';

const remarkCharactersMax = 200;

/** 证件号码, its check character included. */
export const IdNumber = z
  .string()
  .max(60)
  .transform(normaliseIdNumber)
  .superRefine((idNumber, ctx) => {
    // Only whether a day of birth can be one yet hangs on this clock, so the server's own will do.
    const today = shanghaiDate(new Date().toISOString());
    if (idNumber === '') ctx.addIssue(wrong('REQUIRED'));
    else if (!/^\d{17}[\dX]$/.test(idNumber)) ctx.addIssue(wrong('WRONG_FORMAT'));
    else if (!isIdNumber(idNumber, today)) ctx.addIssue(wrong('WRONG_CHECK_CHARACTER'));
  })
  .meta({ type: 'string', maxLength: 60, example: '990100200401010017' });

/** 搜索学生: three keys, all exact. */
export const GraduateSearch = z
  .strictObject({
    name: text({ max: 100 }),
    idNumber: IdNumber,
    schoolCode: z
      .string()
      .regex(/^\d{5}$/)
      .meta({ example: '99001' }),
  })
  .meta({ id: 'GraduateSearch' });

/** What a search found; null says that no record has these three keys, and not which of them is wrong. */
export const GraduateSearchResult = z
  .strictObject({
    match: z
      .strictObject({
        searchId: IdOut,
        name: z.string(),
        idNumberMasked: z.string(),
        schoolName: z.string(),
        educationLevel: z.string(),
        major: z.string(),
        cohort: CohortYear,
        alreadyFavorite: z.boolean(),
      })
      .nullable(),
  })
  .meta({ id: 'GraduateSearchResult' });

/** 加入收藏夹 */
export const NewFavorite = z
  .strictObject({ searchId: Id, remark: optionalText({ max: remarkCharactersMax }) })
  .meta({ id: 'NewFavorite' });

/** Which favorite a path names. */
export const FavoritePath = z.strictObject({ favoriteId: Id });

/** Filters of the list. */
export const FavoriteListQuery = z.strictObject({
  cohort: CohortInQuery.optional(),
  graduateName: NamePart,
  ...pageQuery,
});

/** The same as JSON, where an ID number may stand. */
export const FavoriteListSearch = z
  .strictObject({
    cohort: CohortYear.optional(),
    graduateName: NamePart,
    idNumber: IdNumberFilter.optional(),
    ...pageBody,
  })
  .meta({ id: 'FavoriteListSearch' });

/** A favorite; status and actions are those of the newest signing with this graduate. Source: api.md §6. */
export const Favorite = z
  .strictObject({
    id: IdOut,
    ...graduateFields,
    signingId: IdOut.nullable(),
    status: recordHead.status.nullable(),
    statusAt: recordHead.statusAt.nullable(),
    termination: LatestTermination,
    allowedActions: recordHead.allowedActions,
    remark: z.string().nullable(),
    outdated: z
      .boolean()
      .describe(
        'The school has changed its record since, or a signing begun with it became invalid: search and add again.',
      ),
  })
  .meta({ id: 'Favorite' });
