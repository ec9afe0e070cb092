import { terminationMessages } from './termination-messages.ts';

/** What a template may hold: names as text, `respondBy` and `expectedBy` an instant, `reason`, `stage` and `field` a code of their lists. */
export const messagePlaceholders = [
  'employerName',
  'graduateName',
  'positionTitle',
  'respondBy',
  'schoolName',
  'collegeName',
  'agreementNo',
  'reason',
  'stage',
  'expectedBy',
  'triesLeft',
  'field',
  'shouldBe',
  'newTasks',
  'openTasks',
] as const;

/** The name of a placeholder. */
export type MessagePlaceholder = (typeof messagePlaceholders)[number];

/**
 * Every text the platform sends about a signing, a termination, a verification, a membership, an account or the reviewers' work, for
 * SMS and inbox alike. `sms` says that it may go by SMS, to whoever must act
 * or has gained or lost something; the Chinese text then fits one SMS of 70 characters. Source: domain.md §6.2b.
 */
export const messageTemplates = {
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
    zh: '贵单位与{graduateName}的签约已失效（{reason}），详情请登录平台查看。',
    en: 'Your signing with {graduateName} has become invalid ({reason}). Please see the record.',
  },
  SIGNING_INVALIDATED_GRADUATE: {
    sms: true,
    zh: '您与{employerName}的签约已失效（{reason}），如有疑问请联系学校就业部门。',
    en: 'Your signing with {employerName} has become invalid ({reason}). The careers office of your school can help.',
  },
  ...terminationMessages,
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
    zh: '{graduateName}申请更正{field}，应为：{shouldBe}。请核对后处理。',
    en: '{graduateName} asks to correct the {field}. It should be: {shouldBe}. Please check it.',
  },
  MEMBER_REMOVED: {
    sms: true,
    zh: '您已不再是{employerName}的用户，如有疑问请联系单位或平台。',
    en: 'You are no longer a user of {employerName}. Please ask the unit or the platform if this is wrong.',
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
} as const satisfies Record<string, { sms: boolean; zh: string; en: string }>;

/** The code of a message. */
export type MessageCode = keyof typeof messageTemplates;
