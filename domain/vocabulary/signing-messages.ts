/** The texts about a signing and its review, a part of `messageTemplates`. Source: domain.md §6.2b. */
export const signingMessages = {
  INVITATION_SENT: {
    sms: true,
    zh: '{employerName}邀请您签约（岗位：{positionTitle}），请于{respondBy}前登录平台应约或拒绝。',
    en: '{employerName} invites you to sign as {positionTitle}. Please accept or decline by {respondBy}.',
  },
  INVITATION_SENT_NO_ACCOUNT: {
    sms: true,
    zh: '{employerName}邀请您签约。请用本手机号在平台激活毕业生账号，于{respondBy}前应约或拒绝。',
    en: '{employerName} invites you to sign. Please activate your account with this phone number and answer by {respondBy}.',
  },
  INVITATION_SENT_EMPLOYER: {
    sms: false,
    zh: '已向{graduateName}发出签约邀请（岗位：{positionTitle}），应约有效期至{respondBy}。',
    en: '{graduateName} was invited to sign as {positionTitle} and may answer until {respondBy}.',
  },
  INVITATION_REMINDER: {
    sms: true,
    zh: '{employerName}的签约邀请将于{respondBy}到期，请及时登录平台应约或拒绝。',
    en: 'The invitation of {employerName} ends on {respondBy}. Please accept or decline before then.',
  },
  INVITATION_ACCEPTED: {
    sms: true,
    zh: '{graduateName}已接受贵单位的签约邀请，现由{schoolName}审核。',
    en: '{graduateName} has accepted your invitation. {schoolName} now reviews it.',
  },
  INVITATION_ACCEPTED_GRADUATE: {
    sms: false,
    zh: '您已接受{employerName}的签约邀请，现由{schoolName}审核。审核期间不能接受其他邀请。',
    en: 'You have accepted the invitation of {employerName}. {schoolName} now reviews it; meanwhile you cannot accept another.',
  },
  INVITATION_DECLINED: {
    sms: true,
    zh: '{graduateName}已拒绝贵单位的签约邀请，您可再次发起签约。',
    en: '{graduateName} has declined your invitation. You may invite again.',
  },
  INVITATION_DECLINED_GRADUATE: {
    sms: false,
    zh: '您已拒绝{employerName}的签约邀请。',
    en: 'You have declined the invitation of {employerName}.',
  },
  INVITATION_EXPIRED_EMPLOYER: {
    sms: true,
    zh: '{graduateName}逾期未回应贵单位的签约邀请，您可再次发起签约。',
    en: '{graduateName} did not answer your invitation in time. You may invite again.',
  },
  INVITATION_EXPIRED_GRADUATE: {
    sms: true,
    zh: '{employerName}的签约邀请已于{respondBy}到期。如仍有意向，请联系该单位再次发起邀请。',
    en: 'The invitation of {employerName} ended on {respondBy}. If you are still interested, please ask for a new one.',
  },
  INVITATION_WITHDRAWN: {
    sms: true,
    zh: '{employerName}已撤回对您的签约邀请，您无需再作回应。',
    en: '{employerName} has withdrawn its invitation. You need not answer it.',
  },
  INVITATION_WITHDRAWN_EMPLOYER: {
    sms: false,
    zh: '贵单位对{graduateName}的签约邀请已撤回，您可再次发起签约。',
    en: 'Your invitation to {graduateName} was withdrawn. You may invite again.',
  },
  REVIEW_TASK_OPENED: {
    sms: false,
    zh: '{graduateName}与{employerName}的签约等待{stage}，请登录平台处理。',
    en: 'The signing of {graduateName} with {employerName} waits for you ({stage}).',
  },
  REVIEW_REMINDER: {
    sms: true,
    zh: '{graduateName}与{employerName}的签约仍在等待{stage}，请尽快登录平台处理。',
    en: 'The signing of {graduateName} with {employerName} still waits for you ({stage}). Please decide soon.',
  },
  REVIEW_ESCALATED: {
    sms: true,
    zh: '{graduateName}与{employerName}的签约等待{stage}已久，学校审核人可以处理，请登录平台。',
    en: 'The signing of {graduateName} with {employerName} has waited for long ({stage}). A school reviewer may decide it.',
  },
  REVIEW_DIGEST: {
    sms: true,
    zh: '您有{newTasks}件新的审核待处理，目前共{openTasks}件待审，请登录平台处理。',
    en: 'New reviews that wait for you: {newTasks}; all in all: {openTasks}. Please sign in.',
  },
  REVIEW_STAGE_PASSED: {
    sms: false,
    zh: '{graduateName}与{employerName}的签约已通过{stage}，等待下一级审核。',
    en: 'The signing of {graduateName} with {employerName} has passed one level ({stage}) and waits for the next.',
  },
  REVIEW_REJECTED_EMPLOYER: {
    sms: true,
    zh: '{graduateName}的签约未通过{stage}（{reason}），请与学生核实后再次发起签约。',
    en: 'The signing of {graduateName} was rejected ({stage}: {reason}). Please settle it with the graduate and invite again.',
  },
  REVIEW_REJECTED_GRADUATE: {
    sms: true,
    zh: '您与{employerName}的签约未通过{stage}（{reason}），详情请登录平台查看。',
    en: 'Your signing with {employerName} was rejected ({stage}: {reason}). Please see the record for what comes next.',
  },
  SIGNED_EMPLOYER: {
    sms: true,
    zh: '{graduateName}与贵单位签约完成，协议编号{agreementNo}，可登录平台查看。',
    en: '{graduateName} and your unit have signed. The number of the agreement is {agreementNo}.',
  },
  SIGNED_GRADUATE: {
    sms: true,
    zh: '您与{employerName}签约完成，协议编号{agreementNo}，可登录平台查看。',
    en: 'You and {employerName} have signed. The number of the agreement is {agreementNo}.',
  },
  SIGNING_INVALIDATED_EMPLOYER: {
    sms: true,
    zh: '学校已作废贵单位与{graduateName}的协议（{reason}）。如仍需签约，请重新收藏该学生后再邀请。',
    en: 'The school has voided your agreement with {graduateName} ({reason}). To sign anew, please search and add the graduate again, then invite.',
  },
  SIGNING_INVALIDATED_GRADUATE: {
    sms: true,
    zh: '学校已作废您与{employerName}的协议（{reason}）。您可请该单位重新邀请，或接受其他邀请。',
    en: 'Your school has voided your agreement with {employerName} ({reason}). You may ask the unit for a new invitation, or accept others.',
  },
  RECORD_CHANGED_EMPLOYER: {
    sms: true,
    zh: '学校更正了{graduateName}的信息，原签约已失效。请重新搜索、收藏该学生后再邀请。',
    en: 'The school has corrected the data of {graduateName}, and the signing has become invalid. Please search and add the graduate again, then invite.',
  },
  RECORD_CHANGED_GRADUATE: {
    sms: true,
    zh: '学校更正了您的信息，与{employerName}的签约已失效。请重新确认基本信息，再请该单位邀请。',
    en: 'Your school has corrected your data, and the signing with {employerName} has become invalid. Please confirm your profile anew, then ask the unit for a new invitation.',
  },
  RECORD_REMOVED_EMPLOYER: {
    sms: true,
    zh: '学校已将{graduateName}移出本届，与其签约已失效，无需再作处理。',
    en: 'The school has taken {graduateName} out of the cohort, and the signing has become invalid. Nothing more needs to be done.',
  },
  RECORD_REMOVED_GRADUATE: {
    sms: true,
    zh: '学校已将您移出本届，与{employerName}的签约已失效。如有疑问请联系学校就业部门。',
    en: 'Your school has taken you out of the cohort, and the signing with {employerName} has become invalid. Its careers office can help.',
  },
  OTHER_DESTINATION_EMPLOYER: {
    sms: true,
    zh: '学校已为{graduateName}登记其他毕业去向，与其签约已失效，无需再作处理。',
    en: 'The school has registered another destination of {graduateName}, and the signing has become invalid. Nothing more needs to be done.',
  },
  OTHER_DESTINATION_GRADUATE: {
    sms: true,
    zh: '学校已登记您的其他去向，与{employerName}的签约已失效。登记有误请联系学校就业部门。',
    en: 'Your school has registered another destination of yours, and the signing with {employerName} has become invalid. If that is wrong, please ask its careers office.',
  },
  DISABLED_EMPLOYER: {
    sms: true,
    zh: '贵单位已被平台停用，与{graduateName}的签约已失效。如有异议请联系平台客服。',
    en: 'Your unit has been disabled, and the signing with {graduateName} has become invalid. Please turn to support if you disagree.',
  },
  DISABLED_GRADUATE: {
    sms: true,
    zh: '{employerName}已被平台停用，与其签约已失效。您可以接受其他单位的邀请。',
    en: '{employerName} has been disabled, and the signing with it has become invalid. You may accept other invitations.',
  },
  COHORT_CLOSED_EMPLOYER: {
    sms: true,
    zh: '本届签约已截止，与{graduateName}的签约已失效，无需再作处理。',
    en: 'The signing period of the cohort is over, and the signing with {graduateName} has become invalid. Nothing more needs to be done.',
  },
  COHORT_CLOSED_GRADUATE: {
    sms: true,
    zh: '本届签约已截止，与{employerName}的签约已失效。去向登记请联系学校就业部门。',
    en: 'The signing period of your cohort is over, and the signing with {employerName} has become invalid. Please register your destination with the careers office of your school.',
  },
} as const;
