import { z } from 'zod';
import { favoriteImportOutcomeCodes, graduateImportOutcomeCodes } from '../../domain/vocabulary/import-outcome.ts';
import { importStatusCodes } from '../../domain/vocabulary/import-status.ts';
import { BooleanInQuery, Id, IdOut } from './common.ts';
import { FilePart } from './files.ts';

/** A file to be imported. */
export const NewImport = z
  .strictObject({ file: FilePart.describe('An xlsx file like the template, at most 5 MB.') })
  .meta({ id: 'NewImport' });

/** An import that was begun. */
export const ImportBegun = z.strictObject({ id: IdOut }).meta({ id: 'ImportBegun' });

/** Which import a path names. */
export const ImportPath = z.strictObject({ importId: Id });

const progress = {
  id: IdOut,
  status: z.enum(importStatusCodes),
  total: z.int().min(1),
  done: z.int().min(0).describe('Rows that have come to an outcome.'),
};
const rowHead = {
  row: z.int().min(2).describe('Its number in the file; the headings are row 1.'),
  graduateName: z.string(),
  idNumberMasked: z.string(),
};
const detail = z.string().nullable().describe('Why, in plain words; null where there is nothing to say.');

/** 导入学生收藏夹: every row in the order of the file. */
export const FavoriteImport = z
  .strictObject({
    ...progress,
    rows: z.array(
      z.strictObject({
        ...rowHead,
        schoolName: z.string().describe('As the file has it.'),
        favoriteId: IdOut.nullable().describe('Of a row that is ADDED or ALREADY_ADDED; null once it was removed.'),
        outcome: z.enum(favoriteImportOutcomeCodes).nullable().describe('Null until it is decided.'),
        detail,
      }),
    ),
  })
  .meta({ id: 'FavoriteImport' });

/** How much of a school's import is asked for. */
export const GraduateImportQuery = z.strictObject({
  rows: BooleanInQuery.optional().describe(
    '`false` leaves the rows out: for whoever only watches how far it has come.',
  ),
});

/** 导入生源信息: every row in the order of the file. */
export const GraduateImport = z
  .strictObject({
    ...progress,
    counts: z
      .strictObject(Object.fromEntries(graduateImportOutcomeCodes.map((code) => [code, z.int().min(0)])))
      .describe('Rows by their outcome.'),
    rows: z.array(
      z.strictObject({
        ...rowHead,
        outcome: z.enum(graduateImportOutcomeCodes).nullable().describe('Null until it is decided.'),
        detail,
      }),
    ),
  })
  .meta({ id: 'GraduateImport' });
