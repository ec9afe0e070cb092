import { addSchoolReviewer } from '../../commands/add-reviewer.ts';
import { makeCollege, renameCollege } from '../../commands/put-college.ts';
import { makeSchool, renameSchool } from '../../commands/put-school.ts';
import { typedText } from '../../commands/typed-text.ts';
import { listSchoolsOfDesk, type DeskSchool } from '../../database/queries/schools.ts';
import type { PanelPage } from '../contents.ts';
import type { PanelDependencies } from '../dependencies.ts';
import type { PageForm, PageRow, PageView } from '../page-view.ts';
import { pageOf, shownOf, textMarks } from '../paging.ts';
import { maySee } from '../roles.ts';
import { idIn } from '../row-id.ts';
import { nameField, schoolNameCharactersMax, schoolPlace, schoolView } from './school.ts';

/** 院校: the schools, their colleges and their first reviewers. Source: api.md §8. */
export const schools: PanelPage = {
  id: 'schools',
  label: '院校',
  note: '院校、学院与学校审核人',
  component: 'Desk',
  isSeenBy: (role) => maySee(role, 'schools'),
  async read(_, { deps, query }) {
    const { code = '' } = query;
    return code === '' ? listView(deps, query) : schoolView(deps, { schoolCode: code, query });
  },
  acts: {
    make: {
      act: 'SCHOOL_MADE',
      async run({ deps, fields, ...call }) {
        const schoolCode = typedText(fields, 'schoolCode', { charactersMax: 5 });
        const name = nameIn(fields);
        await makeSchool(deps.knex, call, { schoolCode, name });
        return { notice: `已新增${name}，请接着添加学院和学校审核人。`, href: schoolPlace(schoolCode) };
      },
    },
    rename: {
      act: 'SCHOOL_RENAMED',
      async run({ deps, fields, ...call }) {
        await renameSchool(deps.knex, call, { schoolCode: schoolIn(fields), name: nameIn(fields) });
        return { notice: '院校名称已变更。' };
      },
    },
    makeCollege: {
      act: 'COLLEGE_MADE',
      async run({ deps, fields, ...call }) {
        const name = nameIn(fields);
        await makeCollege(deps.knex, call, { schoolCode: schoolIn(fields), name });
        return { notice: `已新增${name}。` };
      },
    },
    renameCollege: {
      act: 'COLLEGE_RENAMED',
      async run({ deps, fields, ...call }) {
        const college = { schoolCode: schoolIn(fields), collegeId: idIn(fields, 'collegeId') };
        await renameCollege(deps.knex, call, { ...college, name: nameIn(fields) });
        return { notice: '学院名称已变更。' };
      },
    },
    addReviewer: {
      act: 'SCHOOL_REVIEWER_MADE',
      async run({ deps, fields, ...call }) {
        const name = typedText(fields, 'name', { charactersMax: 50 });
        const { phone = '' } = fields;
        const reason = typedText(fields, 'reason');
        await addSchoolReviewer(deps, call, { schoolCode: schoolIn(fields), name, phone, reason });
        return { notice: '已添加学校审核人。请告知本人：在登录页以该手机号“重置密码”，设置首个密码后登录。' };
      },
    },
  },
};

const schoolIn = (fields: Readonly<Record<string, string>>) => fields['schoolCode'] ?? '';

/** A name as it is kept: what is typed between its words is one space. */
function nameIn(fields: Readonly<Record<string, string>>): string {
  return typedText(fields, 'name', { charactersMax: schoolNameCharactersMax }).normalize('NFC').replace(/\s+/gu, ' ');
}

const makeForm: PageForm = {
  ...{ act: 'make', label: '新增院校' },
  consequence: '新院校的签约默认由学院、学校两级审核，解约由学校审核；学校审核人可自行调整。',
  fields: [
    {
      ...{ name: 'schoolCode', label: '院校代码', kind: 'TEXT', required: true, charactersMax: 5 },
      hint: '5 位数字，如 99001；保存后不能更改。',
    },
    nameField('院校名称'),
  ],
};

async function listView({ knex }: PanelDependencies, query: Readonly<Record<string, string>>): Promise<PageView> {
  const asked = { query, name: 'after' };
  const wanted = query['school'] === undefined || query['school'] === '' ? undefined : query['school'];
  const found = await listSchoolsOfDesk(knex, wanted, pageOf(asked, textMarks));
  const { rows, steps } = shownOf(found, asked, textMarks);
  return {
    title: '院校',
    intro: '院校须先在此新增，并有至少一名学校审核人，该校的签约才能审核。其他审核人与学院可由学校自行添加。',
    search: {
      fields: [{ name: 'school', label: '院校名称的一部分，或代码的开头', kind: 'TEXT', charactersMax: 100 }],
      button: '查询',
    },
    sections: [
      { title: '新增院校', forms: [makeForm] },
      {
        title: '全部院校',
        table: {
          columns: ['院校代码', '院校名称', '学院', '学校审核人'],
          rows: rows.map(rowOf),
          none: wanted === undefined ? '还没有院校。' : '没有找到符合条件的院校。',
          steps,
        },
      },
    ],
  };
}

function rowOf({ schoolCode, name, colleges, reviewers }: DeskSchool): PageRow {
  return {
    cells: [
      schoolCode,
      { text: name, href: schoolPlace(schoolCode) },
      colleges === 0 ? { text: '还没有学院', badge: 'WARNING' } : `${colleges} 个`,
      reviewers === 0 ? { text: '没有审核人', badge: 'WARNING' } : `${reviewers} 人`,
    ],
  };
}
