import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TerminationStatus } from '../../domain/vocabulary/termination-status.ts';
import { apiOf, startApi, type SignedIn, type TestApi } from '../support/api.ts';
import { buildSigning, type BuiltSigning } from '../support/build-signing.ts';
import { wholeArchiveProfile } from '../support/signing-states.ts';
import { buildTermination } from '../support/build-termination.ts';
import {
  buildCollege,
  buildGraduate,
  buildReviewer,
  buildSchool,
  signedInAs,
  type BuiltSchool,
} from '../support/factories.ts';
import { textsOf } from '../support/import-cast.ts';
import { withdrawnWhileRead } from '../support/write-between.ts';

let api: TestApi;
let school: BuiltSchool;
let by: SignedIn;
let college: SignedIn;
let otherCollege: SignedIn;
let otherCollegeId: string;
let stranger: SignedIn;
/** Signings of the school by their status; `ending` is signed with an open termination, `elsewhere` of its other college. */
let signings: Record<'waiting' | 'inReview' | 'signed' | 'rejected' | 'ending' | 'elsewhere', BuiltSigning>;

beforeAll(async () => {
  api = await startApi();
  school = await buildSchool(api);
  ({ collegeId: otherCollegeId } = await buildCollege(api, school.schoolCode));
  const level = { level: 'COLLEGE', schoolCode: school.schoolCode, collegeId: otherCollegeId } as const;
  by = await signedInAs(api, school.schoolReviewer);
  college = await signedInAs(api, school.collegeReviewer ?? '');
  otherCollege = await signedInAs(api, await buildReviewer(api, level));
  stranger = await signedInAs(api, (await buildSchool(api)).schoolReviewer);
  const build = async (status: 'AWAITING_GRADUATE' | 'COLLEGE_REVIEW' | 'SIGNED' | 'REVIEW_REJECTED', at = school) =>
    buildSigning(api, { status, graduate: await buildGraduate(api, { school: at }) });
  signings = {
    waiting: await build('AWAITING_GRADUATE'),
    inReview: await build('COLLEGE_REVIEW'),
    signed: await build('SIGNED'),
    rejected: await build('REVIEW_REJECTED'),
    ending: await build('SIGNED'),
    elsewhere: await build('COLLEGE_REVIEW', { ...school, collegeId: otherCollegeId }),
  };
  await buildTermination(api, signings.ending);
}, 60_000);
afterAll(() => api.stop());

const path = '/api/v1/school/signings';
const idsIn = async (as: SignedIn, query: object = {}) => {
  const { status, body } = await as('get', path).query({ limit: '100', ...query });
  expect(status).toBe(200);
  return new Set((body as { items: { id: string }[] }).items.map(({ id }) => id));
};
const of = (...names: (keyof typeof signings)[]) => new Set(names.map((name) => signings[name].id));

