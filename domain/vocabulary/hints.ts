import { labelOf, type Term } from './term.ts';

/**
 * The hint lines of the two operation guides, word for word where they are legible; a line both guides have is taken from the
 * one that is less damaged. The two account numbers of the sample amount page are placeholders. Source: domain.md §3, §5, §9, §10.
 */
export const hints = [
  {
    code: 'TERMS_ACCEPTED_BY_REGISTERING',
    zh: '点击立即注册，表示您将同意并遵守新职业服务条款。',
    en: 'By registering you accept the terms of service.',
  },
  {
    code: 'COMPANY_NAME',
    zh: '与营业执照或统一社会信用代码上公司名称...',
    en: 'The name as on the business licence or the credit code certificate',
  },
  { code: 'DEPARTMENT', zh: '招聘部门名称', en: 'Name of the recruiting department' },
  { code: 'JOB_TITLE', zh: '职位名称', en: 'Name of your position' },
  { code: 'PHONE_OR_FAX', zh: '工作电话和传真至少填一项', en: 'Fill in at least one of office phone and fax' },
  {
    code: 'UNIT_TYPE_OTHER',
    zh: '(如民营企业、集体企业、个体工商户等)',
    en: '(such as private and collective enterprises, sole proprietors)',
  },
  {
    code: 'WEBSITE',
    zh: "公司官方网站地址, 请以 'http' 或 'https' 开头",
    en: "Address of the official website, beginning with 'http' or 'https'",
  },
  {
    code: 'REMITTANCE_STEPS',
    zh: '对公账号汇款认证方式 流程：输入企业对公账号→新职业网汇款→将收到的金额填入验证页面→完成验证',
    en: 'Remittance: enter the corporate account → the platform sends money → enter the amount received → verified',
  },
  {
    code: 'MATERIALS_STEPS',
    zh: '上传材料认证方式 流程：上传认证材料→新职业网人工审核→审核通过，完成验证',
    en: 'Material: upload it → the platform reviews it → approved and verified',
  },
  {
    code: 'REMITTANCE_INTRODUCTION',
    zh: '请填写贵单位的财务对公账号，网签系统将向贵单位的财务对公账号汇款，并在汇款成功后短信通知您。届时请您将收到的汇款金额填写在验证页面，以完成验证。',
    en: 'Enter the corporate account of your unit. The platform sends money to it and tells you by text message once it is there. Then enter the amount received on the verification page.',
  },
  {
    code: 'PAYEE_NAME',
    zh: '请核对收款人名称是否正确，如不正确请联系企业客服或选择上传认证材料方式',
    en: 'Check the name of the payee. If it is wrong, ask support or choose to upload material',
  },
  { code: 'CORPORATE_ACCOUNT_NO', zh: '贵单位的财务对公账号', en: 'The corporate account of your unit' },
  { code: 'BANK_BRANCH_NAME', zh: '完整开户行名称', en: 'Full name of the bank branch' },
  { code: 'CNAPS_CODE', zh: '12位开户行银联号', en: 'CNAPS code of the branch, 12 digits' },
  {
    code: 'ACCOUNT_HOLDER',
    zh: '*请保证该账号的主体与您在本页第一行所填写的公司全称完全一致，否则无法完成验证。',
    en: '*The holder of the account must be exactly the unit named in the first line of this page, or it cannot be verified.',
  },
  {
    code: 'ACCOUNT_IS_FINAL',
    zh: '*请仔细检查该账号，提交后将不能修改。',
    en: '*Check the account carefully: it cannot be changed after you submit it.',
  },
  {
    code: 'ACCOUNT_IS_CORPORATE',
    zh: '*请核对该账号是否为企业的公户账号。',
    en: '*Check that it is a corporate account of the unit.',
  },
  {
    code: 'AUTHORIZATION_LETTER_IMAGE',
    zh: '*加盖企业公章的网签授权书图片',
    en: '*Picture of the authorization letter with the seal of the unit',
  },
  {
    code: 'LICENSE_IMAGE',
    zh: '*加盖企业公章的营业执照或统一社会信用代码证书扫描件',
    en: '*Scan of the business licence or the credit code certificate with the seal of the unit',
  },
  { code: 'MORE_MATERIAL', zh: '上传更多材料（非必填）', en: 'Upload more material (optional)' },
  {
    code: 'REMITTANCE_AMOUNT',
    zh: '请在收到短信通知后，将财务对公账号{corporateAccountNo}收到的来自于“账号{payerAccountNo}”的汇款金额完整填写在下方文本框中，以完成验证。例如：1.78',
    en: 'After the text message, enter the whole amount that the corporate account {corporateAccountNo} received from “account {payerAccountNo}”. For example: 1.78',
  },
  {
    code: 'REMITTANCE_AMOUNT_RECEIVED',
    zh: '贵单位财务对公账号收到的汇款金额',
    en: 'The amount your corporate account received',
  },
  {
    code: 'REMITTANCE_AMOUNT_CHECK',
    zh: '*请仔细核查汇款支付方账号与汇款金额。',
    en: '*Check the account of the payer and the amount carefully.',
  },
  {
    code: 'MATERIALS_INTRODUCTION',
    zh: '请按要求上传以下材料，工作人员将对您的材料进行审核，并在审核后短信通知您。届时请您再次登录网站，即可开始进行网上签约事项。请使用jpg、jpeg、png格式的图片。',
    en: 'Upload the material below. Staff review it and tell you by text message. Then sign in again and begin to sign. Use pictures in jpg, jpeg or png format.',
  },
  {
    code: 'FAVORITES',
    zh: '您可在本页面通过点击“添加学生”按钮或批量导入的方式查询发起签约的学生，并将其加入收藏夹，方可对其发起签约，请确认学生信息无误后再对学生发起签约邀请，不同届别学生注意切换。',
    en: 'Find students here with “add student” or by import and add them to the favorites; only then can you invite them. Check the data before you invite, and mind the cohort.',
  },
  {
    code: 'STUDENT_SEARCH',
    zh: '请准确输入学生的姓名、身份证号，系统将帮助您搜索签约学生信息',
    en: 'Enter the exact name and ID number of the student, and the platform finds the student',
  },
  {
    code: 'STUDENT_FOUND',
    zh: '以下是根据您输入的信息找到的学生，请核对。若学生信息无误，您可点击“加入收藏夹”按钮，并关闭本弹窗对该学生发起签约邀请函，加入收藏夹后信息不可变更请确认无误后再加入。',
    en: 'This is the student found. If the data are right, add the student to the favorites, close this window and send an invitation. The data cannot be changed once they are added, so check them first.',
  },
  {
    code: 'INVITATION_SENT',
    zh: '*邀请函发出后, 请在“签约中”状态查看记录',
    en: '*After the invitation is sent, find the record under “signing”',
  },
  {
    code: 'TAB_SIGNING',
    zh: '本页包括您已经发送邀请函正等待对方签约、学生已签约提交学校学院审核中的记录，学校审核通过后的记录将进入“已签约”菜单，学生拒绝/超时/学校审核不通过的记录将进入“签约失败”菜单。',
    en: 'Invitations that wait for the student and those in review. They move to “signed” once the school approves, and to “signing failed” when declined, overdue or rejected.',
  },
  {
    code: 'TAB_SIGNING_FAILED',
    zh: '本页记录均为签约失败的情况，可能包括学生拒绝签约、学生逾期未回应、学校/学院签约/审核不通过。您可再次发起邀请。',
    en: 'Signings that failed: declined, not answered in time, or rejected in review. You may invite again.',
  },
  {
    code: 'ARCHIVE_PROFILE',
    zh: '若您向学生发送的签约邀请函中勾选了“接收档案”，则会自动将本处填写的信息附加到邀请函中，无需重复填写。',
    en: 'If an invitation says that the unit receives the archive, what is filled in here is attached to it automatically.',
  },
  {
    code: 'ACCOUNTS',
    zh: '以下为贵单位所有已认证的用户，您可对本账号进行操作。',
    en: 'All verified users of your unit. You may change your own account.',
  },
] as const satisfies readonly Term[];

/** The code of a hint. */
export type HintCode = (typeof hints)[number]['code'];

/** A hint line of the guides, in Chinese, for where it belongs. */
export function hintOf(code: HintCode): string {
  return labelOf(hints, code);
}
