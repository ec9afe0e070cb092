/**
 * Every refusal and failure a caller can meet: its HTTP status and what it says, in words that tell what to do next.
 * Source: api.md §1, §4, §5.
 */
export const errorTable = {
  // The request itself.
  MALFORMED_JSON: {
    status: 400,
    zh: '请求内容不是有效的 JSON，请检查后重试。',
    en: 'The body is not valid JSON. Please check it and try again.',
  },
  MALFORMED_MULTIPART: {
    status: 400,
    zh: '请求内容不是完整的 multipart/form-data 表单，请检查后重试。',
    en: 'The body is not a whole multipart/form-data form. Please check it and try again.',
  },
  IDEMPOTENCY_KEY_REQUIRED: {
    status: 400,
    zh: '请在请求头 Idempotency-Key 中提供 1 至 64 个可见字符。',
    en: 'Please send an Idempotency-Key header of 1 to 64 visible characters.',
  },
  NOT_FOUND: {
    status: 404,
    zh: '没有找到您要的内容，请核对地址。',
    en: 'There is nothing here for you. Please check the address.',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    zh: '该地址不支持此请求方法，请查看接口文档。',
    en: 'This address does not take that method. Please see the API documentation.',
  },
  RECORD_CHANGED: {
    status: 412,
    zh: '记录已有变化，请刷新查看最新内容后再操作。',
    en: 'The record has changed. Please read it again before you act.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    zh: '请求内容过大，请减少内容后重试。',
    en: 'The body is too large. Please send less and try again.',
  },
  FILE_TOO_LARGE: {
    status: 413,
    zh: '文件超过 5 MB，请压缩后重新上传。',
    en: 'The file is larger than 5 MB. Please make it smaller and upload it again.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    zh: '不支持此内容类型，请查看接口文档。',
    en: 'This content type is not taken here. Please see the API documentation.',
  },
  UNSUPPORTED_FILE: {
    status: 415,
    zh: '文件格式不正确，请使用模板中的 xlsx 格式。',
    en: 'The file has another format. Please use an xlsx file like the template.',
  },
  UNSUPPORTED_IMAGE: {
    status: 415,
    zh: '请使用 jpg、jpeg、png 格式的图片。',
    en: 'Please use a picture in jpg, jpeg or png format.',
  },
  IMAGE_UNREADABLE: {
    status: 422,
    zh: '图片无法读取，请重新拍摄或另存后上传。',
    en: 'The picture cannot be read. Please take or save it again and upload it.',
  },
  VALIDATION_FAILED: {
    status: 422,
    zh: '部分内容填写有误，请按提示修改。',
    en: 'Some fields are not right yet. Please correct them as described.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    zh: '该 Idempotency-Key 已用于另一请求，请换一个。',
    en: 'This Idempotency-Key was used for another request. Please use a new one.',
  },
  PRECONDITION_REQUIRED: {
    status: 428,
    zh: '请在请求头 If-Match 中提供您所看到的记录版本。',
    en: 'Please send the version of the record you saw in an If-Match header.',
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    zh: '操作过于频繁，请稍后再试。',
    en: 'That was too often. Please try again a little later.',
  },

  // Who is asking.
  SIGNED_OUT: {
    status: 401,
    zh: '您尚未登录或登录已失效，请重新登录。',
    en: 'You are not signed in, or no longer. Please sign in again.',
  },
  CREDENTIALS_WRONG: {
    status: 401,
    zh: '手机号或密码不正确，请核对后重试，也可通过短信重置密码。',
    en: 'The phone number or the password is wrong. Please check both, or reset the password by SMS.',
  },
  SIGNATURE_WRONG: {
    status: 401,
    zh: '签名校验未通过，请检查密钥与时间。',
    en: 'The signature does not match. Please check the key and the clock.',
  },
  ORIGIN_NOT_ALLOWED: {
    status: 403,
    zh: '请从平台网站发起此操作。',
    en: 'Please do this from the pages of the platform.',
  },
  WRONG_USER_TYPE: {
    status: 403,
    zh: '您的账号类型不能使用此功能，请换用相应账号登录。',
    en: 'Your kind of account cannot do this. Please sign in with the right one.',
  },
  SCOPE_MISSING: {
    status: 403,
    zh: '该访问令牌没有此权限，请由单位用户创建包含此权限的令牌。',
    en: 'This token may not do that. Please have a user of the unit make one with the right scope.',
  },
  CAPTCHA_REQUIRED: { status: 403, zh: '请先完成验证码校验。', en: 'Please solve the captcha first.' },
  EMPLOYER_NOT_VERIFIED: {
    status: 403,
    zh: '贵单位尚未通过认证，请先完成身份认证。',
    en: 'Your unit is not verified yet. Please complete the verification first.',
  },
  MEMBERSHIP_PENDING: {
    status: 403,
    zh: '您加入单位的申请尚在审核，请等待同事或平台通过。',
    en: 'Your request to join the unit is still open. Please wait for a colleague or the platform to approve it.',
  },

  // Invitations and answers.
  ACTION_NOT_ALLOWED: {
    status: 409,
    zh: '当前状态下不能进行此操作，请刷新查看最新状态。',
    en: 'This cannot be done in the present state. Please read the record again.',
  },
  INVITATION_ALREADY_OPEN: {
    status: 409,
    zh: '您已向该学生发出邀请，请等待其回应或先撤回。',
    en: 'Your invitation to this graduate is still open. Please wait for the answer or withdraw it.',
  },
  ALREADY_SIGNED_WITH_YOU: {
    status: 409,
    zh: '该学生已与贵单位签约，无需再次邀请。',
    en: 'This graduate has already signed with your unit. No new invitation is needed.',
  },
  FAVORITE_OUTDATED: {
    status: 409,
    zh: '该学生的信息已更新，请重新搜索并加入收藏夹。',
    en: 'The data of this graduate have changed. Please search again and add the new entry.',
  },
  FAVORITE_IN_USE: {
    status: 409,
    zh: '该学生还有进行中的签约，结束后方可移出收藏夹。',
    en: 'A signing with this graduate is still open. Please remove the entry after it has ended.',
  },
  COHORT_CLOSED: {
    status: 409,
    zh: '该届别当前不在签约期内，请核对届别。',
    en: 'This cohort is not open for signing. Please check the cohort.',
  },
  ARCHIVE_PROFILE_INCOMPLETE: {
    status: 409,
    zh: '档案信息不完整，请先在档案信息管理中补全。',
    en: 'The archive profile is incomplete. Please complete it first.',
  },
  OUT_OF_VERIFIED_SCOPE: {
    status: 409,
    zh: '该学生的院校不在贵单位的认证范围内，请申请全国通用认证。',
    en: 'The school of this graduate is outside your verified scope. Please apply for a national verification.',
  },
  GRADUATE_BOUND: {
    status: 409,
    zh: '您已应约、签约或登记了其他去向，需先解除后才能接受本邀请。',
    en: 'You are bound by another signing or destination. It has to be released before you can accept.',
  },
  GRADUATE_LOCKED: {
    status: 409,
    zh: '学校已锁定您的签约，或您的培养方式不适用网上签约，请联系学校就业部门。',
    en: 'Your school has locked your signing, or your training agreement rules it out. Please ask the careers office of your school.',
  },
  RESPONSE_WINDOW_OVER: {
    status: 409,
    zh: '应约期限已过，如仍有意向请联系单位再次发起邀请。',
    en: 'The time to answer is over. Please ask the unit for a new invitation if you are still interested.',
  },
  PROFILE_NOT_CONFIRMED: {
    status: 409,
    zh: '请先核对并确认您的基本信息。',
    en: 'Please check and confirm your data first.',
  },
  AGREEMENT_NOT_READY: {
    status: 409,
    zh: '协议书尚未生成，请稍后再下载。',
    en: 'The agreement has not been made yet. Please download it a little later.',
  },
  TEXT_NOT_PRINTABLE: {
    status: 422,
    zh: '内容中有无法印入文件的字符，请联系客服。',
    en: 'A character of the text cannot be printed. Please turn to support.',
  },
  GRADUATE_HAS_AGREEMENT: {
    status: 409,
    zh: '该毕业生有已生效的协议，请先解约或作废后再修改。',
    en: 'This graduate has an agreement in force. Please terminate or void it before the change.',
  },
  TERMINATION_ALREADY_OPEN: {
    status: 409,
    zh: '该协议已有进行中的解约申请，请先处理该申请。',
    en: 'A termination of this agreement is already open. Please deal with that one first.',
  },
  TERMINATION_NOT_ALLOWED_BY_SCHOOL: {
    status: 409,
    zh: '按学校规定目前不能申请解约，请联系学校就业部门。',
    en: 'The rules of the school do not allow this termination now. Please ask its careers office.',
  },

  // The unit and its verification.
  VERIFICATION_OPEN: {
    status: 409,
    zh: '已有进行中的认证，请先完成或撤回。',
    en: 'A verification is already open. Please complete or withdraw it first.',
  },
  REMITTANCE_LIMIT_REACHED: {
    status: 409,
    zh: '汇款次数已达上限，请稍后再试或改用上传材料认证。',
    en: 'No more transfers can be sent now. Please try later, or verify by uploading material.',
  },
  UNIT_DATA_CHANGED: {
    status: 409,
    zh: '单位名称、信用代码或单位类型在提交认证后已变更，请撤回后重新提交认证。',
    en: 'The name, the credit code or the type of the unit has changed since. Please withdraw and submit a new verification.',
  },
  REVIEWER_PARTIAL: {
    status: 403,
    zh: '您曾为该单位录入信息，或与其用户使用同一手机号，请由其他审核员处理。',
    en: 'You entered data for this unit, or share a phone number with one of its users. Please leave the case to another reviewer.',
  },
  CLAIM_REQUIRED: {
    status: 409,
    zh: '该件未由您领取或领取已到期，请先领取再处理。',
    en: 'You do not hold this case, or no longer. Please claim it before you decide.',
  },
  CLAIM_HELD: {
    status: 409,
    zh: '该件正由其他审核员处理，请等待其处理完毕或领取到期。',
    en: 'Another reviewer holds this case. Please wait until it is decided or the claim is over.',
  },
  EMPLOYER_EXISTS: {
    status: 409,
    zh: '该统一社会信用代码的单位已认证，请申请加入。',
    en: 'A verified unit already has this credit code. Please ask to join it.',
  },
  LAST_MEMBER: {
    status: 409,
    zh: '单位仍有进行中的事项，请先由同事加入后再退出。',
    en: 'Cases of the unit are still open. Please leave after a colleague has joined.',
  },
  PROFILE_INCOMPLETE: {
    status: 409,
    zh: '个人或单位信息不完整，请先补全。',
    en: 'Your own data or those of the unit are incomplete. Please complete them first.',
  },
  AMOUNT_MISMATCH: {
    status: 422,
    zh: '金额与汇款不一致，请仔细核对后重新填写。',
    en: 'The amount is not the one that was sent. Please check it and enter it again.',
  },
  CODE_WRONG: {
    status: 422,
    zh: '验证码不正确或已失效，请核对或重新获取。',
    en: 'The code is wrong or no longer valid. Please check it or ask for a new one.',
  },
  ACTIVATION_REFUSED: {
    status: 422,
    zh: '信息与学校登记的不一致，请核对，或联系学校更正。',
    en: 'This does not match the record of the school. Please check it, or ask the school to correct its record.',
  },

  // The staff and their panel.
  SIGN_IN_NAME_TAKEN: {
    status: 409,
    zh: '该登录名已被使用，请换一个。',
    en: 'Somebody else has this sign-in name. Please choose another one.',
  },
  OWN_ACCOUNT: {
    status: 409,
    zh: '不能变更自己的角色、停用或重置自己的账号，请由其他系统管理员处理。',
    en: 'You cannot do this to your own account. Please ask another administrator.',
  },
  LAST_ADMINISTRATOR: {
    status: 409,
    zh: '这是最后一位可登录的系统管理员，请先设置另一位。',
    en: 'This is the last administrator who can sign in. Please make another one first.',
  },
  PHONE_IN_USE: {
    status: 409,
    zh: '该手机号已有同类账号，请核对或换一个号码。',
    en: 'Another account of this kind has this number. Please check it or take another one.',
  },

  // Ourselves.
  INTERNAL_ERROR: {
    status: 500,
    zh: '系统出现问题，请稍后重试；如仍未恢复，请联系客服并提供请求编号。',
    en: 'Something went wrong on our side. Please try again later, or tell support the request id.',
  },
  DATABASE_UNAVAILABLE: {
    status: 503,
    zh: '服务暂时不可用，请稍后重试。',
    en: 'The service is not available for the moment. Please try again shortly.',
  },
  MESSAGES_UNAVAILABLE: {
    status: 503,
    zh: '验证码暂时无法发送，请稍后重试。',
    en: 'The code cannot be sent for the moment. Please try again shortly.',
  },
  FILES_UNAVAILABLE: {
    status: 503,
    zh: '文件服务暂时不可用，请稍后重试。',
    en: 'Files can be neither kept nor read for the moment. Please try again shortly.',
  },
} as const satisfies Record<string, { status: number; zh: string; en: string }>;

/** The code of a refusal or failure. */
export type ErrorCode = keyof typeof errorTable;

/**
 * A refusal or failure on its way to the caller. Its message is the code alone, because messages reach logs and the engine,
 * where nothing of a person may stand; `extra` goes to the caller only, such as triesLeft or availableAt.
 */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly extra: Record<string, unknown> | undefined;

  constructor(code: ErrorCode, extra?: Record<string, unknown>) {
    super(code);
    this.name = 'DomainError';
    this.code = code;
    this.extra = extra;
  }
}
