import { changeStaffPhone } from '../../commands/change-staff-phone.ts';
import { changeStaffRole } from '../../commands/change-staff-role.ts';
import { disableStaffAccount, enableStaffAccount } from '../../commands/disable-staff-account.ts';
import { makeStaffAccount } from '../../commands/make-staff-account.ts';
import { resetAccessOfColleague } from '../../commands/reset-staff-access.ts';
import { typedText, wrongField } from '../../commands/typed-text.ts';
import type { PersonalData } from '../../database/personal-data.ts';
import { listStaff, type StaffRow } from '../../database/queries/staff-list.ts';
import { maskPhone, normaliseName } from '../../domain/identifiers.ts';
import type { StaffMember } from '../../domain/staff.ts';
import { staffRoles, type StaffRole } from '../../domain/vocabulary/staff-role.ts';
import { labelOf } from '../../domain/vocabulary/term.ts';
import type { PageActOutcome, PanelPage } from '../contents.ts';
import { reasonField, shownInstant, type PageField, type PageForm, type PageRow, type PageView } from '../page-view.ts';
import { pageOf, shownOf, textMarks, type Shown } from '../paging.ts';
import { maySee } from '../roles.ts';
import { idIn } from '../row-id.ts';

const roleChoices = staffRoles.map(({ code, zh }) => ({ code, label: zh }));

/** 账号管理: who works in the panel, as what; made, changed and ended by the administrators. */
export const staffAccounts: PanelPage = {
  id: 'staff-accounts',
  label: '账号管理',
  note: '后台账号、角色与登录',
  component: 'Desk',
  isSeenBy: (role) => maySee(role, 'staff'),
  async read(member, { deps, query }) {
    const asked = { query, name: 'after' };
    const found = await listStaff(deps.knex, pageOf(asked, textMarks));
    return viewOf(member, shownOf(found, asked, textMarks), deps.personalData);
  },
  acts: {
    make: {
      act: 'ACCOUNT_MADE',
      async run({ deps, fields, ...call }) {
        const signInName = typedText(fields, 'signInName').toLowerCase();
        const name = normaliseName(typedText(fields, 'name', { charactersMax: 50 }));
        const wish = { signInName, name, role: roleIn(fields), phone: fields['phone'] ?? '' };
        return withPassword(await makeStaffAccount(deps, call, wish), `已创建账号 ${signInName}。`);
      },
    },
    changeRole: {
      act: 'ROLE_CHANGED',
      async run({ deps, fields, ...call }) {
        await changeStaffRole(deps.knex, call, { accountId: idIn(fields, 'accountId'), role: roleIn(fields) });
        return { notice: '角色已变更，对方需重新登录。' };
      },
    },
    changePhone: {
      act: 'STAFF_PHONE_CHANGED',
      async run({ deps, fields, ...call }) {
        const { phone = '' } = fields;
        const wish = { accountId: idIn(fields, 'accountId'), phone, reason: typedText(fields, 'reason') };
        await changeStaffPhone(deps, call, wish);
        return { notice: phone === '' ? '手机号已清除。' : '手机号已变更。' };
      },
    },
    disable: {
      act: 'STAFF_DISABLED',
      async run({ deps, fields, ...call }) {
        const accountId = idIn(fields, 'accountId');
        await disableStaffAccount(deps.knex, call, { accountId, reason: typedText(fields, 'reason') });
        return { notice: '账号已停用，其登录已全部失效。' };
      },
    },
    enable: {
      act: 'STAFF_ENABLED',
      async run({ deps, fields, ...call }) {
        const accountId = idIn(fields, 'accountId');
        await enableStaffAccount(deps.knex, call, { accountId, reason: typedText(fields, 'reason') });
        return { notice: '账号已启用。' };
      },
    },
    reset: {
      act: 'ACCESS_RESET',
      async run({ deps, fields, ...call }) {
        const wish = { accountId: idIn(fields, 'accountId'), reason: typedText(fields, 'reason') };
        return withPassword(await resetAccessOfColleague(deps.knex, call, wish), '登录已重置。');
      },
    },
  },
};

