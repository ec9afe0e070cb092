import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { apiOf, type SignedIn, type TestApi } from '../support/api.ts';
import { buildSigning, type BuiltSigning } from '../support/build-signing.ts';
import {
  buildEmployer,
  buildFavorite,
  buildGraduate,
  signedInAs,
  type BuiltEmployer,
  type BuiltGraduate,
} from '../support/factories.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

let platform: TestPlatform;
let api: Omit<TestApi, 'stop'>;
let unit: BuiltEmployer;
let as: SignedIn;

beforeAll(async () => {
  platform = await startPlatform();
  api = apiOf(platform, { optionalLetterFields: [] });
  unit = await buildEmployer(api);
  as = await signedInAs(api, unit.accountId);
}, 60_000);
afterAll(() => platform.stop());

const signings = '/api/v1/employer/signings';
const letter = {
  positionCategory: '13',
  positionTitle: '软件工程师',
  responseWindowDays: 7,
  signingContactName: '张招聘',
  contactPhone: '010-88886666',
  remarks: '升学可解约',
};
const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
const idsOf = ({ body }: { body: { items: { id: string }[] } }) => body.items.map(({ id }) => id);
const act = (path: string, body: object = {}, by = as, key: string = randomUUID()) =>
  by('post', `${signings}${path}`).set('idempotency-key', key).send(body);
const details = (id: string, by = as) => by('get', `${signings}/${id}`);

