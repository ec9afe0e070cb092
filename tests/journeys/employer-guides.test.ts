import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { demoPassword } from '../../database/seeds/demo-data.ts';
import { messagesTo, phoneCode } from '../support/codes.ts';
import { eventually } from '../support/eventually.ts';
import { panelAround } from '../support/panel.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { sheetOf } from '../support/sheets.ts';
import { buildAtPanel, type AtPanel } from '../support/reviewers.ts';
import type { TestApi } from '../support/api.ts';
import { Person } from './people.ts';

// Both guides for employers, from the first visit to 已解约, in their order and in the words of their figures: one story over
// HTTP, each test a chapter that goes on where the one before stopped. docs/guide-coverage.md names the chapters.

let platform: TestPlatform;
let api: Omit<TestApi, 'stop'>;
let reviewer: AtPanel;
let unit: Person;
let rival: Person;
let colleague: Person;
let graduate: Person;
let college: Person;
let school: Person;
beforeAll(async () => {
  platform = await startPlatform();
  const panel = panelAround(platform);
  api = { ...platform, ...panel };
  reviewer = await buildAtPanel(platform, panel);
  [unit, rival, colleague, graduate] = [new Person(api), new Person(api), new Person(api), new Person(api)];
  [college, school] = [new Person(api), new Person(api)];
}, 90_000);
afterAll(() => platform.stop());

const [unitPhone, rivalPhone, colleaguePhone] = ['15300000001', '15300000002', '15300000003'];
const graduatePhone = '13900000007';
const password = 'Demo-2027!';
const graduateKeys = { name: '周慕', idNumber: '99010020040707007X', schoolCode: '99001' };
const letter = {
  ...{ positionCategory: '13', positionTitle: '研究员', responseWindowDays: 7, signingContactName: '张三' },
};

interface Head {
  id: string;
  seq: number;
  status: string;
  allowedActions: string[];
}
interface Workbench {
  counters: Record<string, number>;
  quickEntries: object[];
  verificationState: string;
}
const idOf = ({ id }: { id: string }) => id;
const told = async (phone: string) => (await messagesTo(api, phone)).map(({ text }) => text);
const tabsOf = async (person: Person, tab: string) =>
  (await person.see<{ items: { id: string; status: string }[] }>(`/employer/signings?tab=${tab}`)).items;

/** 图 1–5: registers, fills in who one is with a photo, confirms the e-mail. */
async function register(person: Person, phone: string, companyName: string): Promise<void> {
  const code = await phoneCode(api, phone, 'REGISTER');
  await person.do('post', '/employer-users', { body: { phone, code, password, acceptedTermsVersion: '2026-1' } });
  await person.do('patch', '/me', {
    body: {
      ...{ name: '王招聘', companyName, department: '人事部', jobTitle: '经理' },
      ...{ officePhone: '010-88886666', fax: '010-88886667', photoFileId: await person.upload('PHOTO') },
    },
  });
  const email = `hr-${phone}@example.com`;
  await person.do('post', '/me/email-codes', { body: { email } });
  const [sent] = await messagesTo(api, email);
  await person.do('put', '/me/email', { body: { email, code: sent?.code } });
}

/** 图 6: fills in the unit. */
const unitData = (company: { name: string; uscc: string }) => ({
  ...company,
  ...{ industry: 'INTERNET_ECOMMERCE', gbIndustrySection: 'I', unitNature: 'PRIVATE', unitType: '39' },
  ...{ sizeBand: 'SIZE_50_99', regionCode: '110108', address: '示范路 2 号', website: 'https://example.com' },
});

async function tellUnit(person: Person, company: { name: string; uscc: string }): Promise<void> {
  const logoFileId = await person.upload('LOGO');
  await person.do('put', '/employer', { body: { ...unitData(company), logoFileId } });
}

test('1 用户登录: registers with a code, signs out and in, resets a forgotten password', async () => {
  await register(unit, unitPhone, '首访科技有限公司');
  await tellUnit(unit, { name: '首访科技有限公司', uscc: '91990000MA00000586' });
  await unit.do('delete', '/sessions/current');
  await unit.do('post', '/sessions', { body: { userType: 'EMPLOYER', phone: unitPhone, password } });
  const code = await phoneCode(api, unitPhone, 'RESET_PASSWORD');
  const reset = { userType: 'EMPLOYER', phone: unitPhone, code, newPassword: 'Later-2027!' };
  await unit.do('post', '/password-resets', { body: reset });
  const wrong = await unit.ask('post', '/sessions', { body: { userType: 'EMPLOYER', phone: unitPhone, password } });
  expect([wrong.status, wrong.body.code]).toEqual([401, 'CREDENTIALS_WRONG']);
  await unit.do('post', '/sessions', { body: { userType: 'EMPLOYER', phone: unitPhone, password: 'Later-2027!' } });
  expect(await unit.see('/employer')).toMatchObject({ name: '首访科技有限公司', verificationState: 'UNVERIFIED' });
});

