import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SignedIn, TestApi } from '../support/api.ts';
import { startApi } from '../support/api.ts';
import { buildSigning } from '../support/build-signing.ts';
import {
  buildColleague,
  buildEmployer,
  buildFavorite,
  buildGraduate,
  signedInAs,
  type BuiltEmployer,
  type BuiltGraduate,
} from '../support/factories.ts';
import { statementsOf } from '../support/statements.ts';
import { somebodyWaits } from '../support/locks.ts';

let api: TestApi;
let unit: BuiltEmployer;
let as: SignedIn;
let lin: BuiltGraduate;

beforeAll(async () => {
  api = await startApi();
  unit = await buildEmployer(api);
  as = await signedInAs(api, unit.accountId);
  lin = await buildGraduate(api, { name: '阿依古丽·买买提' });
});
afterAll(() => api.stop());

const searches = '/api/v1/employer/graduate-searches';
const favorites = '/api/v1/employer/favorites';
const keysOf = ({ name, idNumber, school }: BuiltGraduate) => ({ name, idNumber, schoolCode: school.schoolCode });
const search = (body: object, by = as) => by('post', searches).send(body);
const foundBy = async (by: SignedIn, graduate: BuiltGraduate): Promise<string> =>
  (await search(keysOf(graduate), by)).body.match.searchId as string;
const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
const idsOf = ({ body }: { body: { items: { id: string }[] } }) => body.items.map(({ id }) => id);