describe('the tabs', () => {
  const statuses = [
    ...(['AWAITING_GRADUATE', 'COLLEGE_REVIEW', 'SCHOOL_REVIEW', 'SIGNED', 'DECLINED'] as const),
    ...(['RESPONSE_EXPIRED', 'REVIEW_REJECTED', 'WITHDRAWN', 'INVALIDATED'] as const),
  ];
  const built: Partial<Record<(typeof statuses)[number], BuiltSigning>> = {};
  let employer: BuiltEmployer;
  let by: SignedIn;

  beforeAll(async () => {
    employer = await buildEmployer(api);
    by = await signedInAs(api, employer.accountId);
    for (const [index, status] of statuses.entries()) {
      const sentAt = new Date(Date.now() - (20 - index) * 3_600_000).toISOString();
      const graduate = await buildGraduate(api, { name: `学生${index}`, cohortYear: index === 0 ? 2026 : 2027 });
      built[status] = await buildSigning(api, { status, employer, graduate, sentAt });
    }
  });
  const list = (query: object) => by('get', signings).query(query);
  const statusesOf = ({ body }: { body: { items: { status: string }[] } }) => body.items.map(({ status }) => status);

  test.each([
    ['SIGNING', ['SCHOOL_REVIEW', 'COLLEGE_REVIEW', 'AWAITING_GRADUATE']],
    ['SIGNED', ['SIGNED']],
    ['SIGNING_FAILED', ['WITHDRAWN', 'REVIEW_REJECTED', 'RESPONSE_EXPIRED', 'DECLINED']],
    ['TERMINATING', []],
    ['TERMINATED', []],
    ['TERMINATION_FAILED', []],
    ['INVALIDATED', ['INVALIDATED']],
  ])('%s holds its statuses, newest first', async (tab, expected) => {
    const answer = await list({ tab, count: true });
    expect([statusesOf(answer), answer.body.total]).toEqual([expected, expected.length]);
  });

  test('a row has the fields of the contract and no others', async () => {
    const { body } = await list({ tab: 'SIGNED' });
    const graduate = built.SIGNED?.graduate as BuiltGraduate;
    expect(body.items).toEqual([
      {
        id: built.SIGNED?.id,
        cohort: 2027,
        graduateName: graduate.name,
        idNumberMasked: `990100********${graduate.idNumber.slice(-4)}`,
        schoolName: graduate.school.name,
        educationLevel: '31',
        major: '软件工程',
        status: 'SIGNED',
        statusAt: expect.any(String),
        termination: null,
        allowedActions: ['terminate'],
      },
    ]);
  });

  test('filters by cohort, status, part of the name, and in a body by the exact ID number', async () => {
    expect(statusesOf(await list({ cohort: 2026 }))).toEqual(['AWAITING_GRADUATE']);
    expect(statusesOf(await list({ status: 'DECLINED' }))).toEqual(['DECLINED']);
    expect(statusesOf(await list({ tab: 'SIGNING', status: 'DECLINED' }))).toEqual([]);
    expect(statusesOf(await list({ graduateName: '生3' }))).toEqual(['SIGNED']);
    const idNumber = built.WITHDRAWN?.graduate.idNumber;
    const exact = await by('post', `${signings}/search`).send({ idNumber, tab: 'SIGNING_FAILED', limit: 5 });
    expect(statusesOf(exact)).toEqual(['WITHDRAWN']);
  });

  test('a name filter without a character that names have filters nothing', async () => {
    for (const graduateName of ['', ' ', '\u200b']) expect(statusesOf(await list({ graduateName }))).toHaveLength(9);
  });

  test.each(['TERMINATING', 'TERMINATED', 'TERMINATION_FAILED'])(
    'the status filter of %s takes the statuses of terminations, of which there are none yet',
    async (tab) => {
      for (const status of ['AWAITING_COUNTERPARTY', 'COLLEGE_REVIEW', 'COUNTERPARTY_REFUSED', 'REJECTED']) {
        const answer = await list({ tab, status });
        expect([answer.status, answer.body.items]).toEqual([200, []]);
      }
    },
  );

  test('pages hold every signing once, and take as many statements for one row as for nine', async () => {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const answer = await list({ limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      ids.push(...idsOf(answer));
      cursor = (answer.body.nextCursor as string | null) ?? undefined;
    } while (cursor !== undefined);
    expect([ids.length, new Set(ids).size]).toEqual([9, 9]);
    const one = await statementsOf(api.knex, () => list({ limit: 1 }));
    const nine = await statementsOf(api.knex, () => list({ limit: 20 }));
    expect(nine).toHaveLength(one.length);
  });

  test('are of one’s own unit only', async () => {
    expect(idsOf(await as('get', signings))).not.toContain(built.SIGNED?.id);
    expect(codeOf(await details(built.SIGNED?.id as string))).toEqual([404, 'NOT_FOUND']);
  });

  test.each([
    ['AWAITING_GRADUATE', ['DONE', 'CURRENT', 'PENDING', 'PENDING'], ['withdraw'], 'GRADUATE'],
    ['COLLEGE_REVIEW', ['DONE', 'DONE', 'CURRENT', 'PENDING'], [], 'COLLEGE'],
    ['SCHOOL_REVIEW', ['DONE', 'DONE', 'CURRENT', 'PENDING'], [], 'SCHOOL'],
    ['SIGNED', ['DONE', 'DONE', 'DONE', 'DONE'], ['terminate'], undefined],
    ['DECLINED', ['DONE', 'FAILED', 'PENDING', 'PENDING'], ['reinvite'], undefined],
    ['RESPONSE_EXPIRED', ['DONE', 'FAILED', 'PENDING', 'PENDING'], ['reinvite'], undefined],
    ['REVIEW_REJECTED', ['DONE', 'DONE', 'FAILED', 'PENDING'], ['reinvite'], undefined],
    ['WITHDRAWN', ['DONE', 'FAILED', 'PENDING', 'PENDING'], ['reinvite'], undefined],
    ['INVALIDATED', ['DONE', 'FAILED', 'PENDING', 'PENDING'], [], undefined],
  ] as const)(
    '%s: the page shows its step, whom it waits for and what may be done',
    async (status, steps, actions, who) => {
      const { body, headers } = await details(built[status]?.id as string, by);
      expect(body.steps.map(({ state }: { state: string }) => state)).toEqual(steps);
      expect(body.allowedActions).toEqual(actions);
      expect(body.waitingFor?.who).toBe(who);
      expect(headers['etag']).toBe(`"${body.seq}"`);
    },
  );

  test('a signed one has its number, but no document yet', async () => {
    const { body } = await details(built.SIGNED?.id as string, by);
    expect(body).toMatchObject({
      agreementNo: expect.stringMatching(/^2027\d{12}[0-9A-Z]$/),
      agreement: null,
      terminations: [],
    });
  });

  test('a failed one gives the reason that was given', async () => {
    const declined = await details(built.DECLINED?.id as string, by);
    expect(declined.body).toMatchObject({ declineReason: '另有安排', rejection: null, invalidationReason: null });
    const rejected = await details(built.REVIEW_REJECTED?.id as string, by);
    const rejection = { stage: 'COLLEGE', reasonCode: 'POSITION_MISMATCH', reason: '岗位与专业不符' };
    expect(rejected.body).toMatchObject({ declineReason: null, rejection });
    const invalidated = await details(built.INVALIDATED?.id as string, by);
    expect(invalidated.body).toMatchObject({ invalidationReason: 'COHORT_CLOSED', rejection: null });
  });

  test('the timeline says in plain words what happened, who is waited for and what comes, in the caller’s language', async () => {
    const id = built.SCHOOL_REVIEW?.id as string;
    const graduate = built.SCHOOL_REVIEW?.graduate as BuiltGraduate;
    const lines = async (language: string) => {
      const { body } = await details(id, by).set('accept-language', language);
      return body.timeline as {
        phase: string;
        text: string;
        who: { role: string; name: string } | null;
        at: string | null;
      }[];
    };
    const zh = await lines('zh-CN');
    expect(zh.map(({ phase }) => phase)).toEqual(['PAST', 'PAST', 'PAST', 'NOW', 'NEXT', 'NEXT', 'NEXT']);
    expect(zh.slice(1, 5).map(({ text }) => text)).toEqual([
      '学生已应约，提交审核',
      '学院审核通过',
      (await details(id, by)).body.waitingFor.explanation,
      '审核通过后签约完成',
    ]);
    expect(zh.slice(1, 4).map(({ who }) => who)).toEqual([
      { role: 'GRADUATE', name: graduate.name },
      { role: 'COLLEGE', name: graduate.school.collegeName },
      { role: 'SCHOOL', name: graduate.school.name },
    ]);
    expect(zh.slice(5).every(({ at }) => at !== null)).toBe(true);
    const en = await lines('en');
    expect(en[3]?.text).toMatch(/^Waiting for the school since .+; nothing is decided by itself/);
    expect(JSON.stringify(en.map(({ text }) => text))).not.toMatch(/\p{Script=Han}/u);
  });
});

describe('what a unit sees of a graduate bound elsewhere', () => {
  test('is nothing: the same as of one who has not answered yet', async () => {
    const bound = await buildSigning(api, { employer: unit });
    const free = await buildSigning(api, { employer: unit });
    const elsewhere = await buildSigning(api, { graduate: bound.graduate, status: 'COLLEGE_REVIEW' });
    const [page, other] = [(await details(bound.id)).body, (await details(free.id)).body];
    const { waitingFor, allowedActions, status, seq, steps, timeline } = page;
    expect({ who: waitingFor.who, allowedActions, status, seq, lines: timeline.length }).toEqual({
      who: 'GRADUATE',
      allowedActions: ['withdraw'],
      status: 'AWAITING_GRADUATE',
      seq: 1,
      lines: other.timeline.length,
    });
    expect(steps.map(({ state }: { state: string }) => state)).toEqual(['DONE', 'CURRENT', 'PENDING', 'PENDING']);
    expect(JSON.stringify(page)).not.toContain(elsewhere.employer.name);
    expect(Object.keys(page)).toEqual(Object.keys(other));
  });
});

describe('sending', () => {
  test('starts a signing and answers it; the same key again answers the same, once in the books', async () => {
    const favoriteId = await buildFavorite(api, unit, await buildGraduate(api));
    const key = randomUUID();
    const sent = await act('', { favoriteId, ...letter }, as, key);
    expect([sent.status, sent.headers['etag']]).toEqual([201, '"1"']);
    expect(sent.body).toMatchObject({
      status: 'AWAITING_GRADUATE',
      letter: { ...letter, archive: null },
      inviter: { name: unit.name, startedByName: expect.any(String) },
      previousSigningId: null,
      nextSigningId: null,
    });
    const again = await act('', { favoriteId, ...letter }, as, key);
    expect([again.status, again.headers['idempotency-replayed'], again.body.id]).toEqual([201, 'true', sent.body.id]);
    expect((await as('get', '/api/v1/employer/favorites')).body.items[0]).toMatchObject({ signingId: sent.body.id });
    const other = await act('', { favoriteId, ...letter, positionTitle: '测试工程师' }, as, key);
    expect(codeOf(other)).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    expect(codeOf(await act('', { favoriteId, ...letter }))).toEqual([409, 'INVITATION_ALREADY_OPEN']);
  });

  test('needs a favorite of one’s own that is still there', async () => {
    const other = await buildEmployer(api);
    const theirs = await buildFavorite(api, other, await buildGraduate(api));
    expect(codeOf(await act('', { favoriteId: theirs, ...letter }))).toEqual([404, 'NOT_FOUND']);
    expect(codeOf(await act('', { favoriteId: randomUUID(), ...letter }))).toEqual([404, 'NOT_FOUND']);
  });

  test.each([
    ['/positionTitle', { positionTitle: '岗'.repeat(51) }, 'TOO_LONG'],
    ['/responseWindowDays', { responseWindowDays: 16 }, 'OUT_OF_RANGE'],
    ['/responseWindowDays', { responseWindowDays: undefined }, 'REQUIRED'],
    ['/positionCategory', { positionCategory: '12' }, 'NOT_IN_LIST'],
    ['/contactPhone', { contactPhone: 'ask me' }, 'WRONG_FORMAT'],
    ['/sandboxDeadlineSeconds', { sandboxDeadlineSeconds: 0 }, 'OUT_OF_RANGE'],
    ['/salary', { salary: '20k' }, 'UNKNOWN_FIELD'],
  ])('names the field that is wrong: %s %j', async (pointer, wrong, code) => {
    const answer = await act('', { favoriteId: randomUUID(), ...letter, ...wrong });
    expect(codeOf(answer)).toEqual([422, 'VALIDATION_FAILED']);
    expect(answer.body.errors).toMatchObject([{ pointer, code }]);
  });

  test('an optional text left empty is one left out', async () => {
    const favoriteId = await buildFavorite(api, unit, await buildGraduate(api));
    const sent = await act('', { favoriteId, ...letter, contactPhone: ' ', remarks: '\u200b\n' });
    expect([sent.status, sent.body.letter?.contactPhone, sent.body.letter?.remarks]).toEqual([201, null, null]);
    expect((await as('get', `${signings}?graduateName=`)).status).toBe(200);
  });

  test.each([
    ['nothing that can be seen', '\u200b\u2060', 'REQUIRED'],
    ['a mark that turns the direction', '工程师\u202e师', 'WRONG_FORMAT'],
    ['an isolate', '\u2066工程师\u2069', 'WRONG_FORMAT'],
  ])('a text of %s is none', async (_, positionTitle, code) => {
    const answer = await act('', { favoriteId: randomUUID(), ...letter, positionTitle });
    expect(answer.body.errors).toMatchObject([{ pointer: '/positionTitle', code }]);
  });

  test('takes deadlines in seconds in embedded mode alone', async () => {
    const production = apiOf(platform, { mode: 'production' });
    const favoriteId = await buildFavorite(api, unit, await buildGraduate(api));
    const by = await signedInAs(production, unit.accountId);
    const refused = await act('', { favoriteId, ...letter, sandboxDeadlineSeconds: 60 }, by);
    expect(codeOf(refused)).toEqual([422, 'VALIDATION_FAILED']);
    expect(refused.body.errors).toMatchObject([{ pointer: '/sandboxDeadlineSeconds', code: 'NOT_AVAILABLE' }]);
    const sent = await act('', { favoriteId, ...letter, sandboxDeadlineSeconds: 60 });
    expect(Date.parse(sent.body.respondBy) - Date.parse(sent.body.createdAt)).toBeLessThan(61_000);
  });

  test('needs a key, and a verified unit', async () => {
    const favoriteId = await buildFavorite(api, unit, await buildGraduate(api));
    expect(codeOf(await as('post', signings).send({ favoriteId, ...letter }))).toEqual([
      400,
      'IDEMPOTENCY_KEY_REQUIRED',
    ]);
    const renamed = await buildEmployer(api, { verificationState: 'REVERIFY_REQUIRED' });
    const by = await signedInAs(api, renamed.accountId);
    const { id } = await buildSigning(api, { status: 'DECLINED', employer: renamed });
    for (const [path, body] of [
      ['', { favoriteId, ...letter }],
      [`/${id}/reinvite`, letter],
    ] as const)
      expect(codeOf(await act(path, body, by))).toEqual([403, 'EMPLOYER_NOT_VERIFIED']);
  });
});

describe('withdrawing', () => {
  test('ends an invitation nobody has answered', async () => {
    const { id } = await buildSigning(api, { employer: unit });
    const answer = await act(`/${id}/withdraw`);
    expect([answer.status, answer.headers['etag']]).toEqual([200, '"2"']);
    expect(answer.body).toMatchObject({ id, status: 'WITHDRAWN', allowedActions: ['reinvite'], waitingFor: null });
  });

  test.each(['COLLEGE_REVIEW', 'SIGNED', 'DECLINED', 'WITHDRAWN'] as const)(
    'is refused at once in any other state, and nothing is stored: %s',
    async (status) => {
      const { id } = await buildSigning(api, { employer: unit, status });
      expect(codeOf(await act(`/${id}/withdraw`))).toEqual([409, 'ACTION_NOT_ALLOWED']);
      expect(await api.knex('command').where({ processId: id, kind: 'withdraw' })).toEqual([]);
    },
  );

  test('of another unit’s signing is the withdrawal of nothing', async () => {
    const { id } = await buildSigning(api);
    expect(codeOf(await act(`/${id}/withdraw`))).toEqual([404, 'NOT_FOUND']);
  });

  test('stays open to a unit that has to be verified again', async () => {
    const employer = await buildEmployer(api, { verificationState: 'REVERIFY_REQUIRED' });
    const { id } = await buildSigning(api, { employer });
    expect((await act(`/${id}/withdraw`, {}, await signedInAs(api, employer.accountId))).status).toBe(200);
  });
});

describe('inviting again', () => {
  test('answers a new signing, and each of the two leads to the other', async () => {
    const { id } = await buildSigning(api, { employer: unit, status: 'DECLINED' });
    // What the old letter tells can be sent back as it is, but for what was copied into it.
    const told = { ...(await details(id)).body.letter, archive: undefined, hukou: undefined };
    const answer = await act(`/${id}/reinvite`, { ...told, positionTitle: '高级工程师' });
    expect(answer).toMatchObject({ status: 201, body: { status: 'AWAITING_GRADUATE', previousSigningId: id } });
    expect(answer.body.id).not.toBe(id);
    expect((await details(id)).body.nextSigningId).toBe(answer.body.id);
  });

  test('to a favorite that was removed since is FAVORITE_OUTDATED', async () => {
    const { id, favoriteId } = await buildSigning(api, { employer: unit, status: 'DECLINED' });
    await as('delete', `/api/v1/employer/favorites/${favoriteId}`);
    expect(codeOf(await act(`/${id}/reinvite`, letter))).toEqual([409, 'FAVORITE_OUTDATED']);
  });

  test('uses the present favorite of the graduate, however the first was removed or corrected', async () => {
    const { id, favoriteId, graduate } = await buildSigning(api, { employer: unit, status: 'DECLINED' });
    await as('delete', `/api/v1/employer/favorites/${favoriteId}`);
    await api.knex('graduate').where({ id: graduate.graduateId }).update({ name: '改名后', revision: 2 });
    const present = await buildFavorite(api, unit, graduate);
    const answer = await act(`/${id}/reinvite`, letter);
    expect([answer.status, answer.body.graduateName]).toEqual([201, '改名后']);
    const stored = await api.knex('signing').where({ id: answer.body.id }).first('favoriteId');
    expect(stored).toEqual({ favoriteId: present });
  });

  test('is offered only while no other signing of the pair is open or signed', async () => {
    const offered = async (id: string) => {
      const { body } = await details(id);
      const texts = body.timeline.map(({ text }: { text: string }) => text) as string[];
      return [body.allowedActions, texts.includes('可再次发起签约')];
    };
    for (const status of ['AWAITING_GRADUATE', 'COLLEGE_REVIEW', 'SCHOOL_REVIEW', 'SIGNED'] as const) {
      const failed = await buildSigning(api, { employer: unit, status: 'DECLINED' });
      const { graduate, favoriteId } = failed;
      await buildSigning(api, { graduate, status: 'COLLEGE_REVIEW' });
      expect(await offered(failed.id)).toEqual([['reinvite'], true]);
      await api.knex('graduate_binding').where({ graduateId: graduate.graduateId }).delete();
      await buildSigning(api, { employer: unit, graduate, favoriteId, status });
      expect([status, ...(await offered(failed.id))]).toEqual([status, [], false]);
    }
  });

  test.each(['AWAITING_GRADUATE', 'SIGNED', 'INVALIDATED'] as const)(
    'is not for one that has not failed: %s',
    async (status) => {
      const { id } = await buildSigning(api, { employer: unit, status });
      expect(codeOf(await act(`/${id}/reinvite`, letter))).toEqual([409, 'ACTION_NOT_ALLOWED']);
    },
  );
});