test('2 单位信息, 下载模板: the authorization letter has the unit’s name in it', async () => {
  const { status, headers } = await unit.ask('get', '/employer/authorization-letter-template');
  expect([status, headers['content-type']]).toEqual([200, 'application/pdf']);
});

test('2 身份认证, 对公账号汇款: only the national scope; the amount that arrived is typed in', async () => {
  const search = await unit.ask('post', '/employer/graduate-searches', { body: graduateKeys });
  expect(search.body.code).toBe('EMPLOYER_NOT_VERIFIED');
  const remittance = {
    ...{ scope: 'NATIONAL', method: 'REMITTANCE', corporateAccountNo: '6222020200004454' },
    ...{
      bankBranchName: '示范银行示范支行',
      signingAuthorizationLetterFileId: await unit.upload('SIGNING_AUTHORIZATION_LETTER'),
    },
  };
  const provincial = await unit.ask('post', '/employer/verifications', {
    body: { ...remittance, scope: 'PROVINCIAL' },
  });
  expect([provincial.status, provincial.body.errors?.[0]?.pointer]).toEqual([422, '/scope']);
  const id = idOf(await unit.do<Head>('post', '/employer/verifications', { body: remittance }));
  await eventually(async () =>
    expect(await unit.see(`/employer/verifications/${id}`)).toMatchObject({ status: 'AWAITING_AMOUNT' }),
  );
  const transfers = (await api.call('get', '/sandbox/bank/transfers')).body as { items: { amount: string }[] };
  const amount = transfers.items[0]?.amount;
  const mistyped = { amount: amount === '0.01' ? '0.02' : '0.01' };
  const wrong = await unit.ask('post', `/employer/verifications/${id}/amount`, { body: mistyped });
  expect([wrong.status, wrong.body.code, wrong.body.triesLeft]).toEqual([422, 'AMOUNT_MISMATCH', 2]);
  await unit.do('post', `/employer/verifications/${id}/amount`, { body: { amount } });
  expect(await unit.see('/employer')).toMatchObject({ verificationState: 'VERIFIED' });
  await eventually(async () =>
    expect(await told(unitPhone)).toContain('贵单位已通过身份认证，请重新登录平台，即可开始网上签约。'),
  );
});

test('2 身份认证, 上传材料 and 补传: staff ask for a better picture, the unit supplements, staff approve', async () => {
  await register(rival, rivalPhone, '次访制造有限公司');
  await tellUnit(rival, { name: '次访制造有限公司', uscc: '91990000MA00000661' });
  const [businessLicenseFileId, letterFile] = [
    await rival.upload('BUSINESS_LICENSE'),
    await rival.upload('SIGNING_AUTHORIZATION_LETTER'),
  ];
  const id = idOf(
    await rival.do<Head>('post', '/employer/verifications', {
      body: {
        scope: 'NATIONAL',
        method: 'MATERIALS',
        businessLicenseFileId,
        signingAuthorizationLetterFileId: letterFile,
      },
    }),
  );
  await reviewer.act(`/${id}/claim`);
  const asked = await reviewer.act(`/${id}/request-supplement`, {
    ...{ seq: 1, body: { files: [{ fileId: letterFile, reasons: ['UNREADABLE'], text: '看不清' }] } },
  });
  expect([asked.status, asked.body.outcome]).toEqual([200, 'SUCCEEDED']);
  const better = await rival.upload('SIGNING_AUTHORIZATION_LETTER');
  await rival.do('post', `/employer/verifications/${id}/supplement`, {
    body: { files: [{ replacesFileId: letterFile, fileId: better }], note: '已重新拍照' },
  });
  await reviewer.act(`/${id}/claim`);
  const approved = await reviewer.act(`/${id}/approve`, { seq: 3 });
  expect([approved.status, approved.body.outcome]).toEqual([200, 'SUCCEEDED']);
  expect(await rival.see('/employer')).toMatchObject({ verificationState: 'VERIFIED' });
});

