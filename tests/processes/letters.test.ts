import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findAgreementFacts } from '../../database/queries/agreement-facts.ts';
import { agreementText } from '../../domain/agreement-document.ts';
import { optionalLetterFields } from '../../domain/letters.ts';
import { apiOf, type SignedIn, type TestApi } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { signedInAs } from '../support/factories.ts';
import { favoriteOf } from '../support/people.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { buildCast, type Cast } from '../support/signing-cast.ts';
import { wholeArchiveProfile } from '../support/signing-states.ts';

let platform: TestPlatform;
/** One platform with every optional field switched on, and one with none. */
let on: Omit<TestApi, 'stop'>;
let off: Omit<TestApi, 'stop'>;
beforeAll(async () => {
  platform = await startPlatform();
  on = apiOf(platform, { optionalLetterFields });
  off = apiOf(platform, { optionalLetterFields: [] });
}, 60_000);
afterAll(() => platform.stop(), 60_000);

const letter = {
  ...{ positionCategory: '13', positionTitle: '软件工程师', responseWindowDays: 7, signingContactName: '张招聘' },
};
const terms = {
  ...{ acceptsHukou: true, contactEmail: 'hr@example.com', workRegionCode: '110108', workAddress: '示范路 1 号' },
  ...{ salary: '月薪 12000 元', benefits: '五险一金', probation: '三个月', penalty: '无', servicePeriod: '三年' },
  reportOn: '2027-07-01',
};

interface Scene extends Cast {
  unit: SignedIn;
  favoriteId: string;
}
const sceneOn = async (api: Omit<TestApi, 'stop'>): Promise<Scene> => {
  const cast = await buildCast(platform, { signingChain: ['SCHOOL'] });
  const { id: favoriteId } = await favoriteOf(platform, cast.employer, cast.graduate.graduateId);
  return { ...cast, favoriteId, unit: await signedInAs(api, cast.employer.accountId) };
};
const send = ({ unit, favoriteId }: Scene, more: object) =>
  unit('post', '/api/v1/employer/signings')
    .set('idempotency-key', randomUUID())
    .send({ favoriteId, ...letter, ...more });
const tellProfile = ({ unit }: Scene, profile: object = wholeArchiveProfile) =>
  unit('put', '/api/v1/employer/archive-profile').send(profile);
const letterOf = async (scene: Scene, id: string) =>
  (await scene.unit('get', `/api/v1/employer/signings/${id}`)).body.letter as Record<string, unknown>;

describe('an optional field of a letter', () => {
  test.each(Object.entries(terms))('%s is unknown where the platform has it off', async (field, value) => {
    const scene = await sceneOn(off);
    const answer = await send(scene, { [field]: value });
    expect([answer.status, answer.body.errors]).toMatchObject([422, [{ pointer: `/${field}`, code: 'UNKNOWN_FIELD' }]]);
    expect(await platform.knex('command').where({ actorAccountId: scene.employer.accountId })).toEqual([]);
  });

  test('is one of those that /site names', async () => {
    const named = async (api: Omit<TestApi, 'stop'>) =>
      (await api.call('get', '/api/v1/site')).body.optionalLetterFields;
    expect([await named(on), await named(off)]).toEqual([[...optionalLetterFields], []]);
  });

  test('is in the letter of the unit, the graduate and the reviewer where it is on, and in the agreement', async () => {
    const scene = await sceneOn(on);
    await tellProfile(scene);
    const sent = await send(scene, { ...terms, acceptsArchive: true, contactPhone: '010-88886666', remarks: '无' });
    expect(sent.status).toBe(201);
    const { id } = sent.body as { id: string };
    const { hukouRegionCode, hukouAddress } = wholeArchiveProfile;
    const written = {
      ...{ ...letter, ...terms, contactPhone: '010-88886666', remarks: '无', acceptsArchive: true },
      ...{ archive: wholeArchiveProfile, hukou: { hukouRegionCode, hukouAddress } },
    };
    expect(await letterOf(scene, id)).toEqual(written);
    const graduate = await signedInAs(on, scene.graduate.accountId);
    expect((await graduate('get', `/api/v1/graduate/signings/${id}`)).body.letter).toEqual(written);
    await graduate('post', `/api/v1/graduate/signings/${id}/accept`)
      .set('idempotency-key', randomUUID())
      .send({ confirmed: true });
    const school = await signedInAs(on, scene.school.accountId);
    const shown = await school('get', `/api/v1/review/cases/${id}`);
    expect(shown.body.letter).toEqual(written);
    await school('post', `/api/v1/review/cases/${id}/approve`).set({
      ...{ 'idempotency-key': randomUUID(), 'if-match': '"2"' },
    });
    await eventually(async () => expect(await linesOf(id)).toBeDefined());
    expect(await linesOf(id)).toMatchObject({
      ...{ 工作地点: '北京市海淀区示范路 1 号', 报到时间: '2027年7月1日', 薪资: '月薪 12000 元', 福利: '五险一金' },
      ...{ 试用期: '三个月', 服务期: '三年', 违约金: '无', 档案接收: '本单位接收', 档案接收单位: '示范人才中心' },
      ...{ 档案转寄地址: '北京市海淀区示范路 8 号（邮政编码 100000）', 档案联系人: '李四' },
      户口迁移地址: '北京市东城区示范路 9 号',
    });
  }, 60_000);

  test('that holds a character no agreement can show is refused where it stands', async () => {
    const answer = await send(await sceneOn(on), { workAddress: '示范路🙂' });
    expect(answer.body.errors).toMatchObject([{ pointer: '/workAddress', code: 'NOT_PRINTABLE' }]);
  });

  test('can be written anew in the next letter, from what the failed one says', async () => {
    const scene = await sceneOn(on);
    await tellProfile(scene);
    const { id } = (await send(scene, { ...terms, acceptsArchive: true })).body as { id: string };
    await scene.unit('post', `/api/v1/employer/signings/${id}/withdraw`).set('idempotency-key', randomUUID());
    const { archive, hukou, ...old } = await letterOf(scene, id);
    expect([archive, hukou]).not.toContain(null);
    const content = Object.fromEntries(Object.entries(old).filter(([, value]) => value !== null));
    const again = await scene
      .unit('post', `/api/v1/employer/signings/${id}/reinvite`)
      .set('idempotency-key', randomUUID())
      .send({ ...content, salary: '月薪 13000 元' });
    expect([again.status, again.body.previousSigningId]).toEqual([201, id]);
    expect(again.body.letter).toEqual({ archive, hukou, ...old, salary: '月薪 13000 元' });
  }, 60_000);
});

