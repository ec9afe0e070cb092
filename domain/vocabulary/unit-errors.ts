/** What stands against an act on a unit, its verification, its people or the staff. A part of `errorTable`. */
export const unitErrors = {
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
  DISABLED_UNIT_HOLDS_CODE: {
    status: 409,
    zh: '该统一社会信用代码的单位已被停用，不能以汇款方式认证，请改用上传材料认证，由工作人员审核。',
    en: 'The unit with this credit code was disabled, so a transfer cannot verify it. Please upload material for the staff to review.',
  },
  LAST_MEMBER: {
    status: 409,
    zh: '单位仍有进行中的事项，请先由同事加入后再退出。',
    en: 'Cases of the unit are still open. Please leave after a colleague has joined.',
  },
  PROFILE_INCOMPLETE: {
    status: 409,
    zh: '个人信息不完整：姓名、公司名称、所在部门、担任职务、邮箱，以及工作电话或传真，都须先填写。',
    en: 'Your own data are incomplete: name, company, department, job title, e-mail, and an office phone or a fax have to be told first.',
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
} as const;
