import { codesOf, type Term } from './term.ts';

/**
 * 毕业去向类别 as used for the 2024 cohort; the groups' other codes are not public. A revision adds rows with its own year.
 * Source: domain.md §11.3.
 */
export const destinationCategories = [
  { code: '10', zh: '签就业协议形式就业', en: 'Employed by employment agreement', validFromYear: 2024 },
  { code: '11', zh: '签劳动合同形式就业', en: 'Employed by labour contract', validFromYear: 2024 },
  { code: '12', zh: '其他录用形式就业', en: 'Employed in another form', validFromYear: 2024 },
  { code: '271', zh: '科研助理、管理助理', en: 'Research or administrative assistant', validFromYear: 2024 },
  { code: '46', zh: '应征义务兵', en: 'Military service', validFromYear: 2024 },
  { code: '502', zh: '三支一扶', en: 'National grassroots project: rural support', validFromYear: 2024 },
  { code: '503', zh: '西部计划', en: 'National grassroots project: Western China', validFromYear: 2024 },
  { code: '512', zh: '地方选调生', en: 'Local grassroots project: selected graduates', validFromYear: 2024 },
  { code: '519', zh: '其他地方基层项目', en: 'Other local grassroots project', validFromYear: 2024 },
  { code: '75', zh: '自主创业', en: 'Own business', validFromYear: 2024 },
  { code: '76', zh: '自由职业', en: 'Freelance', validFromYear: 2024 },
  { code: '801', zh: '研究生', en: 'Further study: postgraduate', validFromYear: 2024 },
  { code: '802', zh: '第二学士学位', en: 'Further study: second bachelor', validFromYear: 2024 },
  { code: '803', zh: '专升本', en: 'Further study: junior college to bachelor', validFromYear: 2024 },
  { code: '85', zh: '境外留学', en: 'Study abroad', validFromYear: 2024 },
  { code: '70', zh: '待就业', en: 'Seeking employment', validFromYear: 2024 },
  { code: '71', zh: '不就业拟升学', en: 'Preparing for further study', validFromYear: 2024 },
  { code: '72', zh: '其他暂不就业', en: 'Not seeking employment for now', validFromYear: 2024 },
] as const satisfies readonly (Term & { validFromYear: number })[];

/** A code of destinationCategories. */
export type DestinationCategory = (typeof destinationCategories)[number]['code'];

/** The codes of destinationCategories, in its order. */
export const destinationCategoryCodes = codesOf(destinationCategories);
