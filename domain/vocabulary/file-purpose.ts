import { codesOf, type Term } from './term.ts';

/** What an uploaded file is for. Source: api.md §4. */
export const filePurposes = [
  { code: 'BUSINESS_LICENSE', zh: '营业执照', en: 'Business licence' },
  { code: 'USCC_CERTIFICATE', zh: '统一社会信用代码证书', en: 'Credit code certificate' },
  { code: 'SIGNING_AUTHORIZATION_LETTER', zh: '网签授权书', en: 'Signing authorization letter' },
  { code: 'OTHER_MATERIAL', zh: '其他材料', en: 'Other material' },
  { code: 'LOGO', zh: '单位标志', en: 'Logo' },
  { code: 'PHOTO', zh: '照片', en: 'Photo' },
  { code: 'TERMINATION_ATTACHMENT', zh: '解约附件', en: 'Attachment of a termination' },
] as const satisfies readonly Term[];

/** A code of filePurposes. */
export type FilePurpose = (typeof filePurposes)[number]['code'];

/** The codes of filePurposes, in its order. */
export const filePurposeCodes = codesOf(filePurposes);
