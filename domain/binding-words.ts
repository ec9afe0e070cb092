import { isViewOnly } from './binding.ts';
import type { BindingReason } from './vocabulary/binding-reason.ts';
import type { Language } from './vocabulary/term.ts';

/** Each reason as its graduate reads it: what stands in the way, and how it goes away. Source: domain.md §6.5, §13 row 9. */
const words: Record<BindingReason, Record<Language, string>> = {
  ACCEPTED_ELSEWHERE: {
    zh: '您已接受另一单位的邀请，正在审核，期间不能应约或拒绝其他邀请。如该签约审核不通过或失效，您即可答复。',
    en: 'You have accepted another invitation, which is under review: meanwhile you can neither accept nor decline others. If it is rejected or becomes invalid, you can.',
  },
  SIGNED_ELSEWHERE: {
    zh: '您已与另一单位签约，不能应约或拒绝其他邀请，邀请到期自动结束。如需应约其他单位，请先按流程解约。',
    en: 'You have signed with another unit, so you can neither accept nor decline others, which end by themselves. To accept one, that agreement has to be terminated first.',
  },
  DIRECTED: {
    zh: '您是定向培养毕业生，须按定向协议就业，不能接受网签邀请{mayDecline}。如登记有误请联系学校就业部门。',
    en: 'Your training was directed, so you work where that agreement says and {mayDecline}. If that is wrong, please ask the careers office of your school.',
  },
  COMMISSIONED: {
    zh: '您是委托培养毕业生，须按委培协议就业，不能接受网签邀请{mayDecline}。如登记有误请联系学校就业部门。',
    en: 'Your training was commissioned, so you work where that agreement says and {mayDecline}. If that is wrong, please ask the careers office of your school.',
  },
  SCHOOL_LOCK: {
    zh: '学校已锁定您的签约，暂时不能接受邀请{mayDecline}。请联系学校就业部门了解原因并申请解除。',
    en: 'Your school has locked your signing, so you {mayDecline} for now. Please ask its careers office for the reason and to unlock it.',
  },
  OTHER_DESTINATION: {
    zh: '学校已登记您的其他毕业去向，不能接受邀请{mayDecline}。如去向有变，请联系学校就业部门先作废该登记。',
    en: 'Your school has registered another destination of yours, so you {mayDecline}. If it has changed, please have the careers office void it first.',
  },
  OUT_OF_SCOPE: {
    zh: '您的院校不在该单位的认证范围内，不能接受其邀请{mayDecline}。请该单位申请全国通用认证后再邀请。',
    en: 'Your school is outside the verified scope of this unit, so you {mayDecline}. The unit may invite again after a national verification.',
  },
};

/** Whether the graduate may decline, which another signing closes whatever else stands in the way. */
const open: Record<Language, string> = { zh: '，可以拒绝', en: 'can only decline' };
const closed: Record<Language, string> = { zh: '', en: 'cannot accept' };

/** What stands in the way of a graduate's acceptance in plain words, one sentence or two for each reason, in its order. */
export function bindingTexts(reasons: readonly BindingReason[], language: Language): string[] {
  const mayDecline = (isViewOnly(reasons) ? closed : open)[language];
  return reasons.map((reason) => words[reason][language].replace('{mayDecline}', mayDecline));
}
