import { describe, expect, test } from '@jest/globals';
import { someAgreement } from '../tests/support/agreements.ts';
import { agreementText, writtenDate } from './agreement-document.ts';

const valuesOf = (text: ReturnType<typeof agreementText>) =>
  Object.fromEntries(text.sections.flatMap(({ lines }) => lines.flat()));

test('an agreement tells both parties, the position and what was agreed, in words', () => {
  const text = agreementText(someAgreement);
  expect(valuesOf(text)).toEqual({
    单位名称: '示范科技有限公司',
    信用代码: '91990000MA0000015Q',
    单位性质: '民营企业',
    所属行业: '互联网/电子商务',
    签约联系人: '张招聘',
    联系电话: '010-88886666',
    单位地址: '示范市示范区示范路 1 号示范大厦 12 层',
    姓名: '林晓雨',
    证件号码: '990100200401010017',
    毕业院校: '示范大学',
    院系: '计算机学院',
    学历层次: '本科生毕业',
    专业: '软件工程',
    届别: '2027届',
    职位类别: '工程技术人员',
    岗位名称: '软件工程师',
    档案接收: '未约定由甲方接收',
    户口接收: '未约定由甲方接收',
    补充约定: '乙方升学、考取公务员或出国的，本协议自动解除。',
  });
  expect(text.sections.map(({ title }) => title)).toEqual(['甲方（用人单位）', '乙方（毕业生）', '岗位与约定']);
  expect([text.no, text.checkCode, text.mark, text.notice]).toEqual([
    '2027990010000001K',
    '3F2A 91BC 77D0',
    null,
    null,
  ]);
});

test('it tells who did what and when, in Shanghai, and whose review the school took over', () => {
  const [college, school] = someAgreement.approvals;
  if (!college || !school) throw new Error('two reviews');
  const both = [
    ['甲方', '示范科技有限公司', '发出签约邀请', '2026年9月21日 10:00'],
    ['乙方', '林晓雨', '应约', '2026年9月22日 10:00'],
  ];
  const told = (approvals: typeof someAgreement.approvals) =>
    agreementText({ ...someAgreement, approvals }).signatures.map(({ who, name, act, at }) => [who, name, act, at]);
  expect(told([college, school])).toEqual([
    ...both,
    ['学院', '计算机学院', '审核通过', '2026年9月23日 10:00'],
    ['学校', '示范大学', '审核通过', '2026年9月23日 11:00'],
  ]);
  expect(told([school])).toEqual([...both, ['学校', '示范大学', '审核通过', '2026年9月23日 11:00']]);
  expect(told([{ ...college, inPlaceOfCollege: true }])).toEqual([
    ...both,
    ['学院', '示范大学', '代学院审核通过', '2026年9月23日 10:00'],
  ]);
});

describe('where archive and registration go', () => {
  const archive = {
    ...{ receiverType: 'ENTRUSTED_AGENCY', unitName: '示范人才中心', address: '示范路 8 号', postcode: '100000' },
    ...{ contactName: '李四', contactPhone: '010-66668888' },
  };

  test('stands there where the unit takes both', () => {
    const values = valuesOf(agreementText({ ...someAgreement, archive, hukou: { address: '示范路 9 号' } }));
    expect(values).toMatchObject({
      档案接收: '委托公共就业人才服务机构接收',
      档案接收单位: '示范人才中心',
      档案转寄地址: '示范路 8 号（邮政编码 100000）',
      档案联系人: '李四',
      户口迁移地址: '示范路 9 号',
    });
    const lines = agreementText({ ...someAgreement, archive }).sections[2]?.lines;
    expect(lines).toContainEqual([
      ['档案联系人', '李四'],
      ['联系电话', '010-66668888'],
    ]);
    expect(values).not.toHaveProperty('户口接收');
  });

  test('each is said for itself', () => {
    expect(valuesOf(agreementText({ ...someAgreement, archive }))).toMatchObject({
      档案接收单位: '示范人才中心',
      户口接收: '未约定由甲方接收',
    });
    expect(valuesOf(agreementText({ ...someAgreement, hukou: { address: null } }))).toMatchObject({
      档案接收: '未约定由甲方接收',
      户口接收: '甲方不接收户口',
    });
  });

  test('two short answers share a line, an address has its own', () => {
    const linesOf = (hukou: { address: string | null } | null) =>
      agreementText({ ...someAgreement, archive: null, hukou })
        .sections[2]?.lines.map((line) => line.map(([label]) => label))
        .filter((labels) => labels.some((label) => /档案|户口/.test(label)));
    expect(linesOf(null)).toEqual([['档案接收', '户口接收']]);
    expect(linesOf({ address: '示范路 9 号' })).toEqual([['档案接收'], ['户口迁移地址']]);
  });
});

test('what else was agreed on stands there, and only that', () => {
  const terms = {
    ...{ workPlace: '北京市海淀区示范路 1 号', reportOn: '2027-07-01', salary: '月薪 12000 元', benefits: null },
    ...{ probation: '三个月', servicePeriod: null, penalty: '无' },
  };
  const text = agreementText({
    ...someAgreement,
    contact: { name: '张招聘', phone: null, email: 'a@example.com' },
    terms,
  });
  const values = valuesOf(text);
  expect(values).toMatchObject({
    ...{ 电子邮箱: 'a@example.com', 工作地点: '北京市海淀区示范路 1 号', 报到时间: '2027年7月1日' },
    ...{ 薪资: '月薪 12000 元', 试用期: '三个月', 违约金: '无' },
  });
  expect(Object.keys(values)).not.toContain('福利');
  expect(Object.keys(values)).not.toContain('服务期');
  const others = { ...terms, benefits: '五险一金', servicePeriod: '三年', penalty: null };
  expect(valuesOf(agreementText({ ...someAgreement, terms: others }))).toMatchObject({
    福利: '五险一金',
    服务期: '三年',
  });
});

describe('a copy of one that is no longer in force', () => {
  test.each([
    ['TERMINATED', '已解约', '本协议已于2026年12月1日解除，本件仅供存查。'],
    ['INVALIDATED', '失效', '本协议已于2026年12月1日失效，本件仅供存查。'],
  ] as const)('%s is marked so', (state, mark, notice) => {
    const text = agreementText({ ...someAgreement, state, stateAt: '2026-11-30T16:00:00.000Z' });
    expect([text.mark, text.notice]).toEqual([mark, notice]);
  });
});

test('nothing that was left out shows as an empty cell', () => {
  const text = agreementText({
    ...someAgreement,
    contact: { name: '张招聘', phone: null, email: null },
    remarks: null,
  });
  expect(valuesOf(text)).toMatchObject({ 联系电话: '无', 补充约定: '无' });
});

test('a date is that of Shanghai', () => {
  expect(writtenDate('2026-12-31T16:00:00.000Z')).toBe('2027年1月1日');
});
