/** The texts about terminations, a part of `messageTemplates`. Source: domain.md §6.2b, §7. */
export const terminationMessages = {
  TERMINATION_APPLIED: {
    sms: false,
    zh: '{graduateName}与{employerName}的解约申请已发出，请等待对方于{respondBy}前回应。',
    en: 'The termination of the agreement of {graduateName} with {employerName} was asked for. The other side may answer until {respondBy}.',
  },
  TERMINATION_ASKED_EMPLOYER: {
    sms: true,
    zh: '{graduateName}申请与贵单位解约（{reason}），请于{respondBy}前登录平台同意或拒绝。',
    en: '{graduateName} asks to terminate the agreement with your unit ({reason}). Please agree or refuse by {respondBy}.',
  },
  TERMINATION_ASKED_GRADUATE: {
    sms: true,
    zh: '{employerName}申请与您解约（{reason}），请于{respondBy}前登录平台同意或拒绝。',
    en: '{employerName} asks to terminate its agreement with you ({reason}). Please agree or refuse by {respondBy}.',
  },
  TERMINATION_REMINDER_EMPLOYER: {
    sms: true,
    zh: '{graduateName}的解约申请将于{respondBy}到期，请及时登录平台同意或拒绝。',
    en: 'The time to answer the termination that {graduateName} asks for ends on {respondBy}. Please agree or refuse before then.',
  },
  TERMINATION_REMINDER_GRADUATE: {
    sms: true,
    zh: '{employerName}的解约申请将于{respondBy}到期，请及时登录平台同意或拒绝。',
    en: 'The time to answer the termination that {employerName} asks for ends on {respondBy}. Please agree or refuse before then.',
  },
  MEDIATION_APPLIED: {
    sms: false,
    zh: '{graduateName}与{employerName}的解约调解申请已提交，由{schoolName}处理。',
    en: '{schoolName} was asked to mediate the termination of the agreement of {graduateName} with {employerName}.',
  },
  MEDIATION_OPENED_EMPLOYER: {
    sms: true,
    zh: '{graduateName}已申请由{schoolName}调解与贵单位的解约，如有意见请尽快联系学校。',
    en: '{graduateName} has asked {schoolName} to mediate the termination of the agreement with your unit. Please tell the school your view soon.',
  },
  MEDIATION_OPENED_GRADUATE: {
    sms: true,
    zh: '{employerName}已申请由{schoolName}调解与您的解约，如有意见请尽快联系学校。',
    en: '{employerName} has asked {schoolName} to mediate the termination of its agreement with you. Please tell the school your view soon.',
  },
  TERMINATION_AGREED: {
    sms: false,
    zh: '已同意{graduateName}与{employerName}的解约，现由{schoolName}审核；审核通过前协议仍然有效。',
    en: 'You agreed to terminate the agreement of {graduateName} with {employerName}. {schoolName} now reviews it; until then the agreement stays in force.',
  },
  TERMINATION_AGREED_EMPLOYER: {
    sms: true,
    zh: '{graduateName}已同意与贵单位解约，现由{schoolName}审核，审核通过前协议仍有效。',
    en: '{graduateName} agrees to the termination. {schoolName} now reviews it; until then the agreement stays in force.',
  },
  TERMINATION_AGREED_GRADUATE: {
    sms: true,
    zh: '{employerName}已同意与您解约，现由{schoolName}审核，审核通过前协议仍有效。',
    en: '{employerName} agrees to the termination. {schoolName} now reviews it; until then the agreement stays in force.',
  },
  TERMINATION_REFUSED: {
    sms: false,
    zh: '已拒绝{graduateName}与{employerName}的解约，协议仍然有效。',
    en: 'You refused to terminate the agreement of {graduateName} with {employerName}. It stays in force.',
  },
  TERMINATION_REFUSED_EMPLOYER: {
    sms: true,
    zh: '{graduateName}不同意与贵单位解约，协议仍有效，理由请登录平台查看。',
    en: '{graduateName} does not agree to the termination, and the agreement stays in force. Please see the record for the reason.',
  },
  TERMINATION_REFUSED_GRADUATE: {
    sms: true,
    zh: '{employerName}不同意与您解约，协议仍有效，理由请登录平台查看。',
    en: '{employerName} does not agree to the termination, and the agreement stays in force. Please see the record for the reason.',
  },
  TERMINATION_EXPIRED: {
    sms: true,
    zh: '{graduateName}与{employerName}的解约申请逾期未回应，解约失败，协议仍有效。',
    en: 'The termination of the agreement of {graduateName} with {employerName} was not answered in time and has failed. The agreement stays in force.',
  },
  TERMINATION_EXPIRED_EMPLOYER: {
    sms: true,
    zh: '{graduateName}逾期未回应解约申请，协议仍有效，您可在30天内申请学校调解。',
    en: '{graduateName} did not answer in time, and the agreement stays in force. You may ask the school to mediate within 30 days.',
  },
  TERMINATION_EXPIRED_GRADUATE: {
    sms: true,
    zh: '{employerName}逾期未回应解约申请，协议仍有效，您可在30天内申请学校调解。',
    en: '{employerName} did not answer in time, and the agreement stays in force. You may ask the school to mediate within 30 days.',
  },
  TERMINATION_WITHDRAWN: {
    sms: false,
    zh: '{graduateName}与{employerName}的解约申请已撤回，协议仍然有效。',
    en: 'The termination of the agreement of {graduateName} with {employerName} was withdrawn. The agreement stays in force.',
  },
  TERMINATION_WITHDRAWN_EMPLOYER: {
    sms: true,
    zh: '{graduateName}已撤回解约申请，您无需再作回应，协议仍有效。',
    en: '{graduateName} has withdrawn the termination. You need not answer it, and the agreement stays in force.',
  },
  TERMINATION_WITHDRAWN_GRADUATE: {
    sms: true,
    zh: '{employerName}已撤回解约申请，您无需再作回应，协议仍有效。',
    en: '{employerName} has withdrawn the termination. You need not answer it, and the agreement stays in force.',
  },
  TERMINATION_TASK_OPENED: {
    sms: false,
    zh: '{graduateName}与{employerName}的解约等待{stage}，请登录平台处理。',
    en: 'The termination of the agreement of {graduateName} with {employerName} waits for you ({stage}).',
  },
  TERMINATION_REVIEW_REMINDER: {
    sms: true,
    zh: '{graduateName}与{employerName}的解约仍在等待{stage}，请尽快登录平台处理。',
    en: 'The termination of the agreement of {graduateName} with {employerName} still waits for you ({stage}). Please decide soon.',
  },
  TERMINATION_REVIEW_ESCALATED: {
    sms: true,
    zh: '{graduateName}与{employerName}的解约等待{stage}已久，学校审核人可以处理，请登录平台。',
    en: 'The termination of the agreement of {graduateName} with {employerName} has waited for long ({stage}). A school reviewer may decide it.',
  },
  TERMINATION_STAGE_PASSED: {
    sms: false,
    zh: '{graduateName}与{employerName}的解约已通过{stage}，等待下一级审核。',
    en: 'The termination of the agreement of {graduateName} with {employerName} has passed one level ({stage}) and waits for the next.',
  },
  TERMINATION_APPROVED: {
    sms: true,
    zh: '{graduateName}与{employerName}的解约已通过审核，{respondBy}起生效。',
    en: 'The termination of the agreement of {graduateName} with {employerName} is approved and takes effect on {respondBy}.',
  },
  TERMINATION_REJECTED_EMPLOYER: {
    sms: true,
    zh: '贵单位与{graduateName}的解约未通过{stage}（{reason}），协议仍有效。',
    en: 'The termination of your agreement with {graduateName} was rejected ({stage}: {reason}). It stays in force.',
  },
  TERMINATION_REJECTED_GRADUATE: {
    sms: true,
    zh: '您与{employerName}的解约未通过{stage}（{reason}），协议仍有效。',
    en: 'The termination of your agreement with {employerName} was rejected ({stage}: {reason}). It stays in force.',
  },
  TERMINATION_AGREEMENT_VOIDED: {
    sms: false,
    zh: '{graduateName}与{employerName}的协议已失效（{reason}），原解约申请随之结束，无需再处理。',
    en: 'The agreement of {graduateName} with {employerName} has become invalid ({reason}), and its termination ends with it. Nothing more needs to be done.',
  },
  TERMINATION_UNIT_DISABLED_EMPLOYER: {
    sms: true,
    zh: '贵单位已被平台停用，不再等待贵单位回应{graduateName}的解约申请，协议仍有效。如有异议请联系平台客服。',
    en: 'Your unit has been disabled, so the termination that {graduateName} asked for no longer waits for its answer. The agreement is in force. Please turn to support if you disagree.',
  },
  TERMINATION_UNIT_DISABLED: {
    sms: true,
    zh: '{employerName}已被平台停用，无需等其回应，原解约申请已失效，协议仍有效。您可直接申请学校调解解约。',
    en: '{employerName} has been disabled, so its answer need not be waited for: your application has become invalid, the agreement is in force, and you may ask your school to mediate at once.',
  },
  TERMINATED_EMPLOYER: {
    sms: true,
    zh: '贵单位与{graduateName}已解约，协议{agreementNo}不再有效。',
    en: 'Your agreement {agreementNo} with {graduateName} is terminated and no longer in force.',
  },
  TERMINATED_GRADUATE: {
    sms: true,
    zh: '您与{employerName}已解约，协议{agreementNo}不再有效，可与其他单位签约。',
    en: 'Your agreement {agreementNo} with {employerName} is terminated. You may sign with another unit.',
  },
} as const;
