import { checkLetter } from '../../commands/check-letter.ts';
import { typedText } from '../../commands/typed-text.ts';
import { findUncheckedLetter, uncheckedLetters, type UncheckedLetter } from '../../database/queries/letter-checks.ts';
import { DomainError } from '../../domain/errors.ts';
import { staffMay } from '../../domain/staff-permissions.ts';
import type { StaffRole } from '../../domain/vocabulary/staff-role.ts';
import type { PanelPage } from '../contents.ts';
import type { PanelDependencies } from '../dependencies.ts';
import { reasonField, shownInstant, type PageView } from '../page-view.ts';
import { pageOf, shownOf } from '../paging.ts';
import { maySee } from '../roles.ts';
import { idIn } from '../row-id.ts';

const place = '/admin/pages/letters';

/** 授权书抽查: letters of units that money verified, looked at afterwards. Source: domain.md §3.3. */
export const letters: PanelPage = {
  id: 'letters',
  label: '授权书抽查',
  note: '汇款认证单位的授权书事后核对',
  component: 'Desk',
  isSeenBy: (role) => maySee(role, 'letters'),
  async read({ role }, { deps, query }) {
    if (query['id'] === undefined) return listView(deps, query);
    const letter = await findUncheckedLetter(deps.knex, idIn(query, 'id'));
    if (!letter) throw new DomainError('NOT_FOUND');
    return letterView(letter, role);
  },
  acts: {
    inOrder: {
      act: 'LETTER_IN_ORDER',
      async run({ deps, fields, ...call }) {
        const verificationId = idIn(fields, 'verificationId');
        await checkLetter(deps.knex, call, { verificationId, finding: 'IN_ORDER', reason: null });
        return { notice: '已记录：核对无误。', href: place };
      },
    },
    false: {
      act: 'LETTER_FALSE',
      async run({ deps, fields, ...call }) {
        const reason = typedText(fields, 'reason');
        await checkLetter(deps.knex, call, {
          verificationId: idIn(fields, 'verificationId'),
          finding: 'FALSE',
          reason,
        });
        return { notice: '已记录为存疑，并转主管处理。', href: place };
      },
    },
  },
};

async function listView({ knex }: PanelDependencies, query: Readonly<Record<string, string>>): Promise<PageView> {
  const asked = { query, name: 'after' };
  const { rows, steps } = shownOf(await uncheckedLetters(knex, pageOf(asked)), asked);
  return {
    title: '授权书抽查',
    intro: '通过对公汇款认证的单位，其盖章授权书在通过后核对。按认证通过时间从早到晚排列。',
    sections: [
      {
        title: '待核对',
        table: {
          columns: ['单位', '统一社会信用代码', '认证通过时间', '授权书'],
          rows: rows.map(({ id, employerId, employerName, uscc, verifiedAt }) => ({
            cells: [
              { text: employerName, href: `/admin/pages/units?id=${employerId}` },
              uscc,
              shownInstant(verifiedAt),
              { text: '核对', href: `?id=${id}` },
            ],
          })),
          none: '没有待核对的授权书。',
          steps,
        },
      },
    ],
  };
}

function letterView({ id, employerName, uscc, verifiedAt, fileIds }: UncheckedLetter, role: StaffRole): PageView {
  const target = { verificationId: id };
  const forms = [
    { act: 'inOrder', label: '核对无误', target },
    {
      ...{ act: 'false', label: '存疑', target, isGrave: true, fields: [reasonField] },
      consequence: '单位将被标记，并转主管处理；主管可停用该单位。',
    },
  ];
  return {
    title: `授权书核对：${employerName}`,
    back: { href: place, label: '授权书抽查' },
    sections: [
      {
        title: '申报信息',
        facts: [
          { label: '单位名称', value: employerName },
          { label: '统一社会信用代码', value: uscc },
          { label: '认证通过时间', value: shownInstant(verifiedAt) },
        ],
      },
      {
        title: '授权书图片',
        note: '核对印章名称与单位名称一致、印章清晰、授权内容与被授权人完整。',
        ...(fileIds.length === 0
          ? { facts: [{ label: '图片', value: '没有找到授权书图片' }] }
          : { pictures: fileIds.map((file, i) => ({ src: `/admin/files/${file}`, label: `授权书 ${i + 1}` })) }),
      },
      { title: '核对结果', ...(staffMay(role, 'LETTER_FALSE') ? { forms } : { note: '由审核员核对。' }) },
    ],
  };
}
