import { expect, test } from '@jest/globals';
import { hints, type HintCode } from './hints.ts';

/** What the two guides say, typed from their pages; in the sample of the amount page stand the two masked accounts of 图8. */
const guides: Record<HintCode, string> = {
  TERMS_ACCEPTED_BY_REGISTERING: '点击立即注册，表示您将同意并遵守新职业服务条款。',
  COMPANY_NAME: '与营业执照或统一社会信用代码上公司名称...',
  DEPARTMENT: '招聘部门名称',
  JOB_TITLE: '职位名称',
  PHONE_OR_FAX: '工作电话和传真至少填一项',
  UNIT_TYPE_OTHER: '(如民营企业、集体企业、个体工商户等)',
  WEBSITE: "公司官方网站地址, 请以 'http' 或 'https' 开头",
  REMITTANCE_STEPS: '对公账号汇款认证方式 流程：输入企业对公账号→新职业网汇款→将收到的金额填入验证页面→完成验证',
  MATERIALS_STEPS: '上传材料认证方式 流程：上传认证材料→新职业网人工审核→审核通过，完成验证',
  REMITTANCE_INTRODUCTION:
    '请填写贵单位的财务对公账号，网签系统将向贵单位的财务对公账号汇款，并在汇款成功后短信通知您。届时请您将收到的汇款金额填写在验证页面，以完成验证。',
  PAYEE_NAME: '请核对收款人名称是否正确，如不正确请联系企业客服或选择上传认证材料方式',
  CORPORATE_ACCOUNT_NO: '贵单位的财务对公账号',
  BANK_BRANCH_NAME: '完整开户行名称',
  CNAPS_CODE: '12位开户行银联号',
  ACCOUNT_HOLDER: '*请保证该账号的主体与您在本页第一行所填写的公司全称完全一致，否则无法完成验证。',
  ACCOUNT_IS_FINAL: '*请仔细检查该账号，提交后将不能修改。',
  ACCOUNT_IS_CORPORATE: '*请核对该账号是否为企业的公户账号。',
  AUTHORIZATION_LETTER_IMAGE: '*加盖企业公章的网签授权书图片',
  LICENSE_IMAGE: '*加盖企业公章的营业执照或统一社会信用代码证书扫描件',
  MORE_MATERIAL: '上传更多材料（非必填）',
  REMITTANCE_AMOUNT:
    '请在收到短信通知后，将财务对公账号1100*****4454收到的来自于“账号1210*****785T”的汇款金额完整填写在下方文本框中，以完成验证。例如：1.78',
  REMITTANCE_AMOUNT_RECEIVED: '贵单位财务对公账号收到的汇款金额',
  REMITTANCE_AMOUNT_CHECK: '*请仔细核查汇款支付方账号与汇款金额。',
  MATERIALS_INTRODUCTION:
    '请按要求上传以下材料，工作人员将对您的材料进行审核，并在审核后短信通知您。届时请您再次登录网站，即可开始进行网上签约事项。请使用jpg、jpeg、png格式的图片。',
  FAVORITES:
    '您可在本页面通过点击“添加学生”按钮或批量导入的方式查询发起签约的学生，并将其加入收藏夹，方可对其发起签约，请确认学生信息无误后再对学生发起签约邀请，不同届别学生注意切换。',
  STUDENT_SEARCH: '请准确输入学生的姓名、身份证号，系统将帮助您搜索签约学生信息',
  STUDENT_FOUND:
    '以下是根据您输入的信息找到的学生，请核对。若学生信息无误，您可点击“加入收藏夹”按钮，并关闭本弹窗对该学生发起签约邀请函，加入收藏夹后信息不可变更请确认无误后再加入。',
  INVITATION_SENT: '*邀请函发出后, 请在“签约中”状态查看记录',
  TAB_SIGNING:
    '本页包括您已经发送邀请函正等待对方签约、学生已签约提交学校学院审核中的记录，学校审核通过后的记录将进入“已签约”菜单，学生拒绝/超时/学校审核不通过的记录将进入“签约失败”菜单。',
  TAB_SIGNING_FAILED:
    '本页记录均为签约失败的情况，可能包括学生拒绝签约、学生逾期未回应、学校/学院签约/审核不通过。您可再次发起邀请。',
  ARCHIVE_PROFILE:
    '若您向学生发送的签约邀请函中勾选了“接收档案”，则会自动将本处填写的信息附加到邀请函中，无需重复填写。',
  ACCOUNTS: '以下为贵单位所有已认证的用户，您可对本账号进行操作。',
};

test.each(hints)('$code stands in a guide, word for word', ({ code, zh }) => {
  const sample = { '{corporateAccountNo}': '1100*****4454', '{payerAccountNo}': '1210*****785T' };
  const shown = Object.entries(sample).reduce((text, [place, number]) => text.replace(place, number), zh as string);
  expect(shown).toBe(guides[code]);
});