describe('the school’s list of signings', () => {
  test('shows what was accepted, by tab, to the school; to a college its own; to another school nothing', async () => {
    expect(await idsIn(by)).toEqual(of('inReview', 'signed', 'rejected', 'ending', 'elsewhere'));
    expect(await idsIn(by, { tab: 'SIGNING' })).toEqual(of('inReview', 'elsewhere'));
    expect(await idsIn(by, { tab: 'SIGNED' })).toEqual(of('signed'));
    expect(await idsIn(by, { tab: 'TERMINATING' })).toEqual(of('ending'));
    expect(await idsIn(by, { tab: 'SIGNING_FAILED', status: 'REVIEW_REJECTED' })).toEqual(of('rejected'));
    expect(await idsIn(by, { collegeId: otherCollegeId })).toEqual(of('elsewhere'));
    expect(await idsIn(by, { cohort: '2026' })).toEqual(of());
    expect(await idsIn(by, { graduateName: signings.signed.graduate.name })).toEqual(of('signed'));
    const byIdNumber = await by('post', `${path}/search`).send({ idNumber: signings.signed.graduate.idNumber });
    expect(byIdNumber.body.items).toMatchObject([{ id: signings.signed.id }]);
    expect(await idsIn(college)).toEqual(of('inReview', 'signed', 'rejected', 'ending'));
    expect(await idsIn(college, { collegeId: otherCollegeId })).toEqual(of());
    expect(await idsIn(otherCollege)).toEqual(of('elsewhere'));
    expect(await idsIn(stranger)).toEqual(of());
  });

  test('shows a tab’s rows of one moment, whatever is decided while they are read', async () => {
    const { schoolReviewer, ...place } = await buildSchool(api);
    const graduate = await buildGraduate(api, { school: { schoolReviewer, ...place } });
    const { id } = await buildSigning(api, { status: 'COLLEGE_REVIEW', graduate });
    const { clock, wasAsked } = withdrawnWhileRead(api, id);
    const { body } = await (
      await signedInAs(apiOf({ ...api, clock }), schoolReviewer)
    )('get', path).query({ tab: 'SIGNING' });
    expect([wasAsked(), body.items]).toMatchObject([true, [{ id, status: 'COLLEGE_REVIEW' }]]);
  });

  test('has the tabs of what ended: in the order in which the terminations, or the signings, came to it', async () => {
    const place = await buildSchool(api);
    const as = await signedInAs(api, place.schoolReviewer);
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
    const signed = async (sentAt: number, appliedAt: number, status: TerminationStatus) => {
      const graduate = await buildGraduate(api, { school: place });
      const built = await buildSigning(api, { status: 'SIGNED', graduate, sentAt: hoursAgo(sentAt) });
      await buildTermination(api, built, { status, appliedAt: hoursAgo(appliedAt) });
      return built.id;
    };
    // Signed first, ended last: by the signings' own times the order would be the other one.
    const terminated = [await signed(9, 1, 'TERMINATED'), await signed(8, 2, 'TERMINATED')];
    const failed = [
      await signed(9, 1, 'REJECTED'),
      await signed(8, 2, 'COUNTERPARTY_REFUSED'),
      await signed(7, 3, 'COUNTERPARTY_EXPIRED'),
      await signed(6, 4, 'WITHDRAWN'),
    ];
    const invalidated = [];
    for (const sentAt of [2, 5]) {
      const graduate = await buildGraduate(api, { school: place });
      const { id } = await buildSigning(api, { status: 'COLLEGE_REVIEW', graduate, sentAt: hoursAgo(sentAt) });
      const ended = { status: 'INVALIDATED', invalidationReason: 'COHORT_CLOSED', statusAt: hoursAgo(sentAt - 1) };
      await api.knex('signing').where({ id }).update(ended);
      invalidated.push(id);
    }
    const inOrder = async (tab: string, more: object = {}) => {
      const { body } = await as('get', path).query({ tab, count: 'true', ...more });
      return [body.total, ...body.items.map(({ id }: { id: string }) => id)];
    };
    expect(await inOrder('TERMINATED')).toEqual([2, ...terminated]);
    expect(await inOrder('TERMINATION_FAILED')).toEqual([4, ...failed]);
    expect(await inOrder('TERMINATION_FAILED', { status: 'WITHDRAWN' })).toEqual([1, failed[3]]);
    expect(await inOrder('INVALIDATED')).toEqual([2, ...invalidated]);
    // A failed termination leaves the agreement in force, and leaves it in its tab.
    expect(new Set(await inOrder('SIGNED'))).toEqual(new Set([4, ...failed]));
  });

  test('goes on page by page, newest status first, and counts', async () => {
    const seen: string[] = [];
    for (let cursor: string | undefined; ;) {
      const { body } = await by('get', path).query({ limit: '2', count: 'true', ...(cursor ? { cursor } : {}) });
      expect(body.total).toBe(5);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      if (body.nextCursor === null) break;
      cursor = body.nextCursor;
    }
    expect([seen.length, new Set(seen).size]).toEqual([5, 5]);
  });

  test('names graduate, college and unit, the ID number masked, with what its reader may do', async () => {
    const { body } = await by('get', path).query({ tab: 'SIGNED' });
    const { graduate, employer, id } = signings.signed;
    expect(body.items).toMatchObject([
      {
        ...{ id, graduateName: graduate.name, collegeName: school.collegeName, employerName: employer.name },
        ...{ status: 'SIGNED', idNumberMasked: expect.stringMatching(/^990100\*{8}/), termination: null },
        allowedActions: ['void'],
      },
    ]);
  });

  test('leads to a signing and its agreement: not to one that nobody accepted, nor for a stranger', async () => {
    const { signed, waiting, elsewhere } = signings;
    const { body, headers } = await by('get', `${path}/${signed.id}`);
    expect([body.id, body.invitee.collegeName, headers['etag']]).toEqual([
      signed.id,
      school.collegeName,
      `"${body.seq}"`,
    ]);
    expect((await by('get', `${path}/${waiting.id}`)).status).toBe(404);
    expect((await college('get', `${path}/${elsewhere.id}`)).status).toBe(404);
    expect((await stranger('get', `${path}/${signed.id}`)).status).toBe(404);
    const early = await by('get', `${path}/${signings.inReview.id}/agreement`);
    expect([early.status, early.body.code]).toEqual([409, 'AGREEMENT_NOT_READY']);
  });
});

