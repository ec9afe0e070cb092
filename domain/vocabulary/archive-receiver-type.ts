import { codesOf, type Term } from './term.ts';

/** 档案接收类型: where a graduate's file goes. Source: domain.md §9. */
export const archiveReceiverTypes = [
  { code: 'SELF', zh: '本单位接收', en: 'Received by the unit' },
  { code: 'ENTRUSTED_AGENCY', zh: '委托公共就业人才服务机构接收', en: 'Received by an entrusted public agency' },
  { code: 'NOT_ACCEPTED', zh: '不接收', en: 'Not accepted' },
] as const satisfies readonly Term[];

/** A code of archiveReceiverTypes. */
export type ArchiveReceiverType = (typeof archiveReceiverTypes)[number]['code'];

/** The codes of archiveReceiverTypes, in its order. */
export const archiveReceiverTypeCodes = codesOf(archiveReceiverTypes);