describe('the archive profile', () => {
  test('is attached by itself when ticked, as it was then: what is changed later stays out of the letter', async () => {
    const scene = await sceneOn(off);
    await tellProfile(scene);
    const { id } = (await send(scene, { acceptsArchive: true })).body as { id: string };
    await tellProfile(scene, { ...wholeArchiveProfile, archiveUnitName: '别处' });
    expect(await letterOf(scene, id)).toMatchObject({
      ...{ acceptsArchive: true, archive: wholeArchiveProfile, acceptsHukou: null, hukou: null },
    });
  }, 60_000);

  test('stays out of a letter that does not tick it', async () => {
    const scene = await sceneOn(off);
    await tellProfile(scene);
    for (const more of [{}, { acceptsArchive: false }]) {
      const { id } = (await send(scene, more)).body as { id: string };
      expect(await letterOf(scene, id)).toMatchObject({ acceptsArchive: false, archive: null, hukou: null });
      await scene.unit('post', `/api/v1/employer/signings/${id}/withdraw`).set('idempotency-key', randomUUID());
    }
  }, 60_000);

  test.each([
    ['was never told', null],
    ['has a field open', { ...wholeArchiveProfile, archiveContactPhone: null }],
    ['says that archives are not taken', { ...wholeArchiveProfile, archiveReceiverType: 'NOT_ACCEPTED' }],
  ])(
    'cannot be promised while it %s',
    async (_, profile) => {
      const scene = await sceneOn(off);
      if (profile) await tellProfile(scene, profile);
      const answer = await send(scene, { acceptsArchive: true });
      expect([answer.status, answer.body.code]).toEqual([409, 'ARCHIVE_PROFILE_INCOMPLETE']);
      expect((await send(scene, {})).status).toBe(201);
    },
    60_000,
  );

  test('with the registration open can receive the archive, and nothing else', async () => {
    const scene = await sceneOn(on);
    await tellProfile(scene, { ...wholeArchiveProfile, hukouAddress: null });
    const both = await send(scene, { acceptsArchive: true, acceptsHukou: true });
    expect([both.status, both.body.code]).toEqual([409, 'ARCHIVE_PROFILE_INCOMPLETE']);
    expect((await send(scene, { acceptsArchive: true, acceptsHukou: false })).status).toBe(201);
  }, 60_000);

  test('holds nothing that an agreement cannot show', async () => {
    const answer = await tellProfile(await sceneOn(off), { ...wholeArchiveProfile, archiveAddress: '示范路🙂' });
    expect(answer.body.errors).toMatchObject([{ pointer: '/archiveAddress', code: 'NOT_PRINTABLE' }]);
  });
});

/** The pairs that the agreement of a signing prints; undefined before there is one. */
async function linesOf(signingId: string): Promise<Record<string, string> | undefined> {
  const found = await findAgreementFacts(platform.knex, signingId);
  if (!found) return undefined;
  const { facts } = found;
  const text = agreementText({
    ...facts,
    contact: { ...facts.contact, phone: null, email: null },
    graduate: { ...facts.graduate, idNumber: '' },
  });
  return Object.fromEntries(text.sections.flatMap(({ lines }) => lines.flat()));
}
