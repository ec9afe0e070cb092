import { codesOf, type Term } from './term.ts';

/** What became of a row of a file of favorites. Source: api.md §6. */
export const favoriteImportOutcomes = [
  { code: 'INVALID', zh: '内容有误', en: 'Not valid' },
  { code: 'DUPLICATE_IN_FILE', zh: '文件内重复', en: 'Twice in the file' },
  { code: 'REFUSED', zh: '未处理', en: 'Not processed' },
  { code: 'NOT_MATCHED', zh: '未匹配', en: 'Not matched' },
  { code: 'ALREADY_ADDED', zh: '此前已添加', en: 'Added before' },
  { code: 'ADDED', zh: '已添加', en: 'Added' },
] as const satisfies readonly Term[];

/** What became of a row of a file of graduates. Source: api.md §8. */
export const graduateImportOutcomes = [
  { code: 'CREATED', zh: '已新增', en: 'Created' },
  { code: 'UPDATED', zh: '已更新', en: 'Updated' },
  { code: 'UNCHANGED', zh: '无变化', en: 'Unchanged' },
  { code: 'CONFLICT', zh: '与现有信息冲突', en: 'In conflict' },
  { code: 'INVALID', zh: '内容有误', en: 'Not valid' },
] as const satisfies readonly Term[];

/** A code of favoriteImportOutcomes. */
export type FavoriteImportOutcome = (typeof favoriteImportOutcomes)[number]['code'];

/** A code of graduateImportOutcomes. */
export type GraduateImportOutcome = (typeof graduateImportOutcomes)[number]['code'];

/** What became of a row of any file. */
export type ImportOutcome = FavoriteImportOutcome | GraduateImportOutcome;

/** The codes of favoriteImportOutcomes, in its order. */
export const favoriteImportOutcomeCodes = codesOf(favoriteImportOutcomes);

/** The codes of graduateImportOutcomes, in its order. */
export const graduateImportOutcomeCodes = codesOf(graduateImportOutcomes);
