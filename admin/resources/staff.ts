import { StaffAccount } from '../../database/models/staff-account.ts';
import { maskPhone } from '../../domain/identifiers.ts';
import { staffRoles } from '../../domain/vocabulary/staff-role.ts';
import type { PanelResource } from '../contents.ts';
import { maySee } from '../roles.ts';

const ofAccount = (column: string) => `(select a.${column} from account a where a.id = staff_account.account_id)`;

/** 工作人员: who may sign in to the panel, as what. */
export const staff: PanelResource = {
  id: 'staff',
  label: '工作人员',
  isSeenBy: (role) => maySee(role, 'staff'),
  model: StaffAccount,
  title: 'signInName',
  newestBy: 'madeAt',
  columns: [
    { name: 'signInName', label: '登录名', kind: 'text', foundBy: 'PART', isSorted: true },
    { name: 'name', label: '姓名', kind: 'text', sql: ofAccount('name') },
    { name: 'role', label: '角色', kind: 'code', terms: staffRoles },
    {
      name: 'phone',
      label: '手机号',
      kind: 'text',
      sql: ofAccount('phone_encrypted'),
      present: (value, { decrypt }) => (typeof value === 'string' ? maskPhone(decrypt(value)) : ''),
    },
    { name: 'totpConfirmedAt', label: '动态验证码启用时间', kind: 'instant' },
    { name: 'mustChangePassword', label: '待修改密码', kind: 'boolean' },
    { name: 'madeAt', label: '创建时间', kind: 'instant', sql: ofAccount('created_at'), isSorted: true },
    { name: 'disabledAt', label: '停用时间', kind: 'instant', sql: ofAccount('disabled_at') },
  ],
};