describe('the search', () => {
  test('finds a graduate by three exact keys, the ID number masked, however the keys are typed', async () => {
    const answer = await search({
      ...keysOf(lin),
      name: ' 阿依古丽 • 买买提',
      idNumber: ` ${lin.idNumber.toLowerCase()} `,
    });
    expect(answer.status).toBe(200);
    expect(answer.body.match).toEqual({
      searchId: expect.any(String),
      name: '阿依古丽·买买提',
      idNumberMasked: `990100********${lin.idNumber.slice(-4)}`,
      schoolName: lin.school.name,
      educationLevel: '31',
      major: '软件工程',
      cohort: 2027,
      alreadyFavorite: false,
    });
  });

  test('answers alike whichever key is wrong, and logs every search with who made it', async () => {
    const other = await buildGraduate(api);
    const count = async () => Number((await api.knex('graduate_search').count({ n: '*' }))[0]?.['n']);
    const before = await count();
    const right = keysOf(lin);
    const wrongs = [
      { ...right, name: '林晓雨' },
      { ...right, idNumber: other.idNumber },
      { ...right, schoolCode: other.school.schoolCode },
      { ...right, schoolCode: '00000' },
    ];
    for (const wrong of wrongs) {
      const answer = await search(wrong);
      expect([answer.status, answer.body]).toEqual([200, { match: null }]);
    }
    expect(await count()).toBe(before + wrongs.length);
    const last = await api.knex('graduate_search').orderBy('id', 'desc').first();
    expect(last).toMatchObject({ accountId: unit.accountId, employerId: unit.employerId, graduateId: null });
  });

  test('tells match or no match and nothing else: whatever keys are put together, every miss is the same miss', async () => {
    const [other, removed] = [await buildGraduate(api), await buildGraduate(api)];
    await api.knex('graduate').where({ id: removed.graduateId }).update({ removedAt: api.knex.fn.now() });
    const known = [lin, other, removed].map(keysOf);
    // Any keys, of one person, of several, or of nobody.
    const anyKeys = fc.record({
      name: fc.constantFrom('林晓雨', ...known.map(({ name }) => name)),
      idNumber: fc.constantFrom('990100200410100102', ...known.map(({ idNumber }) => idNumber)),
      schoolCode: fc.constantFrom('00000', ...known.map(({ schoolCode }) => schoolCode)),
    });
    const lookAt = async (keys: object) => {
      await api.knex('rate_limit').delete();
      let answer: Response | undefined;
      const statements = await statementsOf(api.knex, async () => void (answer = await search(keys)));
      const { status = 0, body = null, headers = {} } = answer ?? {};
      const kept = Object.fromEntries(
        Object.entries(headers).filter(([name]) => !/^(date|x-request-id|etag|content-length)$/.test(name)),
      );
      return { statements, headers: kept, seen: { status, body: body as { match: object | null } } };
    };
    const miss = await lookAt({ ...keysOf(lin), schoolCode: '00000' });
    await fc.assert(
      fc.asyncProperty(anyKeys, async (keys) => {
        const { seen, ...rest } = await lookAt(keys);
        const isOne = [lin, other].map(keysOf).some((one) => isDeepStrictEqual(one, { ...keys }));
        expect(rest).toEqual({ statements: miss.statements, headers: miss.headers });
        if (isOne) expect(seen).toMatchObject({ status: 200, body: { match: { cohort: 2027 } } });
        else expect(seen).toEqual(miss.seen);
      }),
      { numRuns: 60 },
    );
    expect(miss.seen).toEqual({ status: 200, body: { match: null } });
    expect(miss.statements.length).toBeGreaterThan(2);
  });

  test('finds the newest cohort’s record, and none that the school has removed', async () => {
    const old = await buildGraduate(api, { cohortYear: 2026 });
    const { name, idNumber, school } = old;
    const newer = await buildGraduate(api, { name, idNumber, school, cohortYear: 2027 });
    expect((await search(keysOf(old))).body.match.cohort).toBe(2027);
    await api
      .knex('graduate')
      .whereIn('id', [old.graduateId, newer.graduateId])
      .update({ removedAt: api.knex.fn.now() });
    expect((await search(keysOf(old))).body.match).toBeNull();
  });

  test('names a mistyped ID number as the wrong field, and neither counts nor logs it', async () => {
    const before = await api.knex('graduate_search').count();
    const answer = await search({ ...keysOf(lin), idNumber: '990100200401010018' });
    expect(codeOf(answer)).toEqual([422, 'VALIDATION_FAILED']);
    expect(answer.body.errors).toMatchObject([{ pointer: '/idNumber', code: 'WRONG_CHECK_CHARACTER' }]);
    expect(await api.knex('graduate_search').count()).toEqual(before);
  });

  test.each([
    ['a user has made 100 in a day', 'searches-of-user', 100],
    ['the unit has made 300 in a day', 'searches-of-unit', 300],
  ])('is refused once %s, with the time to wait', async (_, limit, points) => {
    const employer = await buildEmployer(api);
    const by = await signedInAs(api, employer.accountId);
    const id = limit === 'searches-of-user' ? employer.accountId : employer.employerId;
    await api.knex('rate_limit').insert({ key: `${limit}:${id}`, points, expire: Date.now() + 3_600_000 });
    const answer = await search(keysOf(lin), by);
    expect(codeOf(answer)).toEqual([429, 'TOO_MANY_REQUESTS']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(3_500);
    expect(answer.headers['ratelimit']).toContain(`"${limit}";r=0`);
  });

  test('counts down what is left of the day, colleagues together', async () => {
    const employer = await buildEmployer(api);
    const colleague = await buildColleague(api, employer.employerId);
    await search(keysOf(lin), await signedInAs(api, employer.accountId));
    const answer = await search(keysOf(lin), await signedInAs(api, colleague.accountId));
    expect(answer.headers['ratelimit']).toContain('"searches-of-user";r=99');
    const ofUnit = await api
      .knex('rate_limit')
      .where({ key: `searches-of-unit:${employer.employerId}` })
      .first('points');
    expect(ofUnit).toEqual({ points: 2 });
  });

  test.each([
    ['EMPLOYER_NOT_VERIFIED', { verificationState: 'UNVERIFIED' }],
    ['MEMBERSHIP_PENDING', { membership: 'PENDING' }],
  ] as const)('needs a verified unit and an approved membership: %s', async (code, options) => {
    const { accountId } = await buildEmployer(api, options);
    expect(codeOf(await search(keysOf(lin), await signedInAs(api, accountId)))).toEqual([403, code]);
  });
});

describe('adding', () => {
  test('freezes who was found, once: a repeat answers the entry that is there', async () => {
    const first = await as('post', favorites).send({ searchId: await foundBy(as, lin), remark: '校招' });
    expect(first.status).toBe(201);
    expect(first.body).toEqual({
      id: expect.any(String),
      cohort: 2027,
      graduateName: '阿依古丽·买买提',
      idNumberMasked: `990100********${lin.idNumber.slice(-4)}`,
      schoolName: lin.school.name,
      educationLevel: '31',
      major: '软件工程',
      signingId: null,
      status: null,
      statusAt: null,
      termination: null,
      allowedActions: [],
      remark: '校招',
      outdated: false,
    });
    const again = await as('post', favorites).send({ searchId: await foundBy(as, lin) });
    expect([again.status, again.body]).toEqual([200, first.body]);
    const noted = await as('post', favorites).send({ searchId: await foundBy(as, lin), remark: '已面试' });
    expect([noted.status, noted.body]).toEqual([200, { ...first.body, remark: '已面试' }]);
    expect((await search(keysOf(lin))).body.match.alreadyFavorite).toBe(true);
  });

  test('twenty at once make one entry', async () => {
    const graduate = await buildGraduate(api);
    const searchId = await foundBy(as, graduate);
    const answers = await Promise.all(Array.from({ length: 20 }, () => as('post', favorites).send({ searchId })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body.id as string)).size).toBe(1);
  });

  test.each(['somebody else’s', 'one that found nobody', 'one of 16 minutes ago', 'none at all'])(
    'takes no search but one’s own that found somebody in the last 15 minutes: not %s',
    async (which) => {
      const graduate = await buildGraduate(api);
      const colleague = await buildColleague(api, unit.employerId);
      const searchId = await foundBy(
        which === 'somebody else’s' ? await signedInAs(api, colleague.accountId) : as,
        graduate,
      );
      const searched = api.knex('graduate_search').where({ id: searchId });
      if (which === 'one that found nobody') await searched.update({ graduateId: null });
      if (which === 'one of 16 minutes ago')
        await searched.update({ searchedAt: api.knex.raw(`clock_timestamp() - interval '16 minutes'`) });
      if (which === 'none at all') await searched.delete();
      const answer = await as('post', favorites).send({ searchId });
      expect(codeOf(answer)).toEqual([422, 'VALIDATION_FAILED']);
      expect(answer.body.errors).toMatchObject([{ pointer: '/searchId' }]);
    },
  );

  test('freezes what the search showed: what the school has corrected since has to be searched again', async () => {
    const graduate = await buildGraduate(api);
    const searchId = await foundBy(as, graduate);
    await api.knex('graduate').where({ id: graduate.graduateId }).update({ revision: 2 });
    const answer = await as('post', favorites).send({ searchId });
    expect(codeOf(answer)).toEqual([422, 'VALIDATION_FAILED']);
    expect(answer.body.errors).toMatchObject([{ pointer: '/searchId', code: 'OUTDATED' }]);
    expect((await as('post', favorites).send({ searchId: await foundBy(as, graduate) })).status).toBe(201);
  });

  test('with an empty remark is adding without one', async () => {
    const searchId = await foundBy(as, await buildGraduate(api));
    const added = await as('post', favorites).send({ searchId, remark: ' ' });
    expect([added.status, added.body.remark]).toEqual([201, null]);
  });

  test('an entry the school’s corrections made outdated shows what was frozen, and is replaced when added again', async () => {
    const graduate = await buildGraduate(api, { name: '旧名字' });
    const old = await buildFavorite(api, unit, graduate);
    await api.knex('favorite').where({ id: old }).update({ remark: '重点' });
    await api
      .knex('graduate')
      .where({ id: graduate.graduateId })
      .update({ name: '新名字', nameNormalised: '新名字', revision: 2 });
    const listed = await as('get', favorites).query({ graduateName: '旧名字' });
    expect(listed.body.items).toMatchObject([{ id: old, graduateName: '旧名字', outdated: true }]);
    const shown = await search(keysOf({ ...graduate, name: '新名字' }));
    expect(shown.body.match.alreadyFavorite).toBe(false);
    const added = await as('post', favorites).send({ searchId: await foundBy(as, { ...graduate, name: '新名字' }) });
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({ graduateName: '新名字', outdated: false, remark: '重点' });
    expect(idsOf(await as('get', favorites).query({ graduateName: '名字' }))).toEqual([added.body.id]);
  });

  test('an entry whose signing became invalid is outdated, and is replaced when added again', async () => {
    const graduate = await buildGraduate(api, { name: '失效过' });
    const { favoriteId } = await buildSigning(api, { employer: unit, graduate, status: 'INVALIDATED' });
    const listed = await as('get', favorites).query({ graduateName: '失效过' });
    expect(listed.body.items).toMatchObject([{ id: favoriteId, outdated: true }]);
    const found = await search(keysOf(graduate));
    expect(found.body.match.alreadyFavorite).toBe(false);
    const added = await as('post', favorites).send({ searchId: found.body.match.searchId });
    expect([added.status, added.body.outdated]).toEqual([201, false]);
    expect(added.body.id).not.toBe(favoriteId);
  });
});

