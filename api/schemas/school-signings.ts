import { z } from 'zod';
import { Id } from './common.ts';
import { signingDetail, SigningListQuery, SigningListSearch, SigningRow } from './signings.ts';

/** Filters of a school's list of signings. */
export const SchoolSigningListQuery = SigningListQuery.extend({
  collegeId: Id.optional().describe('One college of the school.'),
});

/** The same as JSON, where an ID number may stand. */
export const SchoolSigningListSearch = SigningListSearch.extend({ collegeId: Id.optional() }).meta({
  id: 'SchoolSigningListSearch',
});

/** Filters of the list that is taken out. */
export const SchoolSigningExportQuery = SchoolSigningListQuery.omit({ limit: true, cursor: true, count: true });

/** A row of a school's list of signings. */
export const SchoolSigningRow = SigningRow.extend({
  collegeName: z.string(),
  employerName: z.string(),
  positionTitle: z.string(),
  agreementNo: z.string().nullable(),
}).meta({ id: 'SchoolSigningRow' });

/** A signing as its school sees it. */
export const SchoolSigning = z.strictObject(signingDetail).meta({ id: 'SchoolSigning' });
