import type { Response, Test } from 'supertest';
import type { CommandDependencies } from '../../commands/dependencies.ts';
import { normaliseName } from '../../domain/identifiers.ts';
import { readFirstSheet } from '../../integrations/spreadsheets/read-workbook.ts';
import { textOf } from '../../domain/sheets.ts';
import type { SignedIn } from './api.ts';
import { eventually } from './eventually.ts';
import { idNumberNo, type BuiltSchool, type Data } from './factories.ts';
import { sheetOf, type GivenCell } from './sheets.ts';

/** Where the imports of a unit and of a school are asked for, and the headings of their files. */
export const imports = {
  favorites: { path: '/api/v1/employer/favorites/imports', headings: ['学生姓名*', '证件号码*', '毕业院校*', '备注'] },
  graduates: {
    path: '/api/v1/school/graduate-imports',
    headings: [
      ...['考生号*', '姓名*', '证件号码*', '学院*', '学历层次*', '专业*', '届别*', '手机号*'],
      ...['培养方式', '生源地', '性别', '民族'],
    ],
  },
} as const;

/** A row of an answer. */
export interface AnsweredRow {
  row: number;
  graduateName: string;
  idNumberMasked: string;
  schoolName?: string;
  favoriteId?: string | null;
  outcome: string | null;
  detail: string | null;
}

/** An import as it is answered. */
export interface AnsweredImport {
  id: string;
  status: 'RUNNING' | 'DONE';
  total: number;
  done: number;
  rows: AnsweredRow[];
}

/** Uploads a file. */
export function uploadTo(by: SignedIn, path: string, bytes: Buffer): Test {
  return by('post', path).attach('file', bytes, '导入.xlsx');
}

/** Uploads rows below the right headings. */
export async function uploadRows(
  by: SignedIn,
  kind: keyof typeof imports,
  rows: readonly (readonly GivenCell[])[],
): Promise<Response> {
  const { path, headings } = imports[kind];
  return uploadTo(by, path, await sheetOf([headings, ...rows]));
}

/** Waits until an import has come to its end; answers it. */
export async function doneImport(
  by: SignedIn,
  kind: keyof typeof imports,
  answer: Response,
  waitMs = 30_000,
): Promise<AnsweredImport> {
  if (answer.status !== 202) throw new Error(`answered ${answer.status} ${JSON.stringify(answer.body)}`);
  const { id } = answer.body as { id: string };
  const read = async (query: object = {}) =>
    (await by('get', `${imports[kind].path}/${id}`).query(query)).body as AnsweredImport;
  await eventually(async () => {
    const { status, done, total } = await read(kind === 'graduates' ? { rows: 'false' } : {});
    if (status !== 'DONE') throw new Error(`${done} of ${total}`);
  }, waitMs);
  return read();
}

/** The texts of an xlsx answer's first sheet, row by row. */
export async function textsOf(request: Test): Promise<string[][]> {
  return textsIn(await workbookOf(request));
}

/** The bytes of an xlsx answer. */
export async function workbookOf(request: Test): Promise<Buffer> {
  const { body, status } = await request.buffer(true).parse((answer, done) => {
    const pieces: Buffer[] = [];
    answer.on('data', (piece: Buffer) => pieces.push(piece));
    answer.on('end', () => done(null, Buffer.concat(pieces)));
  });
  if (status !== 200) throw new Error(`answered ${status}`);
  return body as Buffer;
}

/** The texts of an xlsx file, row by row. */
export async function textsIn(bytes: Buffer): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const { cells } of readFirstSheet(bytes, 2 ** 26)) rows.push(cells.map(textOf));
  return rows;
}

/** One of many graduates of a school, without an account. */
export interface ManyGraduates {
  name: string;
  idNumber: string;
}

/** Makes many graduates of a school in one statement, from the `from`th number on. */
export async function buildGraduates(
  { knex, personalData }: Data,
  { schoolCode, collegeId }: BuiltSchool,
  { from, count }: { from: number; count: number },
): Promise<ManyGraduates[]> {
  const people = Array.from({ length: count }, (_, i) => ({ name: `学生${from + i}`, idNumber: idNumberNo(from + i) }));
  const rows = people.map(({ name, idNumber }, i) => ({
    ...{ schoolCode, collegeId, cohortYear: 2027, name, nameNormalised: normaliseName(name) },
    ...{ idNumberEncrypted: personalData.encrypt(idNumber), idNumberHash: personalData.hash(idNumber) },
    ...{ phoneEncrypted: personalData.encrypt(`133${from + i}`), phoneHash: personalData.hash(`133${from + i}`) },
    ...{ educationLevel: '31', major: '软件工程' },
  }));
  await knex.batchInsert('graduate', rows, 500);
  return people;
}

/** An import that has come to its end thirty seconds ago, of one row that was not valid. */
export async function buildImport(
  { knex, personalData }: Data,
  {
    accountId,
    ...owner
  }:
    | { kind: 'FAVORITES'; employerId: string; accountId: string }
    | { kind: 'GRADUATES'; schoolCode: string; accountId: string },
): Promise<string> {
  const { kind } = owner;
  const whose = 'employerId' in owner ? { employerId: owner.employerId } : { schoolCode: owner.schoolCode };
  const at = knex.raw(`clock_timestamp() - interval '30 seconds'`);
  const times = { createdAt: at, movedAt: at, finishedAt: at };
  const [made] = await knex('import')
    .insert({ kind, ...whose, accountId, total: 1, requestId: 'test', ...times })
    .returning<{ id: string }[]>('id');
  const importId = made?.id ?? '';
  const cellsEncrypted = personalData.encrypt(JSON.stringify(['', '', '', '']));
  const reasons = JSON.stringify([{ code: 'REQUIRED', column: '姓名' }]);
  await knex('import_row').insert({ importId, rowNumber: 2, cellsEncrypted, outcome: 'INVALID', reasons });
  return importId;
}

/** The same platform with an engine that imports never reach: what their rows already say is all there is. */
export function withoutImports<Deps extends CommandDependencies>(deps: Deps): Deps {
  const goThroughImport = () => Promise.reject(new Error('ENGINE_ABSENT'));
  return { ...deps, engine: { ...deps.engine, goThroughImport } };
}
