import { codesOf, type Term } from './term.ts';

/** 规模: how many people work in a unit. Source: domain.md §3.2. */
export const sizeBands = [
  { code: 'SIZE_1_49', zh: '1-49人', en: '1–49 people' },
  { code: 'SIZE_50_99', zh: '50-99人', en: '50–99 people' },
  { code: 'SIZE_100_499', zh: '100-499人', en: '100–499 people' },
  { code: 'SIZE_500_999', zh: '500-999人', en: '500–999 people' },
  { code: 'SIZE_1000_OR_MORE', zh: '1000人以上', en: '1,000 people or more' },
] as const satisfies readonly Term[];

/** A code of sizeBands. */
export type SizeBand = (typeof sizeBands)[number]['code'];

/** The codes of sizeBands, in its order. */
export const sizeBandCodes = codesOf(sizeBands);