describe('the list', () => {
  let employer: BuiltEmployer;
  let by: SignedIn;
  const graduates: BuiltGraduate[] = [];
  const ids: string[] = [];

  beforeAll(async () => {
    employer = await buildEmployer(api);
    by = await signedInAs(api, employer.accountId);
    for (const [index, cohortYear] of [2026, 2027, 2027, 2027, 2027].entries()) {
      const graduate = await buildGraduate(api, { name: `孙可${index}`, cohortYear });
      graduates.push(graduate);
      ids.unshift(await buildFavorite(api, employer, graduate));
    }
  });

  test('is newest first, page by page, and no other unit’s', async () => {
    const first = await by('get', favorites).query({ limit: 2, count: true });
    expect([idsOf(first), first.body.total]).toEqual([ids.slice(0, 2), 5]);
    const second = await by('get', favorites).query({ limit: 2, cursor: first.body.nextCursor });
    const third = await by('get', favorites).query({ limit: 2, cursor: second.body.nextCursor });
    expect([...idsOf(second), ...idsOf(third)]).toEqual(ids.slice(2));
    expect(third.body.nextCursor).toBeNull();
  });

  test('a cursor serves the list it came from and no other', async () => {
    const { body } = await by('get', favorites).query({ limit: 2 });
    const other = await by('get', favorites).query({ limit: 2, cohort: 2027, cursor: body.nextCursor });
    expect(codeOf(other)).toEqual([422, 'VALIDATION_FAILED']);
    expect(codeOf(await as('get', favorites).query({ limit: 2, cursor: body.nextCursor }))).toEqual([
      422,
      'VALIDATION_FAILED',
    ]);
  });

  test('filters by cohort, by a part of the name, and in a body by the exact ID number', async () => {
    expect(idsOf(await by('get', favorites).query({ cohort: 2026 }))).toEqual(ids.slice(-1));
    for (const typed of ['可3', ' 可 ３', '\u200b可3'])
      expect(idsOf(await by('get', favorites).query({ graduateName: typed }))).toEqual([ids[1]]);
    expect(idsOf(await by('get', favorites).query({ graduateName: '可%' }))).toEqual([]);
    const single = await by('get', favorites).query({ graduateName: '可' });
    expect(single.body.errors).toEqual([
      { pointer: '/graduateName', code: 'TOO_SHORT', detail: '请至少填写 2 个字符。' },
    ]);
    const exact = await by('post', `${favorites}/search`).send({ idNumber: graduates[2]?.idNumber, count: true });
    expect([idsOf(exact), exact.body.total]).toEqual([[ids[2]], 1]);
    const part = await by('post', `${favorites}/search`).send({ idNumber: graduates[2]?.idNumber.slice(0, 17) });
    expect(idsOf(part)).toEqual([]);
    expect(codeOf(await by('get', favorites).query({ idNumber: graduates[2]?.idNumber }))).toEqual([
      422,
      'VALIDATION_FAILED',
    ]);
  });

  test('tells of the newest signing with each graduate and what may be done with it', async () => {
    const [graduate] = graduates;
    const favorite = { employer, graduate: graduate as BuiltGraduate, favoriteId: ids[4] as string };
    const sentAt = new Date(Date.now() - 86_400_000).toISOString();
    await buildSigning(api, { ...favorite, status: 'WITHDRAWN', sentAt });
    const { id } = await buildSigning(api, { ...favorite, status: 'AWAITING_GRADUATE' });
    const { body } = await by('get', favorites).query({ cohort: 2026 });
    expect(body.items).toMatchObject([{ signingId: id, status: 'AWAITING_GRADUATE', allowedActions: ['withdraw'] }]);
  });

  test('takes as many statements for one row as for five', async () => {
    const one = await statementsOf(api.knex, () => by('get', favorites).query({ limit: 1 }));
    const five = await statementsOf(api.knex, () => by('get', favorites).query({ limit: 5 }));
    expect(five).toEqual(one);
    expect(one.length).toBeGreaterThan(1);
  });
});

