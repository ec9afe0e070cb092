import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { graduateStateCodes, type GraduateState } from '../../domain/vocabulary/graduate-state.ts';
import { startApi, type SignedIn, type TestApi } from '../support/api.ts';
import { buildGraduate, buildSchool, signedInAs, type BuiltSchool } from '../support/factories.ts';

let api: TestApi;
let school: BuiltSchool;
let whole: SignedIn;
let college: SignedIn;
const ids: Record<'free' | 'notActivated' | 'notConfirmed' | 'locked' | 'lockedToo', string> = {
  ...{ free: '', notActivated: '', notConfirmed: '', locked: '', lockedToo: '' },
};
beforeAll(async () => {
  api = await startApi();
  school = await buildSchool(api);
  whole = await signedInAs(api, school.schoolReviewer);
  college = await signedInAs(api, school.collegeReviewer ?? '');
  for (const name of Object.keys(ids) as (keyof typeof ids)[])
    ids[name] = (await buildGraduate(api, { school, confirmed: name === 'free' || name === 'locked' })).graduateId;
  for (const id of [ids.notActivated, ids.lockedToo])
    await api.knex('graduate').where({ id }).update({ accountId: null });
  for (const id of [ids.locked, ids.lockedToo])
    expect((await whole('post', `/api/v1/school/graduates/${id}/lock`).send({ reason: '核查' })).status).toBe(200);
}, 60_000);
afterAll(() => api.stop());

const listed = async (by: SignedIn, query: object) =>
  (await by('get', '/api/v1/school/graduates').query(query)).body.items.map(({ id }: { id: string }) => id);

test.each<[GraduateState, (keyof typeof ids)[]]>([
  ['NOT_ACTIVATED', ['lockedToo', 'notActivated']],
  ['NOT_CONFIRMED', ['notConfirmed']],
  ['LOCKED', ['lockedToo', 'locked']],
])('a school and its college find those who are %s, newest first', async (state, wanted) => {
  const expected = wanted.map((name) => ids[name]);
  expect(await listed(whole, { state })).toEqual(expected);
  expect(await listed(college, { state, cohort: 2027 })).toEqual(expected);
  expect(await listed(whole, { state, cohort: 2026 })).toEqual([]);
});

test('somebody who was removed is looked after no more, but still found among the removed', async () => {
  const { graduateId } = await buildGraduate(api, { school, confirmed: false });
  const removal = { reasonCode: 'DROPPED_OUT', detail: '已办理退学' };
  const removed = await whole('post', `/api/v1/school/graduates/${graduateId}/remove`)
    .set('idempotency-key', graduateId)
    .send(removal);
  expect(removed.status).toBe(200);
  expect(await listed(whole, { state: 'NOT_CONFIRMED' })).not.toContain(graduateId);
  expect(await listed(whole, { state: 'NOT_CONFIRMED', removed: true })).toEqual([graduateId]);
});

test('an ID number in a body is looked up within a state; a state that there is not is refused', async () => {
  const { graduateId, idNumber } = await buildGraduate(api, { school, confirmed: false });
  const found = async (state: GraduateState) =>
    (await whole('post', '/api/v1/school/graduates/search').send({ idNumber, state })).body.items;
  const answers = await Promise.all(graduateStateCodes.map(async (state) => (await found(state)).length));
  expect(answers).toEqual([0, 1, 0]);
  expect((await found('NOT_CONFIRMED'))[0]).toMatchObject({
    id: graduateId,
    activated: true,
    profileConfirmedAt: null,
  });
  const { status, body } = await whole('get', '/api/v1/school/graduates').query({ state: 'SIGNED' });
  expect([status, body.errors[0].pointer, body.errors[0].code]).toEqual([422, '/state', 'NOT_IN_LIST']);
});
