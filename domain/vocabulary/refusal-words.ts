import type { ErrorCode } from '../errors.ts';
import type { FieldBound, FieldErrorCode } from '../field-errors.ts';
import { labelOf, type Language } from './term.ts';
import { terminationRuleNames, type TerminationRule } from './termination-rule.ts';

type Words = Record<Language, string>;

function against(rule: TerminationRule): Words {
  const isLetter = rule === 'LETTER';
  const name = (language: Language) => labelOf(terminationRuleNames, rule, language);
  return {
    zh: `${name('zh')}，${isLetter ? '请上传后再提交' : '请联系学校就业部门'}。`,
    en: `${name('en')}. ${isLetter ? 'Please attach it and send again.' : 'Please ask the careers office of the school.'}`,
  };
}

function mismatch(triesLeft: number): Words {
  if (triesLeft > 0)
    return {
      zh: `金额与汇款不一致，还可填写${triesLeft}次，请仔细核对后重新填写。`,
      en: `The amount is not the one that was sent. Tries left: ${triesLeft}. Please check it and enter it again.`,
    };
  return {
    zh: '金额与汇款不一致，填写次数已用完，本次认证未通过；核对账户后可重新申请认证。',
    en: 'The amount is not the one that was sent, and no try is left: this verification has failed. Please check the account and begin anew.',
  };
}

function untilItCloses(windowDaysMax: number): Words {
  if (windowDaysMax > 0)
    return {
      zh: `本届签约即将截止，应约有效期最长${windowDaysMax}天，请缩短后再发起。`,
      en: `This cohort closes soon: the graduate can be given at most ${windowDaysMax} days to answer. Please shorten the window.`,
    };
  return {
    zh: '本届签约即将截止，已来不及等待学生应约，不能再发起邀请。',
    en: 'This cohort closes too soon for the graduate to be given a day to answer: nothing can be sent any more.',
  };
}

/** What a refusal says in plain words where that depends on what it carries; undefined where its code says it all. */
export function refusalWords(code: ErrorCode, extra: Readonly<Record<string, unknown>>): Words | undefined {
  const { rule, triesLeft, windowDaysMax } = extra;
  if (code === 'COHORT_CLOSED' && typeof windowDaysMax === 'number') return untilItCloses(windowDaysMax);
  if (code === 'TERMINATION_NOT_ALLOWED_BY_SCHOOL') return against(rule as TerminationRule);
  return code === 'AMOUNT_MISMATCH' && typeof triesLeft === 'number' ? mismatch(triesLeft) : undefined;
}

/** What of the call can be mended where such a refusal says so; none for others. */
export function refusalFields(
  code: ErrorCode,
  { rule, windowDaysMax }: Readonly<Record<string, unknown>>,
): { pointer: string; code: FieldErrorCode; bound?: FieldBound }[] {
  if (code === 'COHORT_CLOSED' && typeof windowDaysMax === 'number' && windowDaysMax > 0)
    return [{ pointer: '/responseWindowDays', code: 'OUT_OF_RANGE', bound: { atLeast: 1, atMost: windowDaysMax } }];
  const lacksLetter = code === 'TERMINATION_NOT_ALLOWED_BY_SCHOOL' && rule === ('LETTER' satisfies TerminationRule);
  return lacksLetter ? [{ pointer: '/fileIds', code: 'REQUIRED' }] : [];
}