test('2 加入已有单位: the unit of a credit code is joined by a sealed letter, and a colleague lets the joiner in', async () => {
  await register(colleague, colleaguePhone, '首访科技有限公司');
  const uscc = '91990000MA00000586';
  const taken = await colleague.ask('put', '/employer', { body: unitData({ name: '另一名称', uscc }) });
  expect([taken.status, taken.body.code]).toEqual([409, 'EMPLOYER_EXISTS']);
  const body = { uscc, signingAuthorizationLetterFileId: await colleague.upload('SIGNING_AUTHORIZATION_LETTER') };
  const { id } = await colleague.do<Head>('post', '/employer-memberships', { body });
  const early = await colleague.ask('get', '/employer/favorites');
  expect([early.status, early.body.code]).toEqual([403, 'MEMBERSHIP_PENDING']);
  await unit.do('post', `/employer/memberships/${id}/approve`);
  expect((await colleague.ask('get', '/employer/favorites')).status).toBe(200);
});

test('3 工作台: what can be begun, and nothing under way yet', async () => {
  const { counters, quickEntries, verificationState } = await unit.see<Workbench>('/employer/workbench');
  expect(Object.values(counters).every((count) => count === 0)).toBe(true);
  expect([verificationState, quickEntries.length > 0]).toEqual(['VERIFIED', true]);
});

/** 图 12–14: finds by three exact keys and adds. */
async function addFavorite(person: Person): Promise<string> {
  const { match } = await person.do<{ match: { searchId: string } }>('post', '/employer/graduate-searches', {
    body: graduateKeys,
  });
  return idOf(await person.do<Head>('post', '/employer/favorites', { body: { searchId: match.searchId } }));
}
let [favorite, rivalsFavorite, signing] = ['', '', ''];

test('4 学生收藏夹: three exact keys find one graduate or nobody; found, they are added', async () => {
  const wrong = await unit.do<{ match: null }>('post', '/employer/graduate-searches', {
    body: { ...graduateKeys, name: '周木' },
  });
  expect(wrong.match).toBeNull();
  favorite = await addFavorite(unit);
  rivalsFavorite = await addFavorite(rival);
  const { items } = await unit.see<{ items: object[] }>('/employer/favorites');
  expect(items).toMatchObject([{ id: favorite, graduateName: '周慕', schoolName: '示范大学', signingId: null }]);
});

test('4 批量导入: the filled-in template adds who is found; the others come back to be mended', async () => {
  const [headings = []] = await unit.seeSheet('/employer/favorites/import-template');
  const rows = [
    ['孙可', '990100200406160065', '示范学院', '二面'],
    ['孙克', '990100200406160065', '示范学院', ''],
    ['阿依古丽·买买提', '990100200405050059', '99002', ''],
  ];
  const path = '/employer/favorites/imports';
  const { id } = await unit.uploadSheet<{ id: string }>(path, await sheetOf([headings, ...rows]));
  const done = await eventually(async () => {
    const read = await unit.see<{ status: string; rows: { outcome: string }[] }>(`${path}/${id}`);
    expect(read.status).toBe('DONE');
    return read;
  });
  expect(done.rows.map(({ outcome }) => outcome)).toEqual(['ADDED', 'NOT_MATCHED', 'ADDED']);
  const [, ...toMend] = await unit.seeSheet(`${path}/${id}/result`);
  expect(toMend.map(([name]) => name)).toEqual(['孙克']);
  const { items } = await unit.see<{ items: { graduateName: string }[] }>('/employer/favorites');
  expect(items.map(({ graduateName }) => graduateName)).toEqual(['阿依古丽·买买提', '孙可', '周慕']);
});

