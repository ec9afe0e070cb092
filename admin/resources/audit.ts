import { StaffAudit } from '../../database/models/staff-audit.ts';
import { staffActs } from '../../domain/vocabulary/staff-act.ts';
import type { PanelResource } from '../contents.ts';
import { maySee } from '../roles.ts';

/** 操作记录: what the staff did, when, to what and from where. */
export const audit: PanelResource = {
  id: 'audit',
  label: '操作记录',
  isSeenBy: (role) => maySee(role, 'audit'),
  model: StaffAudit,
  title: 'act',
  newestBy: 'at',
  columns: [
    { name: 'at', label: '时间', kind: 'instant', isSorted: true },
    {
      name: 'signInName',
      label: '工作人员',
      kind: 'text',
      sql: '(select t.sign_in_name from staff_account t where t.account_id = staff_audit.account_id)',
    },
    { name: 'act', label: '操作', kind: 'code', terms: staffActs },
    { name: 'thingKind', label: '对象种类', kind: 'text' },
    { name: 'thingId', label: '对象编号', kind: 'text' },
    { name: 'clientAddress', label: '来源地址', kind: 'text', sql: 'host(client_address)' },
    { name: 'requestId', label: '请求编号', kind: 'text', onlyInRow: true },
  ],
};
