/** The password of every demo account. */
export const demoPassword = 'Demo-2026!';

/** The secret of the demo administrator's codes, in base32: for any authenticator app. */
export const demoCodeSecret = 'DEMODEMODEMODEMODEMODEMODEMODEMO';

/** The platform's staff, at `/admin`; the administrator needs a code as well. */
export const demoStaff = [
  { signInName: 'reviewer', name: '钱审核', role: 'REVIEWER' },
  { signInName: 'supervisor', name: '孙主管', role: 'SUPERVISOR' },
  { signInName: 'administrator', name: '李管理', role: 'ADMINISTRATOR' },
] as const;

/** Schools with their chains, colleges and reviewers. Source: api.md §11; the numbers here belong to nobody. */
export const demoSchools = [
  {
    schoolCode: '99001',
    name: '示范大学',
    signingChain: ['COLLEGE', 'SCHOOL'],
    terminationChain: ['SCHOOL'],
    reviewer: { phone: '13700000002', name: '周校审' },
    colleges: [
      { name: '计算机学院', reviewer: { phone: '13700000001', name: '李院审' } },
      { name: '法学院', reviewer: { phone: '13700000004', name: '吴院审' } },
    ],
  },
  {
    schoolCode: '99002',
    name: '示范学院',
    signingChain: ['SCHOOL'],
    terminationChain: ['COLLEGE', 'SCHOOL'],
    reviewer: { phone: '13700000003', name: '郑校审' },
    colleges: [{ name: '经济系', reviewer: { phone: '13700000005', name: '冯系审' } }],
  },
] as const;

/** Units with their users; a verified one may invite at once. */
export const demoEmployers = [
  {
    name: '示范科技有限公司',
    uscc: '91990000MA0000015Q',
    verificationState: 'VERIFIED',
    industry: 'INTERNET_ECOMMERCE',
    users: [
      { phone: '13800000001', name: '张招聘', department: '人力资源部', jobTitle: '招聘经理' },
      { phone: '13800000002', name: '刘招聘', department: '人力资源部', jobTitle: '招聘专员' },
    ],
  },
  {
    name: '样例制造有限公司',
    uscc: '91990000MA0000023K',
    verificationState: 'VERIFIED',
    industry: 'PROCESSING_MANUFACTURING',
    users: [{ phone: '13800000003', name: '陈招聘', department: '人事科', jobTitle: '科长' }],
  },
  {
    name: '待认证商贸有限公司',
    uscc: '91990000MA0000031E',
    verificationState: 'UNVERIFIED',
    industry: 'TRADE_IMPORT_EXPORT',
    users: [{ phone: '13800000004', name: '杨招聘', department: '综合部', jobTitle: '主管' }],
  },
  {
    name: '待认证服务有限公司',
    uscc: '91990000MA000004X6',
    verificationState: 'UNVERIFIED',
    industry: 'PROFESSIONAL_SERVICES_CONSULTING',
    users: [{ phone: '13800000005', name: '黄招聘', department: '办公室', jobTitle: '主任' }],
  },
] as const;

/** Cohorts; the days are whole days in Asia/Shanghai. */
export const demoCohorts = [
  { year: 2026, opensOn: '2025-09-01', closesOn: '2026-08-31' },
  { year: 2027, opensOn: '2026-09-01', closesOn: '2027-08-31' },
] as const;

interface DemoGraduate {
  name: string;
  idNumber: string;
  phone: string;
  schoolCode: '99001' | '99002';
  college: string;
  cohortYear: 2026 | 2027;
  major: string;
  trainingMode?: 'DIRECTED';
  account: boolean;
  confirmed: boolean;
}

const computing = { schoolCode: '99001', college: '计算机学院', cohortYear: 2027, major: '软件工程' } as const;
const law = { schoolCode: '99001', college: '法学院', cohortYear: 2027, major: '法学' } as const;
const economics = { schoolCode: '99002', college: '经济系', cohortYear: 2027, major: '经济学' } as const;
const active = { account: true, confirmed: true };

/** Graduates, with and without an account. */
export const demoGraduates: readonly DemoGraduate[] = [
  { ...computing, ...active, phone: '13900000001', name: '林晓雨', idNumber: '990100200401010017' },
  { ...computing, ...active, phone: '13900000002', name: '陈思远', idNumber: '990100200402120023' },
  { ...computing, ...active, phone: '13900000003', name: '王䶮', idNumber: '99010020040323003X' },
  { ...law, account: true, confirmed: false, phone: '13900000004', name: '赵一鸣', idNumber: '990100200404300044' },
  { ...economics, ...active, phone: '13900000005', name: '阿依古丽·买买提', idNumber: '990100200405050059' },
  { ...economics, ...active, phone: '13900000006', name: '孙可', idNumber: '990100200406160065' },
  {
    ...computing,
    account: false,
    confirmed: false,
    phone: '13900000007',
    name: '周慕',
    idNumber: '99010020040707007X',
  },
  {
    ...computing,
    account: false,
    confirmed: false,
    phone: '13900000008',
    name: '吴桐',
    idNumber: '990100200408180086',
  },
  { ...computing, ...active, cohortYear: 2026, phone: '13900000009', name: '郑晚', idNumber: '990100200309090093' },
  {
    ...computing,
    ...active,
    trainingMode: 'DIRECTED',
    phone: '13900000010',
    name: '何定',
    idNumber: '990100200301010132',
  },
];