test('5.1 发起签约邀请, 5.2 毕业生回应: the graduate activates, confirms, declines one and accepts the other', async () => {
  const invite = (person: Person, favoriteId: string) =>
    person.do<Head>('post', '/employer/signings', { body: { favoriteId, ...letter } });
  const refused = idOf(await invite(unit, favorite));
  const rivals = idOf(await invite(rival, rivalsFavorite));
  expect(await tabsOf(unit, 'SIGNING')).toMatchObject([{ id: refused, status: 'AWAITING_GRADUATE' }]);
  // 图 18: narrowed by cohort, status, name, and ID number; 图 19: the letter, four steps, what comes next.
  const filters = { cohort: 2027, status: 'AWAITING_GRADUATE', graduateName: '周慕', idNumber: graduateKeys.idNumber };
  const { items } = await unit.do<{ items: object[] }>('post', '/employer/signings/search', { body: filters });
  expect(items).toMatchObject([{ id: refused, graduateName: '周慕', educationLevel: '31', major: expect.any(String) }]);
  const shown = await unit.see<{ steps: object[]; timeline: object[] }>(`/employer/signings/${refused}`);
  expect(shown).toMatchObject({ letter: { positionTitle: '研究员' }, waitingFor: { who: 'GRADUATE' } });
  expect([shown.steps.length, shown.timeline.length > 1]).toEqual([4, true]);
  await eventually(async () =>
    expect((await told(graduatePhone)).some((text) => text.includes('首访科技有限公司'))).toBe(true),
  );

  const code = await phoneCode(api, graduatePhone, 'ACTIVATE_GRADUATE');
  await graduate.do('post', '/graduate-activations', {
    body: { ...graduateKeys, phone: graduatePhone, code, password },
  });
  await graduate.do('post', '/graduate/profile/confirm');
  await graduate.do('post', `/graduate/signings/${refused}/decline`, { body: { reason: '再考虑一下' } });
  expect(await tabsOf(unit, 'SIGNING_FAILED')).toMatchObject([{ id: refused, status: 'DECLINED' }]);

  signing = idOf(await unit.do<Head>('post', `/employer/signings/${refused}/reinvite`, { body: letter }));
  await graduate.do('post', `/graduate/signings/${signing}/accept`, { body: { confirmed: true } });
  const bound = await graduate.ask('post', `/graduate/signings/${rivals}/accept`, { body: { confirmed: true } });
  expect([bound.status, bound.body.code]).toEqual([409, 'GRADUATE_BOUND']);
});

test('5.3 院校签约审核: college, then school; the numbered agreement is one file for both sides', async () => {
  await college.do('post', '/sessions', {
    body: { userType: 'REVIEWER', phone: '13700000001', password: demoPassword },
  });
  await school.do('post', '/sessions', {
    body: { userType: 'REVIEWER', phone: '13700000002', password: demoPassword },
  });
  await college.do('post', `/review/cases/${signing}/approve`, { body: {}, seq: 2 });
  await school.do('post', `/review/cases/${signing}/approve`, { body: {}, seq: 3 });
  expect(await tabsOf(unit, 'SIGNED')).toMatchObject([{ id: signing, status: 'SIGNED' }]);
  const own = await eventually(async () => {
    const answer = await unit.ask('get', `/employer/signings/${signing}/agreement`);
    expect(answer.status).toBe(200);
    return answer.headers['etag'];
  });
  expect((await graduate.ask('get', `/graduate/signings/${signing}/agreement`)).headers['etag']).toBe(own);
});

test('6 线上解约: refused once the agreement stays in force; agreed and reviewed it ends, and the graduate is free', async () => {
  const application = { reason: 'UNIT_RESTRUCTURING', detail: '岗位调整' };
  const apply = `/employer/signings/${signing}/terminations`;
  const first = idOf(await unit.do<Head>('post', apply, { body: application }));
  expect(await tabsOf(unit, 'TERMINATING')).toMatchObject([{ id: signing, status: 'SIGNED' }]);
  await graduate.do('post', `/graduate/terminations/${first}/refuse`, { body: { reason: '不同意' } });
  expect(await tabsOf(unit, 'TERMINATION_FAILED')).toMatchObject([{ id: signing, status: 'SIGNED' }]);
  expect(await tabsOf(unit, 'SIGNED')).toMatchObject([{ id: signing }]);

  const second = idOf(
    await graduate.do<Head>('post', `/graduate/signings/${signing}/terminations`, {
      body: { reason: 'FURTHER_STUDY', detail: '考上研究生' },
    }),
  );
  await unit.do('post', `/employer/terminations/${second}/agree`, { body: {} });
  const { seq } = await school.see<Head>(`/review/cases/${second}`);
  await school.do('post', `/review/cases/${second}/approve`, { body: {}, seq });
  expect(await tabsOf(unit, 'TERMINATED')).toMatchObject([{ id: signing, status: 'TERMINATED' }]);
  expect(await tabsOf(unit, 'SIGNED')).toEqual([]);
  expect(await graduate.see('/graduate/profile')).toMatchObject({ bindingReasons: [] });
  await eventually(async () => expect((await told(unitPhone)).some((text) => text.includes('解约'))).toBe(true));
});

