import { codesOf, type Term } from './term.ts';

/** What a unit is to see to before a moment, as its workbench lists it. Source: domain.md §4. */
export const dueKinds = [
  { code: 'INVITATION_ENDS', zh: '签约邀请即将到期，学生尚未回应', en: 'An invitation ends soon without an answer' },
  {
    code: 'TERMINATION_TO_ANSWER',
    zh: '学生申请解约，等待贵单位回应',
    en: 'A graduate asks to terminate; please answer',
  },
  { code: 'AMOUNT_TO_ENTER', zh: '请填写收到的汇款金额', en: 'Please enter the amount received' },
  {
    code: 'BANK_DATA_TO_CORRECT',
    zh: '汇款未成功，请更正银行信息或改为上传材料',
    en: 'The remittance failed; please correct the bank data or upload material',
  },
  { code: 'SUPPLEMENT_TO_HAND_IN', zh: '请补传认证材料', en: 'Please hand in the material asked for' },
  {
    code: 'MEMBERSHIP_TO_DECIDE',
    zh: '有用户申请加入贵单位，请核对授权书后处理',
    en: 'Somebody asks to join your unit; please look at the letter and decide',
  },
  {
    code: 'UNIT_TO_CONFIRM',
    zh: '单位信息已满一年未更新，请核对后保存',
    en: 'The unit’s data have stood for a year; please check and save them',
  },
] as const satisfies readonly Term[];

/** A code of dueKinds. */
export type DueKind = (typeof dueKinds)[number]['code'];

/** The codes of dueKinds, in its order. */
export const dueKindCodes = codesOf(dueKinds);
