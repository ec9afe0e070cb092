import { isMobile, normaliseIdNumber, normaliseName, normalisePhone } from './identifiers.ts';
import {
  idNumberFlaw,
  idNumberHint,
  isDamagedNumber,
  readTexts,
  textOf,
  type Cell,
  type ImportReason,
  type SheetColumn,
} from './sheets.ts';
import { educationLevels, type EducationLevel } from './vocabulary/education-level.ts';
import { sexes, type Sex } from './vocabulary/sex.ts';
import { trainingModes, type TrainingMode } from './vocabulary/training-mode.ts';
import type { Term } from './vocabulary/term.ts';

const cohortHint = '四位年份，如 2027';
const emptyHint = '留空则不改动已有内容';
const modeHint = `${emptyHint}；新记录留空为“${trainingModes[0].zh}”`;

/** The columns of 生源信息导入模板. Source: api.md §8. */
export const graduateColumns = [
  { title: '考生号', required: true, charactersMax: 30, hint: '一个考生号对应一条记录，同一学校内不重复' },
  { title: '姓名', required: true, charactersMax: 50, hint: '与学生身份证件上的姓名完全一致' },
  { title: '证件号码', required: true, charactersMax: 60, hint: idNumberHint },
  { title: '学院', required: true, charactersMax: 100, hint: '学校已在平台设置的学院' },
  {
    title: '学历层次',
    required: true,
    charactersMax: 20,
    hint: '学历及毕业或结业',
    choices: labelsOf(educationLevels),
  },
  { title: '专业', required: true, charactersMax: 100, hint: '专业全称' },
  { title: '届别', required: true, charactersMax: 10, hint: cohortHint },
  { title: '手机号', required: true, charactersMax: 40, hint: '学生本人的手机号，激活账号时核对' },
  { title: '培养方式', required: false, charactersMax: 20, hint: modeHint, choices: labelsOf(trainingModes) },
  { title: '生源地', required: false, charactersMax: 50, hint: emptyHint },
  { title: '性别', required: false, charactersMax: 10, hint: emptyHint, choices: labelsOf(sexes) },
  { title: '民族', required: false, charactersMax: 20, hint: emptyHint },
] as const satisfies readonly SheetColumn[];

/** The same for one school: its colleges can be chosen. */
export function graduateColumnsOf(colleges: readonly string[]): readonly SheetColumn[] {
  return graduateColumns.map((column) => (column.title === '学院' ? { ...column, choices: colleges } : column));
}

/** Rows of one file. */
export const graduateRowsMax = 20_000;

/** What a row says of a graduate; what its optional columns leave empty is not there, and stays as it is. */
export interface GraduateRow {
  examNo: string;
  name: string;
  idNumber: string;
  /** As it is written, in the form names are compared in. */
  college: string;
  educationLevel: EducationLevel;
  major: string;
  cohort: number;
  phone: string;
  trainingMode?: TrainingMode;
  homeRegion?: string;
  sex?: Sex;
  nation?: string;
}

/** What a row says, or what is wrong with it as far as the file shows. `onDate` is the day in Shanghai. */
export function readGraduateRow(
  cells: readonly Cell[],
  onDate: string,
): { row: GraduateRow; reasons: null } | { row: null; reasons: ImportReason[] } {
  const { texts, reasons } = readTexts(graduateColumns, cells);
  const [examNo = '', name = '', idNumber = '', college = '', level = '', major = '', year = '', phone = ''] = texts;
  const [mode = '', homeRegion = '', sexWord = '', nation = ''] = texts.slice(8);
  const wrong = (index: number, code: ImportReason['code']) =>
    reasons.push({ code, column: graduateColumns[index]?.title ?? '' });
  const notListed = (index: number) => {
    const { title, hint, choices }: SheetColumn = graduateColumns[index] ?? graduateColumns[0];
    reasons.push({ code: 'NOT_IN_LIST', column: title, choices: choices?.join('、') ?? hint });
  };
  if (isDamagedNumber(cells[0])) wrong(0, 'NUMBER_DAMAGED');
  const flaw = idNumber === '' ? null : idNumberFlaw(cells[2], onDate);
  if (flaw) wrong(2, flaw);
  const educationLevel = termOf(educationLevels, level);
  if (level !== '' && educationLevel === undefined) notListed(4);
  const cohort = cohortOf(year);
  if (year !== '' && cohort === undefined) notListed(6);
  if (phone !== '' && !isMobile(normalisePhone(phone))) wrong(7, 'WRONG_PHONE');
  const trainingMode = termOf(trainingModes, mode);
  if (mode !== '' && trainingMode === undefined) notListed(8);
  const sex = termOf(sexes, sexWord);
  if (sexWord !== '' && sex === undefined) notListed(10);
  if (reasons.length > 0 || educationLevel === undefined || cohort === undefined) return { row: null, reasons };
  const row: GraduateRow = {
    ...{ examNo: examNo.normalize('NFKC').replace(/\s/g, ''), name: normaliseName(name) },
    ...{ idNumber: normaliseIdNumber(idNumber), college: normaliseName(college), educationLevel, major, cohort },
    phone: normalisePhone(phone),
    ...(trainingMode === undefined ? {} : { trainingMode }),
    ...(homeRegion === '' ? {} : { homeRegion }),
    ...(sex === undefined ? {} : { sex }),
    ...(nation === '' ? {} : { nation }),
  };
  return { row, reasons: null };
}

/** A term of a list by its code, its label, or the short form lists show, of which the first one counts. */
function termOf<T extends Term & { shortZh?: string }>(terms: readonly T[], written: string): T['code'] | undefined {
  const text = normaliseName(written);
  return terms.find(({ code, zh, shortZh }) => [code, zh, shortZh].includes(text))?.code;
}

/** The labels of a list, as they may be written. */
function labelsOf(terms: readonly Term[]): readonly string[] {
  return terms.map(({ zh }) => zh);
}

/** `2027届` or `2027`. */
function cohortOf(written: string): number | undefined {
  const year = /^(20\d\d)届?$/.exec(textOf(written).normalize('NFKC'))?.[1];
  return year === undefined ? undefined : Number(year);
}

/** A record that a row may be about. */
export interface KnownGraduate {
  id: string;
  isRemoved: boolean;
  examNo: string | null;
  /** Whether the ID number and the cohort are the row's. */
  isSamePerson: boolean;
  cohortYear: number;
}

/**
 * Which record a row is about: the one with its exam number, which is of one course of studies; else the one of the same person
 * and cohort. None: the graduate is new. Source: domain.md §8, api.md §8.
 */
export function recordOf(
  row: GraduateRow,
  known: readonly KnownGraduate[],
): { id: string | null; conflict: null } | { conflict: ImportReason } {
  const present = known.filter(({ isRemoved }) => !isRemoved);
  const withExamNo = present.filter(({ examNo }) => examNo === row.examNo);
  const samePerson = present.find(({ isSamePerson }) => isSamePerson);
  const [record = samePerson, second] = withExamNo;
  if (second || (samePerson && record !== samePerson)) return { conflict: { code: 'TWO_RECORDS' } };
  if (record) return { id: record.id, conflict: null };
  const removed = known.some(({ isRemoved, cohortYear }) => isRemoved && cohortYear === row.cohort);
  return removed ? { conflict: { code: 'RECORD_REMOVED' } } : { id: null, conflict: null };
}