describe('the list as a file', () => {
  const exported = async (as: SignedIn, query: object = {}) => {
    const [titles = [], ...rows] = await textsOf(as('get', `${path}/export`).query(query));
    return rows.map((row) => Object.fromEntries(titles.map((title, i) => [title, row[i] ?? ''])));
  };
  const exports = async () => api.knex('school_export').where({ schoolCode: school.schoolCode }).orderBy('id');

  test('holds the columns that schools report, as texts, and only what its reader may see', async () => {
    const { signed } = signings;
    const record = { examNo: '2799001', homeRegion: '浙江杭州', sex: 'FEMALE', nation: '汉族' };
    await api.knex('graduate').where({ id: signed.graduate.graduateId }).update(record);
    await api.knex('signing').where({ id: signed.id }).update({ positionTitle: '=1+1' });
    const [row, ...more] = await exported(by, { tab: 'SIGNED' });
    expect(more).toEqual([]);
    const { agreementNo } = await api.knex('signing').where({ id: signed.id }).first<{ agreementNo: string }>();
    expect(row).toMatchObject({
      ...{ 学校: school.name, 学院: school.collegeName, 考生号: '2799001', 证件号码: signed.graduate.idNumber },
      ...{
        姓名: signed.graduate.name,
        性别: '女',
        民族: '汉族',
        学历层次: '本科生毕业',
        专业: '软件工程',
        培养方式: '非定向',
      },
      ...{ 生源地: '浙江杭州', 届别: '2027', 毕业生手机号: expect.stringMatching(/^132\d{8}$/) },
      ...{ 单位名称: signed.employer.name, 单位性质: '民营企业', 单位类型代码: '39', 单位所在地: '北京市海淀区' },
      ...{ 岗位名称: '=1+1', 协议书编号: agreementNo, 签约状态: '签约完成', 解约状态: '' },
    });
    expect(row?.['签约日期']).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(await exported(otherCollege)).toHaveLength(1);
    expect(await exported(by)).toHaveLength(5);
    expect(await exported(stranger)).toEqual([]);
  });

  test('tells the unit as it was when the agreement was signed, and an archive or a registration only where the letter promises it', async () => {
    const { signed } = signings;
    const letter = { archive: wholeArchiveProfile, acceptsArchive: true, acceptsHukou: null };
    await api.knex('signing').where({ id: signed.id }).update(letter);
    const unit = () => api.knex('employer').where({ id: signed.employer.employerId });
    const { unitType, regionCode, gbIndustrySection } = await unit().first();
    await unit().update({ unitType: '10', regionCode: '330102', gbIndustrySection: 'P' });
    const [row] = await exported(by, { tab: 'SIGNED' });
    expect(row).toMatchObject({
      单位类型代码: '39',
      单位行业代码: '34',
      单位行业: '信息传输软件',
      招聘行业类别: '互联网/电子商务',
      单位所在地: '北京市海淀区',
      档案接收单位: '示范人才中心',
      户口迁移地址: '',
    });
    await unit().update({ unitType, regionCode, gbIndustrySection });
    await api.knex('signing').where({ id: signed.id }).update({ acceptsArchive: false, acceptsHukou: true });
    expect((await exported(by, { tab: 'SIGNED' }))[0]).toMatchObject({
      ...{
        档案接收类型: '',
        档案接收单位: '',
        档案转寄地区: '',
        档案转寄地址: '',
        档案接收联系人: '',
        档案接收电话: '',
      },
      ...{ 邮政编码: '', 户口迁移地址: '示范路 9 号' },
    });
  });

  test('is written down with who took it out, which filters and how many rows, and no name', async () => {
    const before = (await exports()).length;
    await exported(college, { tab: 'SIGNING', graduateName: '毕业生' });
    const newest = (await exports()).slice(before);
    expect(newest).toMatchObject([
      {
        ...{ accountId: school.collegeReviewer, collegeId: school.collegeId, rows: 1 },
        filters: { tab: 'SIGNING', byName: true },
      },
    ]);
    expect(JSON.stringify(newest)).not.toContain('毕业生');
  });
});
