/** What is wrong with a request, who asks, or with ourselves. A part of `errorTable`. */
export const requestErrors = {
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
    zh: '该访问令牌不能进行此操作：请由单位用户创建包含相应权限的令牌；不对令牌开放的操作，请登录后办理。',
    en: 'This token may not do that. Please have a user of the unit make one with the right scope; what no scope opens is done signed in.',
  },
  CAPTCHA_REQUIRED: { status: 403, zh: '请先完成验证码校验。', en: 'Please solve the captcha first.' },
  EMPLOYER_NOT_VERIFIED: {
    status: 403,
    zh: '单位须为已认证状态才能办理：尚未认证或信息变更后，请完成认证；尚未加入单位的，请先填写单位信息或申请加入；单位被停用的，请联系平台客服。',
    en: 'This needs a verified unit. Have yours verified, also after a change of its data; tell your unit or ask to join one if you are in none; ask support if it was disabled.',
  },
  MEMBERSHIP_PENDING: {
    status: 403,
    zh: '您加入单位的申请尚在审核，请等待同事或平台通过。',
    en: 'Your request to join the unit is still open. Please wait for a colleague or the platform to approve it.',
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
} as const;