test('图 21 签约失败: whoever was refused as bound may accept once free; the college rejects; another letter lapses', async () => {
  const [{ id: rivals = '' } = {}] = await tabsOf(rival, 'SIGNING');
  await graduate.do('post', `/graduate/signings/${rivals}/accept`, { body: { confirmed: true } });
  const reason = { reasonCode: 'POSITION_MISMATCH', reason: '岗位与专业不符' };
  await college.do('post', `/review/cases/${rivals}/reject`, { body: reason, seq: 2 });
  expect(await tabsOf(rival, 'SIGNING_FAILED')).toMatchObject([{ id: rivals, status: 'REVIEW_REJECTED' }]);
  expect(await rival.see(`/employer/signings/${rivals}`)).toMatchObject({ rejection: reason });

  const body = { favoriteId: rivalsFavorite, ...letter, sandboxDeadlineSeconds: 1 };
  const unanswered = idOf(await rival.do<Head>('post', '/employer/signings', { body }));
  await eventually(async () =>
    expect((await tabsOf(rival, 'SIGNING_FAILED'))[0]).toMatchObject({ id: unanswered, status: 'RESPONSE_EXPIRED' }),
  );
});

test('7 失效信息: another destination registered by the school takes the ground of an open invitation', async () => {
  const body = { favoriteId: favorite, ...letter };
  const open = idOf(await unit.do<Head>('post', '/employer/signings', { body }));
  const { items } = await school.see<{ items: { id: string; name: string }[] }>('/school/graduates?limit=100');
  const record = items.find(({ name }) => name === graduateKeys.name);
  const destination = { category: '801', detail: '已被录取为研究生' };
  await school.do('post', `/school/graduates/${record?.id}/destination`, { body: destination });
  await eventually(async () =>
    expect(await tabsOf(unit, 'INVALIDATED')).toMatchObject([{ id: open, status: 'INVALIDATED' }]),
  );
});

test('8 户档信息管理: the profile keeps its edits, and goes into the letters that promise to take the archive', async () => {
  const favorites = await unit.see<{ items: { id: string; graduateName: string }[] }>('/employer/favorites');
  const favoriteIds = favorites.items.filter(({ graduateName }) => graduateName !== '周慕').map(idOf);
  const batch = { favoriteIds, letter: { ...letter, acceptsArchive: true } };
  const one = { favoriteId: favoriteIds[0], ...batch.letter };
  const early = await unit.ask('post', '/employer/signings', { body: one });
  expect(early.body.code).toBe('ARCHIVE_PROFILE_INCOMPLETE');
  const profile = {
    ...{ archiveReceiverType: 'SELF', archiveUnitName: '首访科技有限公司', archiveRegionCode: '110108' },
    ...{ archiveAddress: '示范路 2 号', archiveContactName: '王档案', archiveContactPhone: '010-88886666' },
    postcode: '100080',
  };
  expect(await unit.do('put', '/employer/archive-profile', { body: profile })).toMatchObject({ complete: true });
  const { items: edits } = await unit.see<{ items: { field: string }[] }>('/employer/archive-profile/edits');
  expect(edits.map(({ field }) => field).sort()).toEqual(Object.keys(profile).sort());

  const { id } = await unit.do<Head>('post', '/employer/signing-batches', { body: batch });
  const sent = await eventually(async () => {
    const read = await unit.see<{ status: string; rows: { signingId: string }[] }>(`/employer/signing-batches/${id}`);
    expect(read.status).toBe('DONE');
    return read.rows;
  });
  for (const { signingId } of sent) {
    const { letter: shown } = await unit.see<{ letter: { archive: object } }>(`/employer/signings/${signingId}`);
    expect(shown.archive).toMatchObject({ archiveUnitName: '首访科技有限公司', postcode: '100080' });
  }
  const { counters } = await unit.see<Workbench>('/employer/workbench');
  expect(counters).toMatchObject({ SIGNING: 2, SIGNED: 0, TERMINATED: 1, SIGNING_FAILED: 1, INVALIDATED: 1 });
});

test('9 账号管理, 退出: the unit’s users, one’s own row marked, one’s own data and password changed; signed out', async () => {
  const { items } = await unit.see<{ items: { isSelf: boolean }[] }>('/employer/members');
  expect(items.map(({ isSelf }) => isSelf).sort()).toEqual([false, true]);
  expect(await unit.do('patch', '/me', { body: { jobTitle: '总监' } })).toMatchObject({ jobTitle: '总监' });
  const code = await phoneCode(api, unitPhone, 'CHANGE_PASSWORD');
  await unit.do('put', '/me/password', { body: { code, newPassword: 'Third-2027!' } });
  await unit.do('post', '/sessions', { body: { userType: 'EMPLOYER', phone: unitPhone, password: 'Third-2027!' } });
  await unit.do('delete', '/sessions/current');
  expect((await unit.ask('get', '/employer/members')).status).toBe(401);
});
