import { removeMember } from '../../commands/end-membership.ts';
import { clearLetterDoubt } from '../../commands/clear-letter-doubt.ts';
import { recoverAccount } from '../../commands/recover-account.ts';
import { typedText } from '../../commands/typed-text.ts';
import { findUnit, findUnits, foundUnitsMax, membersOf, verificationsOf } from '../../database/queries/unit-desk.ts';
import type { FoundUnit, UnitMember, UnitVerification } from '../../database/queries/unit-desk.ts';
import { DomainError } from '../../domain/errors.ts';
import { normaliseUscc } from '../../domain/identifiers.ts';
import { staffMay } from '../../domain/staff-permissions.ts';
import { membershipStatuses } from '../../domain/vocabulary/membership-status.ts';
import type { StaffRole } from '../../domain/vocabulary/staff-role.ts';
import { labelOf } from '../../domain/vocabulary/term.ts';
import { verificationMethods } from '../../domain/vocabulary/verification-method.ts';
import { verificationStates } from '../../domain/vocabulary/verification-state.ts';
import { verificationStatuses } from '../../domain/vocabulary/verification-status.ts';
import type { PanelDependencies } from '../dependencies.ts';
import type { PanelPage } from '../contents.ts';
import { reasonField, shownInstant, type PageForm, type PageSection, type PageView } from '../page-view.ts';
import { pageOf, shownOf, type Shown } from '../paging.ts';
import { maySee } from '../roles.ts';
import { idIn } from '../row-id.ts';
import { joiningActs, joiningForms, letterCell, personCells } from './memberships.ts';

/** 单位与成员: finds units, and shows one with its verifications and its people. */
export const units: PanelPage = {
  id: 'units',
  label: '单位与成员',
  note: '查单位、认证记录与成员',
  component: 'Desk',
  isSeenBy: (role) => maySee(role, 'units'),
  async read({ role }, { deps, query }) {
    return query['id'] === undefined ? searchView(deps, query) : unitView(deps, query, role);
  },
  acts: {
    ...joiningActs,
    remove: {
      act: 'MEMBER_REMOVED',
      async run({ deps, fields, ...call }) {
        const membershipId = idIn(fields, 'membershipId');
        await removeMember(deps.knex, call, { membershipId, reason: typedText(fields, 'reason') });
        return { notice: '已移除，本人将收到短信。' };
      },
    },
    recover: {
      act: 'ACCOUNT_RECOVERED',
      async run({ deps, fields, ...call }) {
        const { phone = '', name = '' } = fields;
        const wish = { accountId: idIn(fields, 'accountId'), phone, name, reason: typedText(fields, 'reason') };
        await recoverAccount(deps, call, wish);
        return { notice: '账号已更新，其登录和接口令牌已全部失效；新旧手机号都将收到短信。' };
      },
    },
    clearDoubt: {
      act: 'LETTER_DOUBT_CLEARED',
      async run({ deps, fields, ...call }) {
        await clearLetterDoubt(deps.knex, call, {
          employerId: idIn(fields, 'employerId'),
          reason: typedText(fields, 'reason'),
        });
        return { notice: '已解除存疑标记。' };
      },
    },
  },
};

async function searchView({ knex }: PanelDependencies, query: Readonly<Record<string, string>>): Promise<PageView> {
  const name = query['name'] ?? '';
  const uscc = normaliseUscc(query['uscc'] ?? '');
  const isAsked = name !== '' || uscc !== '';
  const rows = isAsked ? await findUnits(knex, { name, uscc }) : [];
  return {
    title: '单位与成员',
    search: {
      fields: [
        { name: 'name', label: '单位名称开头', kind: 'TEXT', charactersMax: 100 },
        { name: 'uscc', label: '完整的统一社会信用代码', kind: 'TEXT', charactersMax: 18 },
      ],
      button: '查询',
    },
    sections: [
      {
        title: '查询结果',
        ...(rows.length === foundUnitsMax ? { note: `只显示前 ${foundUnitsMax} 家，请输入更完整的名称。` } : {}),
        table: {
          columns: ['单位名称', '统一社会信用代码', '认证状态', '注册时间'],
          rows: rows.map(({ id, ...unit }) => ({
            cells: [
              { text: unit.name, href: `?id=${id}` },
              unit.uscc,
              labelOf(verificationStates, unit.verificationState),
              shownInstant(unit.createdAt),
            ],
          })),
          none: isAsked ? '没有找到符合条件的单位。' : '请输入单位名称的开头，或完整的信用代码。',
        },
      },
    ],
  };
}

