import { decideMembership } from '../../commands/decide-membership.ts';
import { typedText } from '../../commands/typed-text.ts';
import type { PersonalData } from '../../database/personal-data.ts';
import { pendingMembers, type UnitMember } from '../../database/queries/unit-desk.ts';
import { maskPhone } from '../../domain/identifiers.ts';
import { staffMay } from '../../domain/staff-permissions.ts';
import type { StaffRole } from '../../domain/vocabulary/staff-role.ts';
import type { PageAct, PanelPage } from '../contents.ts';
import { shownInstant, type Cell, type PageField, type PageForm } from '../page-view.ts';
import { pageOf, shownOf } from '../paging.ts';
import { maySee } from '../roles.ts';
import { idIn } from '../row-id.ts';

/** The acts on a request to join, wherever it is shown. */
export const joiningActs = {
  approve: {
    act: 'MEMBERSHIP_APPROVED',
    async run({ deps, fields, ...call }) {
      const wish = { membershipId: idIn(fields, 'membershipId'), decision: 'APPROVE' } as const;
      await decideMembership(deps.knex, { is: 'STAFF', call }, wish);
      return { notice: '已通过，申请人将收到短信。' };
    },
  },
  decline: {
    act: 'MEMBERSHIP_DECLINED',
    async run({ deps, fields, ...call }) {
      const reason = typedText(fields, 'reason');
      const wish = { membershipId: idIn(fields, 'membershipId'), decision: 'DECLINE', reason } as const;
      await decideMembership(deps.knex, { is: 'STAFF', call }, wish);
      return { notice: '未通过，申请人将收到短信，登录后可查看原因。' };
    },
  },
} as const satisfies Record<string, PageAct>;

const declineReason: PageField = {
  ...{ name: 'reason', label: '原因', kind: 'LONG_TEXT', required: true, charactersMax: 200 },
  hint: '申请人登录后可以看到。',
};

/** The buttons of a request to join, for who may press them. */
export function joiningForms(role: StaffRole, { id, status, unitVerified }: UnitMember): PageForm[] {
  if (status !== 'PENDING' || !staffMay(role, 'MEMBERSHIP_APPROVED')) return [];
  const target = { membershipId: id };
  const approve = { act: 'approve', label: '通过', target, consequence: '请先核对授权书：单位名称、印章与被授权人。' };
  const decline = { act: 'decline', label: '不通过', target, fields: [declineReason], isGrave: true };
  // A unit to be verified again lets nobody in until it is.
  return unitVerified ? [approve, decline] : [decline];
}

/** The letter a joiner handed in. */
export function letterCell({ letterFileId }: UnitMember): Cell {
  return letterFileId === null ? '未上传' : { text: '查看授权书', href: `/admin/files/${letterFileId}` };
}

/** Who it is, as far as a list may tell. */
export function personCells(row: UnitMember, personalData: PersonalData): Cell[] {
  const { name, phoneEncrypted, department, jobTitle } = row;
  const place = [department, jobTitle].filter((part) => part !== null).join(' ');
  return [name ?? '（未填写）', maskPhone(personalData.decrypt(phoneEncrypted)), place];
}

/** 加入申请: whoever asks to join a verified unit, oldest first. */
export const memberships: PanelPage = {
  id: 'memberships',
  label: '加入申请',
  note: '审核用户加入已认证单位的申请',
  component: 'Desk',
  isSeenBy: (role) => maySee(role, 'joining'),
  async read({ role }, { deps, query }) {
    const asked = { query, name: 'after' };
    const { rows, steps } = shownOf(await pendingMembers(deps.knex, pageOf(asked)), asked);
    return {
      title: '加入申请',
      intro:
        '单位内已认证的同事也可以处理。核对授权书后通过，或写明原因不通过；单位须重新认证的，认证通过后才能通过申请。',
      sections: [
        {
          title: '待处理',
          table: {
            columns: ['单位', '信用代码', '申请人', '手机号', '部门与职务', '授权书', '申请时间'],
            rows: rows.map((row) => ({
              cells: [
                { text: row.employerName, href: `/admin/pages/units?id=${row.employerId}` },
                row.uscc,
                ...personCells(row, deps.personalData),
                letterCell(row),
                shownInstant(row.requestedAt),
              ],
              forms: joiningForms(role, row),
            })),
            none: '没有待处理的申请。',
            steps,
          },
        },
      ],
    };
  },
  acts: joiningActs,
};