describe('removal', () => {
  const remove = (id: string, by = as) => by('delete', `${favorites}/${id}`);

  test('takes an entry out of the list; then it is not there', async () => {
    const id = await buildFavorite(api, unit, await buildGraduate(api, { name: '要移出' }));
    expect((await remove(id)).status).toBe(204);
    expect(idsOf(await as('get', favorites).query({ graduateName: '要移出' }))).toEqual([]);
    expect(codeOf(await remove(id))).toEqual([404, 'NOT_FOUND']);
  });

  test('of another unit’s entry is the removal of nothing', async () => {
    const other = await buildEmployer(api);
    const id = await buildFavorite(api, other, await buildGraduate(api));
    expect(codeOf(await remove(id))).toEqual([404, 'NOT_FOUND']);
  });

  test.each(['AWAITING_GRADUATE', 'COLLEGE_REVIEW', 'SCHOOL_REVIEW'] as const)(
    'is refused while a signing is open: %s',
    async (status) => {
      const { favoriteId } = await buildSigning(api, { status, employer: unit });
      expect(codeOf(await remove(favoriteId))).toEqual([409, 'FAVORITE_IN_USE']);
    },
  );

  test.each(['SIGNED', 'DECLINED', 'REVIEW_REJECTED', 'INVALIDATED'] as const)(
    'leaves the record of a signing that is over: %s',
    async (status) => {
      const { favoriteId, id } = await buildSigning(api, { status, employer: unit });
      expect((await remove(favoriteId)).status).toBe(204);
      expect((await as('get', `/api/v1/employer/signings/${id}`)).body.status).toBe(status);
    },
  );

  test('waits for an invitation that is being decided, and then finds it open', async () => {
    const graduate = await buildGraduate(api);
    const favoriteId = await buildFavorite(api, unit, graduate);
    const decision = await api.knex.transaction();
    await decision('favorite').where({ id: favoriteId }).forUpdate().select('id');
    const removal = remove(favoriteId).then((answer) => answer);
    await somebodyWaits(api.knex);
    await buildSigning({ ...api, knex: decision }, { employer: unit, graduate, favoriteId });
    await decision.commit();
    expect(codeOf(await removal)).toEqual([409, 'FAVORITE_IN_USE']);
  });
});
