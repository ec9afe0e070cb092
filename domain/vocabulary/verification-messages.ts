/** The texts about the verification of a unit, a part of `messageTemplates`. Source: domain.md §6.2b. */
export const verificationMessages = {
  REMITTANCE_SUBMITTED: {
    sms: false,
    zh: '平台将向贵单位对公账号汇款，预计{expectedBy}前到账，届时短信通知。',
    en: 'The platform sends money to your corporate account. It should arrive by {expectedBy}, and a text message will tell you.',
  },
  MATERIAL_SUBMITTED: {
    sms: false,
    zh: '贵单位的认证材料已提交，工作人员一般在2个工作日内审核，结果将短信通知。',
    en: 'Your material was received. Staff usually review it within 2 working days, and a text message will tell you the result.',
  },
  REMITTANCE_SETTLED: {
    sms: true,
    zh: '平台已向贵单位对公账号汇款，请查收并于{respondBy}前登录平台填写收到的金额。',
    en: 'Money was sent to your corporate account. Please look it up and enter the amount received by {respondBy}.',
  },
  REMITTANCE_FAILED: {
    sms: true,
    zh: '向贵单位汇款未成功（{reason}），请于{respondBy}前核对账号重新汇款，或改为上传材料。',
    en: 'The transfer to your unit failed ({reason}). Please correct the account, or upload material instead, by {respondBy}.',
  },
  AMOUNT_MISMATCHED: {
    sms: false,
    zh: '填写的金额与汇款不一致，还可填写{triesLeft}次，请核对银行流水后再填。',
    en: 'The amount entered is not the one that was sent. Tries left: {triesLeft}. Please check the statement of the bank first.',
  },
  AMOUNT_FAILED: {
    sms: true,
    zh: '汇款金额已填错三次，本次认证未通过。您可重新申请认证，或改为上传材料。',
    en: 'The amount was wrong three times, and this verification has failed. You may begin a new one, or upload material.',
  },
  AMOUNT_EXPIRED: {
    sms: true,
    zh: '贵单位未按期填写汇款金额，本次认证已失效。请登录平台重新申请认证。',
    en: 'The amount was not entered in time, and this verification has expired. Please begin a new one.',
  },
  BANK_DATA_EXPIRED: {
    sms: true,
    zh: '汇款未成功后未按期更正，本次认证已失效。请登录平台重新申请认证。',
    en: 'The failed transfer was not corrected in time, and this verification has expired. Please begin a new one.',
  },
  UNIT_VERIFIED: {
    sms: true,
    zh: '贵单位已通过身份认证，请重新登录平台，即可开始网上签约。',
    en: 'Your unit is verified. Please sign in again and begin to sign online.',
  },
  SUPPLEMENT_REQUESTED: {
    sms: true,
    zh: '贵单位的认证材料需要补传，请于{respondBy}前登录平台查看原因并补传。',
    en: 'Some of your material is needed anew. Please see the reasons and upload it by {respondBy}.',
  },
  SUPPLEMENT_RECEIVED: {
    sms: false,
    zh: '贵单位补传的材料已收到，工作人员将重新审核，结果将短信通知。',
    en: 'Your new material was received. Staff will review it again, and a text message will tell you the result.',
  },
  SUPPLEMENT_EXPIRED: {
    sms: true,
    zh: '贵单位未按期补传认证材料，本次认证已失效。请登录平台重新申请认证。',
    en: 'The material asked for did not come in time, and this verification has expired. Please begin a new one.',
  },
  VERIFICATION_REJECTED: {
    sms: true,
    zh: '贵单位的身份认证未通过（{reason}），请登录平台查看说明，更正后可重新申请。',
    en: 'Your verification was rejected ({reason}). Please see the record; you may begin a new one once it is put right.',
  },
  VERIFICATION_EMPLOYER_EXISTS: {
    sms: true,
    zh: '该统一社会信用代码的单位已通过认证，本次认证结束，请登录平台申请加入该单位。',
    en: 'A unit with this credit code is verified already, and this verification has ended. Please ask to join that unit.',
  },
  VERIFICATION_UNIT_DISABLED: {
    sms: true,
    zh: '贵单位已被平台停用，本次身份认证结束。如有异议，请联系平台客服。',
    en: 'Your unit has been disabled, and this verification has ended. Please turn to support if you disagree.',
  },
  VERIFICATION_WITHDRAWN: {
    sms: false,
    zh: '贵单位的身份认证已撤回，您可随时重新申请。',
    en: 'Your verification was withdrawn. You may begin a new one at any time.',
  },
  VERIFICATION_REVIEW_OPENED: {
    sms: false,
    zh: '{employerName}的认证材料等待审核，请在审核队列中领取。',
    en: 'The material of {employerName} waits for review. Please claim it in the queue.',
  },
  VERIFICATION_REVIEW_REMINDER: {
    sms: false,
    zh: '{employerName}的认证材料已超过2个工作日未审核，请尽快处理。',
    en: 'The material of {employerName} has waited for more than 2 working days. Please decide soon.',
  },
  VERIFICATION_REVIEW_ESCALATED: {
    sms: false,
    zh: '{employerName}的认证材料等待审核已久，请安排审核员处理。',
    en: 'The material of {employerName} has waited for long. Please see to it that a reviewer decides it.',
  },
} as const;
