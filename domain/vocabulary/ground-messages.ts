/** The texts about what a school or the platform changed outside any case, a part of `messageTemplates`. Source: domain.md §6.2b, §8. */
export const groundMessages = {
  SIGNING_LOCKED: {
    sms: true,
    zh: '学校已锁定您的签约，暂时不能接受邀请；原因请联系学校就业部门。',
    en: 'Your school has locked your signing: you cannot accept invitations for now. Please ask your school’s careers office why.',
  },
  SIGNING_UNLOCKED: {
    sms: true,
    zh: '学校已解除您的签约锁定，可登录平台查看签约邀请。',
    en: 'Your school has unlocked your signing. Please sign in to see your invitations.',
  },
  RECORD_REMOVED: {
    sms: true,
    zh: '学校已将您移出毕业生名单，不能再签约；如有疑问请联系学校就业部门。',
    en: 'Your school has removed you from its graduates, so you cannot sign. Please ask its careers office if this is wrong.',
  },
  RECORD_RESTORED: {
    sms: true,
    zh: '学校已将您恢复到毕业生名单，现在能否应约请登录平台查看；已结束的邀请须由单位重新发起。',
    en: 'Your school has restored your record. Please sign in to see whether you may accept now; invitations that ended have to be sent anew.',
  },
  DESTINATION_REGISTERED: {
    sms: true,
    zh: '学校已登记您的其他毕业去向，不能再接受签约邀请；如有误请联系学校就业部门。',
    en: 'Your school has registered another destination for you, so you cannot accept invitations. Please tell its careers office if this is wrong.',
  },
  DESTINATION_VOIDED: {
    sms: true,
    zh: '学校已作废为您登记的其他毕业去向，现在能否应约请登录平台查看。',
    en: 'Your school has voided the other destination it had registered for you. Please sign in to see whether you may accept now.',
  },
  UNIT_DISABLED: {
    sms: true,
    zh: '{employerName}已被平台停用，未完成的签约随之失效，已签协议仍有效；如有疑问请联系平台。',
    en: '{employerName} was disabled by the platform. Open signings become invalid; signed agreements stay in force. Please ask the platform if this is wrong.',
  },
  UNIT_DISABLED_AGREEMENT: {
    sms: true,
    zh: '与您签约的{employerName}已被平台停用，协议仍有效；如需解约且尚未申请的，可直接申请学校调解。',
    en: '{employerName}, with which you have an agreement, was disabled. The agreement stays in force; to end it, unless that is under way, you may ask your school to mediate at once.',
  },
  UNIT_ENABLED: {
    sms: true,
    zh: '平台已恢复{employerName}，现在可办理的业务请登录平台查看；已失效的签约须重新发起。',
    en: 'The platform has enabled {employerName} again. Please sign in to see what you may do now; what became invalid has to be sent anew.',
  },
  UNIT_ENABLED_AGREEMENT: {
    sms: true,
    zh: '平台已恢复与您签约的{employerName}，协议继续有效；如需解约请向单位申请。',
    en: '{employerName}, with which you have an agreement, was enabled again. The agreement stays in force; to end it, ask the unit.',
  },
} as const;
