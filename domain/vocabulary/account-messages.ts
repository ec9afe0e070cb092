/** The texts about memberships, profiles and accounts, a part of `messageTemplates`. Source: domain.md §6.2b. */
export const accountMessages = {
  MEMBERSHIP_REQUESTED: {
    sms: true,
    zh: '您申请加入{employerName}，请等待单位同事或平台审核，结果将以短信告知。',
    en: 'You have asked to join {employerName}. A colleague or the platform will decide; you will be told by text message.',
  },
  MEMBERSHIP_TO_DECIDE: {
    sms: true,
    zh: '有用户申请加入{employerName}，请登录平台核对后处理。',
    en: 'Somebody asks to join {employerName}. Please sign in, check who it is, and decide.',
  },
  MEMBERSHIP_APPROVED: {
    sms: true,
    zh: '您加入{employerName}的申请已通过，可登录平台办理业务。',
    en: 'Your request to join {employerName} was approved. You may sign in and act for it.',
  },
  MEMBERSHIP_DECLINED: {
    sms: true,
    zh: '您加入{employerName}的申请未通过，请登录平台查看原因。',
    en: 'Your request to join {employerName} was declined. Please sign in to read why.',
  },
  PROFILE_CORRECTION_REQUESTED: {
    sms: false,
    zh: '{graduateName}（{idNumberMasked}）申请更正{field}：{shouldBe}。说明：{note}',
    en: '{graduateName} ({idNumberMasked}) asks to correct the {field} to: {shouldBe}. Note: {note}',
  },
  PROFILE_CORRECTED: {
    sms: false,
    zh: '学校已更正您的{field}，请登录平台核对。',
    en: 'Your school has corrected your {field}. Please sign in and check it.',
  },
  MEMBER_REMOVED: {
    sms: true,
    zh: '您已不再是{employerName}的用户，如有疑问请联系单位或平台。',
    en: 'You are no longer a user of {employerName}. Please ask the unit or the platform if this is wrong.',
  },
  REVIEWER_MADE: {
    sms: true,
    zh: '您已被设为毕业生网上签约的学校或学院审核人，请登录平台，选择忘记密码设置密码后使用。',
    en: 'You may now review signings for your school or college. Please choose “forgotten password” where you sign in and set one.',
  },
  ACCOUNT_RECOVERED_OLD_PHONE: {
    sms: true,
    zh: '经单位盖章申请，本手机号对应的单位账号已更换手机号。如非本人申请请联系平台。',
    en: 'On a sealed request, your unit account now has another telephone number. If this is wrong, please tell us.',
  },
  ACCOUNT_RECOVERED: {
    sms: true,
    zh: '经单位盖章申请，单位账号信息已更新。请用本手机号登录，或通过短信重置密码。',
    en: 'On a sealed request, your unit account was updated. Sign in with this number, or have the password reset.',
  },
} as const;
