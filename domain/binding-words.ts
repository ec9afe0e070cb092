import type { BindingReason } from './vocabulary/binding-reason.ts';
import type { Language } from './vocabulary/term.ts';

/** Each reason as its graduate reads it: what stands in the way, and how it goes away. Source: domain.md §6.5, §13 row 9. */
const words: Record<BindingReason, Record<Language, string>> = {
  ACCEPTED_ELSEWHERE: {
    zh: '您已接受另一单位的邀请，正在审核。如该签约审核不通过或失效，您即可应约其他单位。',
    en: 'You have accepted another invitation, which is under review. If it is rejected or becomes invalid, you can answer others.',
  },
  SIGNED_ELSEWHERE: {
    zh: '您已与另一单位签约。如需应约其他单位，请先按流程解约。',
    en: 'You have signed with another unit. To answer others, that agreement has to be terminated first.',
  },
  DIRECTED: {
    zh: '您是定向培养毕业生，须按定向协议就业，不能接受网签邀请，可以拒绝。如登记有误请联系学校就业部门。',
    en: 'Your training was directed, so you work where that agreement says and can only decline. If that is wrong, please ask the careers office of your school.',
  },
  COMMISSIONED: {
    zh: '您是委托培养毕业生，须按委培协议就业，不能接受网签邀请，可以拒绝。如登记有误请联系学校就业部门。',
    en: 'Your training was commissioned, so you work where that agreement says and can only decline. If that is wrong, please ask the careers office of your school.',
  },
  SCHOOL_LOCK: {
    zh: '学校已锁定您的签约，暂时不能接受邀请，可以拒绝。请联系学校就业部门了解原因并申请解除。',
    en: 'Your school has locked your signing, so you can only decline for now. Please ask its careers office for the reason and to unlock it.',
  },
  OTHER_DESTINATION: {
    zh: '学校已登记您的其他毕业去向，不能接受邀请，可以拒绝。如去向有变，请联系学校就业部门先作废该登记。',
    en: 'Your school has registered another destination of yours, so you can only decline. If it has changed, please have the careers office void it first.',
  },
  OUT_OF_SCOPE: {
    zh: '您的院校不在该单位的认证范围内，不能接受其邀请，可以拒绝。请该单位申请全国通用认证后再邀请。',
    en: 'Your school is outside the verified scope of this unit, so you can only decline. The unit may invite again after a national verification.',
  },
};

/** What stands in the way of a graduate's acceptance in plain words, one sentence or two for each reason, in its order. */
export function bindingTexts(reasons: readonly BindingReason[], language: Language): string[] {
  return reasons.map((reason) => words[reason][language]);
}
