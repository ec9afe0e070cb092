import { disableEmployer } from '../../commands/disable-employer.ts';
import { enableEmployer } from '../../commands/enable-employer.ts';
import { typedText } from '../../commands/typed-text.ts';
import { findUnitAccess, type UnitAccess } from '../../database/queries/unit-access.ts';
import { normaliseUscc } from '../../domain/identifiers.ts';
import { labelOf } from '../../domain/vocabulary/term.ts';
import { verificationStates } from '../../domain/vocabulary/verification-state.ts';
import type { PanelPage } from '../contents.ts';
import { reasonField, shownInstant, type PageForm, type PageRow, type PageView } from '../page-view.ts';
import { maySee } from '../roles.ts';
import { idIn } from '../row-id.ts';

/** 停用与恢复单位: finds a unit by its credit code and disables or enables it, with a reason. Source: api.md §8. */
export const unitAccess: PanelPage = {
  id: 'unit-access',
  label: '停用与恢复单位',
  note: '按信用代码查单位，停用或恢复',
  component: 'Desk',
  isSeenBy: (role) => maySee(role, 'access'),
  async read(_, { deps, query }) {
    const uscc = normaliseUscc(query['uscc'] ?? '');
    return viewOf(uscc, uscc === '' ? null : await findUnitAccess(deps.knex, uscc));
  },
  acts: {
    disable: {
      act: 'EMPLOYER_DISABLED',
      async run({ deps, fields, ...call }) {
        await disableEmployer(deps, call, {
          employerId: idIn(fields, 'employerId'),
          reason: typedText(fields, 'reason'),
        });
        return { notice: '单位已停用，进行中的签约和认证将逐一失效。', href: '/admin/pages/invalidations' };
      },
    },
    enable: {
      act: 'EMPLOYER_ENABLED',
      async run({ deps, fields, ...call }) {
        await enableEmployer(deps, call, {
          employerId: idIn(fields, 'employerId'),
          reason: typedText(fields, 'reason'),
        });
        return { notice: '单位已恢复。' };
      },
    },
  },
};

function viewOf(uscc: string, units: readonly UnitAccess[] | null): PageView {
  const found = units && {
    title: '单位',
    table: {
      columns: [
        '单位名称',
        '统一社会信用代码',
        '认证状态',
        '进行中的签约',
        '进行中的认证',
        '待其回应的解约',
        '最近停用时间',
      ],
      rows: units.map(rowOf),
      none: '没有找到该统一社会信用代码的单位，请核对后重试。',
    },
  };
  return {
    title: '停用与恢复单位',
    intro:
      '停用后单位不能发起任何新事项，进行中的签约、认证和待其回应的解约失效并通知双方；已签约的协议继续有效，毕业生可申请学校调解解约。',
    search: {
      fields: [
        { name: 'uscc', label: '统一社会信用代码', kind: 'TEXT', required: true, value: uscc, charactersMax: 60 },
      ],
      button: '查询',
    },
    sections: found ? [found] : [],
  };
}

function rowOf(unit: UnitAccess): PageRow {
  const isDisabled = unit.verificationState === 'REVOKED';
  const state = labelOf(verificationStates, unit.verificationState);
  return {
    cells: [
      ...[unit.name, unit.uscc],
      isDisabled ? { text: '已停用', badge: 'WARNING' } : state,
      ...[unit.openSignings, unit.openVerifications, unit.waitingTerminations].map(String),
      shownInstant(unit.disabledAt),
    ],
    forms: [isDisabled ? enabling(unit) : disabling(unit)],
  };
}

function disabling({ id, openSignings, openVerifications, waitingTerminations }: UnitAccess): PageForm {
  const ending = `${openSignings} 项签约、${openVerifications} 项认证、${waitingTerminations} 项待其回应的解约`;
  const consequence = `${ending}将失效并通知双方，不能撤销；已签约的协议不受影响。`;
  return {
    act: 'disable',
    label: '停用',
    target: { employerId: id },
    fields: [reasonField],
    isGrave: true,
    consequence,
  };
}

function enabling({ id }: UnitAccess): PageForm {
  const consequence = '恢复到停用前的认证状态；已失效的记录不会恢复。';
  return { act: 'enable', label: '恢复', target: { employerId: id }, fields: [reasonField], consequence };
}
