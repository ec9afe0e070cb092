import type { Language } from './vocabulary/term.ts';

/** What can be wrong with one field: the codes of `errors[].code` in a problem document. Source: api.md §1. */
export const fieldErrorTable = {
  REQUIRED: { zh: '此项必填。', en: 'This is required.' },
  WRONG_TYPE: { zh: '此项的类型不正确。', en: 'This is of the wrong type.' },
  TOO_SHORT: { zh: '内容过短。', en: 'This is too short.' },
  TOO_LONG: { zh: '内容过长。', en: 'This is too long.' },
  TOO_FEW: { zh: '数量过少。', en: 'There are too few.' },
  TOO_MANY: { zh: '数量过多。', en: 'There are too many.' },
  DUPLICATE: { zh: '存在重复项。', en: 'This is there twice.' },
  UNKNOWN_FIELD: { zh: '不支持此项，请删除。', en: 'This is not known here. Please leave it out.' },
  NOT_IN_LIST: { zh: '请从列表中选择。', en: 'Please choose from the list.' },
  WRONG_FORMAT: { zh: '格式不正确。', en: 'The format is wrong.' },
  NOT_PRINTABLE: {
    zh: '含有无法印入协议书的字符，请删除或改写。',
    en: 'This holds a character that cannot be printed on the agreement. Please write it another way.',
  },
  WRONG_CHECK_CHARACTER: {
    zh: '号码有误，请逐位核对。',
    en: 'The number is not valid. Please check it character by character.',
  },
  TOO_SIMPLE: {
    zh: '请至少包含大写字母、小写字母、数字、符号中的三种。',
    en: 'Please use at least three of capitals, small letters, digits and symbols.',
  },
  WRONG_CODE: {
    zh: '验证码不正确或已失效，请核对或重新获取。',
    en: 'This code is wrong or no longer valid. Please check it or ask for a new one.',
  },
  EXISTS: { zh: '已经存在相同的一项，请核对。', en: 'There is one like this already. Please check it.' },
  TAKEN: { zh: '已被其他账号使用，请换一个。', en: 'Another account uses this. Please take another one.' },
  OUT_OF_RANGE: { zh: '超出允许的范围。', en: 'This is out of range.' },
  OTHER_YEAR: { zh: '不是所选年份的日期。', en: 'This is no day of that year.' },
  NOT_A_WEEKEND: {
    zh: '调休上班日应为周六或周日，请核对。',
    en: 'Only a Saturday or a Sunday can be worked in exchange. Please check it.',
  },
  OFF_AND_WORKING: { zh: '同一天不能既放假又上班。', en: 'A day cannot be both off and worked.' },
  AT_LEAST_ONE: { zh: '请至少填写一项。', en: 'Please fill in at least one of these.' },
  MUST_CONFIRM: { zh: '请先阅读并确认。', en: 'Please read and confirm this.' },
  OUTDATED: { zh: '内容已更新，请刷新后重试。', en: 'There is a newer version. Please reload and try again.' },
  NOT_AVAILABLE: { zh: '当前环境未开放此项。', en: 'This is not available here.' },
  SCOPE_NOT_OPEN: {
    zh: '省级平台认证尚未开放，请选择全国通用认证。',
    en: 'Provincial verification is not open yet. Please choose the national one.',
  },
  WRONG_PURPOSE: {
    zh: '该文件的用途与此项不符，请按此项的用途重新上传。',
    en: 'This file was uploaded for another purpose. Please upload it again for this one.',
  },
  WRONG_HEADINGS: {
    zh: '表头与模板不一致，请下载最新模板，保持第一行不变。',
    en: 'Row 1 is not that of the template. Please use the template as it is.',
  },
  NO_ROWS: { zh: '表格中没有数据，请从第二行起填写。', en: 'There are no rows below the headings.' },
  TOO_MANY_ROWS: {
    zh: '行数超过一次导入的上限，请拆分为多个文件。',
    en: 'There are more rows than one import takes. Please use several files.',
  },
  NOT_FOUND: { zh: '未找到所指的内容。', en: 'What this refers to was not found.' },
} as const satisfies Record<string, { zh: string; en: string }>;

/** The code of what is wrong with one field. */
export type FieldErrorCode = keyof typeof fieldErrorTable;

/** What a field's length, number or value may be, where an error is about that. */
export interface FieldBound {
  atLeast?: number | undefined;
  atMost?: number | undefined;
}

/** The sentences that tell a bound, each where all its bounds are known. */
const bounded: readonly { code: FieldErrorCode; zh: string; en: string }[] = [
  { code: 'TOO_SHORT', zh: '请至少填写 {atLeast} 个字符。', en: 'Please write at least {atLeast} characters.' },
  { code: 'TOO_LONG', zh: '最多 {atMost} 个字符，请缩短。', en: 'Please write at most {atMost} characters.' },
  { code: 'TOO_FEW', zh: '请至少提供 {atLeast} 项。', en: 'Please give at least {atLeast}.' },
  { code: 'TOO_MANY', zh: '最多 {atMost} 项，请减少。', en: 'Please give at most {atMost}.' },
  { code: 'OUT_OF_RANGE', zh: '应为 {atLeast} 至 {atMost}。', en: 'This must be from {atLeast} to {atMost}.' },
  { code: 'OUT_OF_RANGE', zh: '不能小于 {atLeast}。', en: 'This must be at least {atLeast}.' },
  { code: 'OUT_OF_RANGE', zh: '不能大于 {atMost}。', en: 'This must be at most {atMost}.' },
];

/** What is wrong with a field, in a sentence; with its bound where that is known. */
export function fieldErrorWords(code: FieldErrorCode, bound: FieldBound, language: Language): string {
  const filled = (sentence: string) =>
    sentence.replace(/\{(atLeast|atMost)\}/g, (place, name: keyof FieldBound) => String(bound[name] ?? place));
  const sentences = bounded.filter((row) => row.code === code).map((row) => filled(row[language]));
  return sentences.find((sentence) => !sentence.includes('{')) ?? fieldErrorTable[code][language];
}
