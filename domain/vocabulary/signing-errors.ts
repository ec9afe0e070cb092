/** What stands against an act on a signing or a termination. A part of `errorTable`. */
export const signingErrors = {
  ACTION_NOT_ALLOWED: {
    status: 409,
    zh: '现在不能进行此操作，请刷新后按可办理的操作进行。',
    en: 'This cannot be done now. Please read the record again and see what can.',
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
    zh: '该学生的信息已更新、与其的签约已失效，或已移出收藏夹，请重新搜索并加入收藏夹。',
    en: 'The data of this graduate have changed, a signing with them became invalid, or the entry was removed. Please search again and add a new one.',
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
    zh: '已应约、签约或登记了其他去向，解除之前不能接受邀请或通过审核；已应约或签约的，也不能拒绝，邀请到期自动结束。',
    en: 'The graduate is bound by another signing or destination: until it is released nothing can be accepted or approved, nor declined where they have accepted or signed. An invitation ends by itself.',
  },
  GRADUATE_LOCKED: {
    status: 409,
    zh: '学校已锁定签约，或培养方式（定向、委托培养）不适用网上签约，须由学校就业部门解除锁定或更正后才能继续。',
    en: 'The school has locked the signing, or the training agreement rules it out: its careers office has to unlock or correct it first.',
  },
  RESPONSE_WINDOW_OVER: {
    status: 409,
    zh: '答复期限已过，不能再答复；结果和接下来可办理的事项请见该记录。',
    en: 'The time to answer is over. The record tells what came of it, and what can be done now.',
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
  GRADUATE_NOT_PRINTABLE: {
    status: 409,
    zh: '学校登记的该生姓名、学校或专业中有协议书无法印出的字符，暂不能网上签约，请该生联系学校更正登记。',
    en: 'The record of this graduate (name, school or major) holds a character that no agreement can show. The school has to correct the record first.',
  },
  GRADUATE_HAS_AGREEMENT: {
    status: 409,
    zh: '该毕业生有已生效的协议，请先解约或作废后再修改。',
    en: 'This graduate has an agreement in force. Please terminate or void it before the change.',
  },
  EMPLOYER_DISABLED: {
    status: 409,
    zh: '该单位已停用，本次签约即将失效，无需再作处理。',
    en: 'This unit has been disabled. The signing is about to become invalid; nothing more needs to be done.',
  },
  GRADUATE_REMOVED: {
    status: 409,
    zh: '该毕业生已被学校移出本届，本次签约即将失效，如有疑问请联系学校就业部门。',
    en: 'The school has taken this graduate out of the cohort. The signing is about to become invalid; its careers office can help.',
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
} as const;