const phoneField: PageField = {
  ...{ name: 'phone', label: '手机号', kind: 'TEXT', charactersMax: 20 },
  hint: '用于回避审核：同一手机号的单位不由本人审核。',
};

function roleIn(fields: Readonly<Record<string, string>>): StaffRole {
  const found = staffRoles.find(({ code }) => code === fields['role']);
  if (!found) throw wrongField('role', 'NOT_IN_LIST');
  return found.code;
}

function withPassword(password: string | undefined, notice: string): PageActOutcome {
  if (password === undefined) return { notice: `${notice}一次性密码只显示一次，如未记下请重置登录。` };
  return {
    notice: `${notice}请当面或电话告知本人，24 小时内有效，首次登录须修改。`,
    shown: [{ label: '一次性密码', value: password }],
  };
}

function viewOf(member: StaffMember, { rows, steps }: Shown<StaffRow>, personalData: PersonalData): PageView {
  return {
    title: '账号管理',
    intro: '系统管理员必须启用动态验证码；任何人不能变更自己的角色或停用自己。',
    sections: [
      {
        title: '创建账号',
        forms: [
          {
            ...{ act: 'make', label: '创建工作人员账号', consequence: '将生成一次性密码，只显示一次。' },
            fields: [
              {
                ...{ name: 'signInName', label: '登录名', kind: 'TEXT', required: true, charactersMax: 32 },
                hint: '3 至 32 个小写字母、数字、点或短横线，以字母开头。',
              },
              { name: 'name', label: '姓名', kind: 'TEXT', required: true, charactersMax: 50 },
              { name: 'role', label: '角色', kind: 'CHOICE', required: true, choices: roleChoices },
              phoneField,
            ],
          },
        ],
      },
      {
        title: '工作人员',
        table: {
          columns: ['登录名', '姓名', '角色', '手机号', '登录状态', '最近登录', '账号状态'],
          rows: rows.map((row) => rowOf(row, { isSelf: row.accountId === member.accountId, personalData })),
          none: '还没有工作人员。',
          steps,
        },
      },
    ],
  };
}

function rowOf(row: StaffRow, { isSelf, personalData }: { isSelf: boolean; personalData: PersonalData }): PageRow {
  const { accountId, signInName, name, role, phoneEncrypted, mustChangePassword, hasSecondFactor } = row;
  const phone = phoneEncrypted === null ? '' : maskPhone(personalData.decrypt(phoneEncrypted));
  const steps = [hasSecondFactor ? '已启用动态验证码' : '未启用动态验证码', mustChangePassword ? '待修改密码' : ''];
  return {
    cells: [
      ...[signInName, isSelf ? `${name}（本人）` : name, labelOf(staffRoles, role), phone],
      steps.filter((step) => step !== '').join('，'),
      shownInstant(row.lastSignInAt),
      row.disabledAt === null
        ? { text: '可登录', badge: 'GOOD' }
        : { text: `已停用 ${shownInstant(row.disabledAt)}`, badge: 'WARNING' },
    ],
    forms: isSelf ? [] : formsOf(accountId, row.disabledAt !== null, role),
  };
}

function formsOf(accountId: string, isDisabled: boolean, role: StaffRole): PageForm[] {
  const target = { accountId };
  const others = roleChoices.filter(({ code }) => code !== role);
  const change: PageForm = {
    ...{ act: 'changeRole', label: '变更角色', target, consequence: '对方的登录会失效，需重新登录。' },
    fields: [{ name: 'role', label: '新角色', kind: 'CHOICE', required: true, choices: others }],
  };
  const fields = [reasonField];
  if (isDisabled) return [{ act: 'enable', label: '启用', target, fields }];
  return [
    change,
    {
      ...{ act: 'changePhone', label: '变更手机号', target, fields: [phoneField, reasonField] },
      consequence: '替换原手机号；留空则清除。',
    },
    {
      ...{ act: 'reset', label: '重置登录', target, fields },
      consequence: '生成一次性密码，取消动态验证码，结束其全部登录。',
    },
    { act: 'disable', label: '停用', target, fields, isGrave: true, consequence: '立即结束其全部登录，不能再登录。' },
  ];
}
