import { findReviewPolicy } from '../../database/queries/review-policy.ts';
import {
  listColleges,
  listReviewers,
  type CollegeRow,
  type ReviewerRow,
} from '../../database/queries/school-people.ts';
import { findSchool } from '../../database/queries/schools.ts';
import { DomainError } from '../../domain/errors.ts';
import { maskPhone } from '../../domain/identifiers.ts';
import type { ReviewChain } from '../../domain/reviews.ts';
import { reviewStages } from '../../domain/vocabulary/review-stage.ts';
import { labelOf } from '../../domain/vocabulary/term.ts';
import type { PanelDependencies } from '../dependencies.ts';
import { reasonField, shownInstant, type PageField, type PageForm, type PageRow, type PageView } from '../page-view.ts';
import { nameMarks, pageOf, shownOf } from '../paging.ts';

/** A name of a school or a college, in characters. */
export const schoolNameCharactersMax = 100;

const listPlace = '/admin/pages/schools';

/** The page of one school. */
export function schoolPlace(schoolCode: string): string {
  return `${listPlace}?code=${schoolCode}`;
}

/** The field in which a name is typed. */
export function nameField(label: string, value?: string): PageField {
  const field = { name: 'name', label, kind: 'TEXT', required: true, charactersMax: schoolNameCharactersMax } as const;
  return value === undefined ? field : { ...field, value };
}

/** One school: what it is called, its colleges, and whoever reviews for it. Throws NOT_FOUND. */
export async function schoolView(
  { knex, personalData }: PanelDependencies,
  { schoolCode, query }: { schoolCode: string; query: Readonly<Record<string, string>> },
): Promise<PageView> {
  const school = await findSchool(knex, schoolCode);
  if (!school) throw new DomainError('NOT_FOUND');
  const asked = { colleges: { query, name: 'colleges' }, reviewers: { query, name: 'reviewers' } };
  const [policy, found, people] = await Promise.all([
    findReviewPolicy(knex, schoolCode),
    listColleges(knex, { schoolCode, collegeId: null }, pageOf(asked.colleges, nameMarks)),
    listReviewers(knex, { schoolCode }, pageOf(asked.reviewers)),
  ]);
  const colleges = shownOf(found.rows, asked.colleges, nameMarks);
  const reviewers = shownOf(people.rows, asked.reviewers);
  const target = { schoolCode };
  return {
    title: school.name,
    back: { href: listPlace, label: '院校' },
    ...(school.reviewers > 0 ? {} : { warning: '该校还没有学校审核人：签约到达学校审核时无人可以处理，请尽快添加。' }),
    sections: [
      {
        title: '院校',
        facts: [
          { label: '院校代码', value: schoolCode },
          { label: '签约审核', value: chainText(policy.signing) },
          { label: '解约审核', value: chainText(policy.termination) },
        ],
        forms: [
          {
            ...{ act: 'rename', label: '变更名称', target, fields: [nameField('院校名称', school.name)] },
            consequence: '此前加入收藏夹的学生信息和已签发的协议书保留原名称。',
          },
        ],
      },
      {
        title: '审核人',
        note: '学校审核人登录后可自行添加、移除其他审核人。',
        table: {
          columns: ['姓名', '手机号', '级别', '学院', '添加时间'],
          rows: reviewers.rows.map((row) => reviewerRow(row, maskPhone(personalData.decrypt(row.phoneEncrypted)))),
          none: '还没有审核人。',
          steps: reviewers.steps,
        },
        forms: [reviewerForm(target, school.reviewers)],
      },
      {
        title: '学院',
        note: '导入生源信息时，“学院”一栏须与此处的名称一致。',
        table: {
          columns: ['学院名称', '学院审核人'],
          rows: colleges.rows.map((row) => collegeRow(row, schoolCode)),
          none: '还没有学院。',
          steps: colleges.steps,
        },
        forms: [{ act: 'makeCollege', label: '新增学院', target, fields: [nameField('学院名称')] }],
      },
    ],
  };
}

function chainText(chain: ReviewChain): string {
  return chain.map((stage) => labelOf(reviewStages, stage)).join('，');
}

function reviewerRow({ name, role, collegeName, createdAt }: ReviewerRow, phone: string): PageRow {
  return { cells: [name ?? '', phone, labelOf(reviewStages, role), collegeName ?? '', shownInstant(createdAt)] };
}

function reviewerForm(target: PageForm['target'], reviewers: number): PageForm {
  const consequence =
    reviewers === 0
      ? '本人用“重置密码”的短信验证码设置首个密码。'
      : '该校已有学校审核人，通常由其自行添加；仅在其无法登录或已离任时凭学校盖章的申请办理。';
  return {
    ...{ act: 'addReviewer', label: '添加学校审核人', ...(target ? { target } : {}), consequence },
    fields: [
      { name: 'name', label: '姓名', kind: 'TEXT', required: true, charactersMax: 50 },
      { name: 'phone', label: '手机号', kind: 'TEXT', required: true, charactersMax: 20 },
      reasonField,
    ],
  };
}

function collegeRow({ id, name, reviewers }: CollegeRow, schoolCode: string): PageRow {
  const target = { schoolCode, collegeId: id };
  return {
    cells: [name, reviewers === 0 ? { text: '没有审核人，由学校审核', badge: 'WARNING' } : `${reviewers} 人`],
    forms: [
      {
        ...{ act: 'renameCollege', label: '变更名称', target, fields: [nameField('学院名称', name)] },
        consequence: '已签发的协议书保留原名称；此后导入生源信息须填写新名称。',
      },
    ],
  };
}
