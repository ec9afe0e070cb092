import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApi, type SignedIn, type TestApi } from '../support/api.ts';
import { buildColleague, buildEmployer, signedInAs } from '../support/factories.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
}, 60_000);
afterAll(() => api.stop());

const path = '/api/v1/employer/archive-profile';
const whole = {
  ...{
    archiveReceiverType: 'SELF',
    archiveUnitName: '某单位',
    archiveRegionCode: '110108',
    archiveAddress: '示范路 1 号',
  },
  ...{ archiveContactName: '王档案', archiveContactPhone: '010-88886666', postcode: '100080' },
};
const nothing = { hukouRegionCode: null, hukouAddress: null };
const put = (caller: SignedIn, body: object) => caller('put', path).send(body);
const editsOf = async (caller: SignedIn) =>
  ((await caller('get', `${path}/edits`)).body as { items: Record<string, unknown>[] }).items;
const unit = async () => {
  const built = await buildEmployer(api);
  return { ...built, caller: await signedInAs(api, built.accountId) };
};

describe('the archive profile of a unit', () => {
  test('is empty before it is told, incomplete while something is open, complete with its seven fields', async () => {
    const { caller } = await unit();
    const empty = (await caller('get', path)).body as object;
    expect(empty).toMatchObject({ ...nothing, archiveReceiverType: null, lastEditedBy: null, complete: false });
    const part = { ...whole, postcode: undefined };
    expect((await put(caller, part)).body).toMatchObject({ ...whole, postcode: null, complete: false });
    const answer = await put(caller, whole);
    expect([answer.status, answer.body]).toMatchObject([200, { ...whole, ...nothing, complete: true }]);
    expect((await caller('get', path)).body).toEqual(answer.body);
    expect((await put(caller, { ...whole, archiveReceiverType: 'NOT_ACCEPTED' })).body).toMatchObject({
      complete: false,
    });
  });

  test('keeps who changed which field, when, from what to what, newest first', async () => {
    const { caller, employerId, accountId } = await unit();
    const other = await buildColleague(api, employerId);
    await put(caller, whole);
    expect(await editsOf(caller)).toHaveLength(7);
    const changed = { ...whole, postcode: '100081', hukouAddress: '别处', archiveAddress: null };
    const answer = await put(await signedInAs(api, other.accountId), changed);
    expect(answer.body).toMatchObject({ lastEditedBy: other.name, lastEditedAt: expect.any(String) });
    const edits = await editsOf(caller);
    expect(edits).toHaveLength(10);
    const { lastEditedAt: when } = answer.body as { lastEditedAt: string };
    expect(edits.slice(0, 3).sort((a, b) => (String(a['field']) < String(b['field']) ? -1 : 1))).toMatchObject([
      { who: other.name, when, field: 'archiveAddress', before: '示范路 1 号', after: null },
      { who: other.name, when, field: 'hukouAddress', before: null, after: '别处' },
      { who: other.name, when, field: 'postcode', before: '100080', after: '100081' },
    ]);
    const first = await api.knex('account').where({ id: accountId }).first<{ name: string }>('name');
    expect(edits.at(-1)).toMatchObject({ who: first.name });
  });

  test('told again unchanged is no edit', async () => {
    const { caller } = await unit();
    const first = await put(caller, whole);
    expect((await put(caller, { ...whole, hukouAddress: '' })).body).toEqual(first.body);
    expect(await editsOf(caller)).toHaveLength(7);
  });

  test('is that of the unit: another one sees its own', async () => {
    const [mine, theirs] = [await unit(), await unit()];
    await put(mine.caller, whole);
    expect((await theirs.caller('get', path)).body).toMatchObject({ archiveUnitName: null });
    expect(await editsOf(theirs.caller)).toEqual([]);
  });

  test.each([
    ['postcode', '10008', 'WRONG_FORMAT'],
    ['postcode', 'abcdef', 'WRONG_FORMAT'],
    ['archiveContactPhone', '88886666', 'WRONG_FORMAT'],
    ['archiveRegionCode', '1101', 'WRONG_FORMAT'],
    ['hukouRegionCode', '北京', 'WRONG_FORMAT'],
    ['archiveRegionCode', '990100', 'NOT_IN_LIST'],
    ['hukouRegionCode', '119999', 'NOT_IN_LIST'],
  ])('with %s = %s is refused, and nothing of it kept', async (field, value, code) => {
    const { caller } = await unit();
    const answer = await put(caller, { ...whole, [field]: value });
    expect(answer.body.errors).toMatchObject([{ pointer: `/${field}`, code }]);
    expect((await caller('get', path)).body).toMatchObject({ archiveUnitName: null });
  });

  test('is there for a unit that has to be verified still', async () => {
    const { caller, employerId } = await unit();
    await api.knex('employer').where({ id: employerId }).update({ verificationState: 'UNVERIFIED' });
    expect((await put(caller, whole)).status).toBe(200);
  });
});
