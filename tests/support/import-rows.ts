/** A right request about an import, or a school's list of signings: what its path names, and the body. */
interface Row {
  params?: (of: { id: string; favoriteImportId: string; graduateImportId: string }) => Record<string, string>;
  body?: () => object;
}

const file = () => ({ file: Buffer.from('a file') });
const ofSchool: Row = { params: ({ graduateImportId }) => ({ importId: graduateImportId }) };
const signing: Row = { params: ({ id }) => ({ signingId: id }) };
const ofUnit: Row = { params: ({ favoriteImportId }) => ({ importId: favoriteImportId }) };

/** One row per route, for the tests of wrong input. */
export const importRows: Record<string, Row> = {
  'get /api/v1/employer/favorites/import-template': {},
  'post /api/v1/employer/favorites/imports': { body: file },
  'get /api/v1/employer/favorites/imports/{importId}': ofUnit,
  'get /api/v1/employer/favorites/imports/{importId}/result': ofUnit,
  'get /api/v1/school/graduate-imports/template': {},
  'post /api/v1/school/graduate-imports': { body: file },
  'get /api/v1/school/signings': {},
  'post /api/v1/school/signings/search': {
    body: () => ({ cohort: 2027, graduateName: '林晓', idNumber: '990100200401010017', tab: 'SIGNED', limit: 1 }),
  },
  'get /api/v1/school/signings/export': {},
  'get /api/v1/school/signings/{signingId}': signing,
  'get /api/v1/school/signings/{signingId}/agreement': signing,
  'get /api/v1/school/graduate-imports/{importId}': ofSchool,
  'get /api/v1/school/graduate-imports/{importId}/result': ofSchool,
};