async function unitView(
  deps: PanelDependencies,
  query: Readonly<Record<string, string>>,
  role: StaffRole,
): Promise<PageView> {
  const { knex } = deps;
  const id = idIn(query, 'id');
  const unit = await findUnit(knex, id);
  if (!unit) throw new DomainError('NOT_FOUND');
  const asked = { verifications: { query, name: 'verifications' }, members: { query, name: 'members' } };
  const [verifications, members] = await Promise.all([
    verificationsOf(knex, id, pageOf(asked.verifications)),
    membersOf(knex, id, pageOf(asked.members)),
  ]);
  return {
    title: unit.name,
    back: { href: '/admin/pages/units', label: '单位查询' },
    ...(unit.letterDoubtedAt === null
      ? {}
      : { warning: `授权书存疑：自 ${shownInstant(unit.letterDoubtedAt)} 起待主管处理，主管可停用该单位或解除标记。` }),
    sections: [
      aboutUnit(unit, role),
      verificationSection(shownOf(verifications, asked.verifications)),
      memberSection(deps, shownOf(members, asked.members), role),
    ],
  };
}

function aboutUnit(unit: FoundUnit, role: StaffRole): PageSection {
  const isDoubted = unit.letterDoubtedAt !== null && staffMay(role, 'LETTER_DOUBT_CLEARED');
  const clear: PageForm = {
    ...{ act: 'clearDoubt', label: '解除存疑标记', target: { employerId: unit.id } },
    fields: [reasonField],
  };
  return {
    title: '单位',
    facts: [
      { label: '统一社会信用代码', value: unit.uscc },
      ...(unit.nameInForce === unit.name && unit.usccInForce === unit.uscc
        ? []
        : [{ label: '案件与协议沿用的认证信息', value: `${unit.nameInForce}（${unit.usccInForce}）` }]),
      { label: '认证状态', value: labelOf(verificationStates, unit.verificationState) },
      { label: '注册时间', value: shownInstant(unit.createdAt) },
      { label: '全部资料', value: { text: '单位资料', href: `/admin/resources/employers/records/${unit.id}/show` } },
      { label: '消息', value: { text: '与该单位有关的消息', href: `/admin/pages/sending?employer=${unit.id}` } },
      ...(maySee(role, 'access')
        ? [
            {
              label: '停用与恢复',
              value: { text: '停用或恢复该单位', href: `/admin/pages/unit-access?uscc=${unit.uscc}` },
            },
          ]
        : []),
    ],
    ...(isDoubted ? { forms: [clear] } : {}),
  };
}

function verificationSection({ rows, steps }: Shown<UnitVerification>): PageSection {
  return {
    title: '认证记录',
    table: {
      columns: ['次数', '方式', '状态', '提交时间', '状态时间', '详情'],
      rows: rows.map(({ id, attempt, method, status, submittedAt, statusAt }) => ({
        cells: [
          `第 ${attempt} 次`,
          labelOf(verificationMethods, method),
          labelOf(verificationStatuses, status),
          shownInstant(submittedAt),
          shownInstant(statusAt),
          { text: '打开案件', href: `/admin/pages/verifications?id=${id}` },
        ],
      })),
      none: '还没有提交过认证。',
      steps,
    },
  };
}

function memberSection(
  { personalData }: PanelDependencies,
  { rows, steps }: Shown<UnitMember>,
  role: StaffRole,
): PageSection {
  return {
    title: '单位用户',
    table: {
      columns: ['姓名', '手机号', '部门与职务', '状态', '授权书', '申请时间', '处理时间'],
      rows: rows.map((row) => ({
        cells: [
          ...personCells(row, personalData),
          row.accountDisabled
            ? { text: '账号已停用', badge: 'WARNING' as const }
            : labelOf(membershipStatuses, row.status),
          letterCell(row),
          shownInstant(row.requestedAt),
          shownInstant(row.endedAt ?? row.decidedAt),
        ],
        forms: [...joiningForms(role, row), ...supervisorForms(role, row)],
      })),
      none: '该单位没有用户。',
      steps,
    },
  };
}

function supervisorForms(role: StaffRole, { id, accountId, status }: UnitMember): PageForm[] {
  if (status !== 'APPROVED' || !staffMay(role, 'MEMBER_REMOVED')) return [];
  return [
    {
      ...{ act: 'recover', label: '找回账号', target: { accountId } },
      consequence:
        '仅凭单位盖章的申请办理。结束其全部登录，作废其创建的接口令牌；更换手机号时原密码作废，须用新手机号重置密码。',
      fields: [
        { name: 'phone', label: '新手机号', kind: 'TEXT', charactersMax: 20 },
        { name: 'name', label: '新姓名', kind: 'TEXT', charactersMax: 50 },
        reasonField,
      ],
    },
    {
      ...{ act: 'remove', label: '移除', target: { membershipId: id }, isGrave: true },
      consequence: '仅凭单位盖章的申请办理。移除后本人不能再以该单位身份操作。',
      fields: [reasonField],
    },
  ];
}
