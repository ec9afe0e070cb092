import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { disableEmployer } from '../../commands/disable-employer.ts';
import { enableEmployer } from '../../commands/enable-employer.ts';
import { startApi, type SignedIn, type TestApi } from '../support/api.ts';
import { buildSigning } from '../support/build-signing.ts';
import {
  buildEmployer,
  buildGraduate,
  buildSchool,
  signedInAs,
  type BuiltGraduate,
  type BuiltSchool,
} from '../support/factories.ts';
import { pressBy } from '../support/ground-cast.ts';

let api: TestApi;
let school: BuiltSchool;
let whole: SignedIn;
beforeAll(async () => {
  api = await startApi();
  school = await buildSchool(api);
  whole = await signedInAs(api, school.schoolReviewer);
}, 60_000);
afterAll(() => api.stop());

const somebody = () => buildGraduate(api, { school });
const change = (method: 'post' | 'delete', { graduateId }: BuiltGraduate, path: string, body?: object) =>
  whole(method, `/api/v1/school/graduates/${graduateId}${path}`).set('idempotency-key', randomUUID()).send(body);
const removal = { reasonCode: 'DROPPED_OUT', detail: '已办理退学' };
const destination = { category: '801', detail: '考取研究生' };

/** What an account was told of changes of ground: by inbox, as it reads it, and by SMS. */
async function toldTo(accountId: string) {
  const { body } = await (await signedInAs(api, accountId))('get', '/api/v1/notifications');
  const inbox = (body.items as { message: string; text: string; waitingFor: unknown }[]).reverse();
  const sms = await api.knex('direct_message').where({ accountId }).orderBy('createdAt').pluck<string[]>('message');
  expect(inbox.map(({ message }) => message)).toEqual(sms);
  expect(inbox.every(({ waitingFor }) => waitingFor === null)).toBe(true);
  return inbox.map(({ text }) => text);
}

test('a graduate with no case open hears of a lock, a removal, another destination, and of the end of each', async () => {
  const graduate = await somebody();
  await change('post', graduate, '/lock', { reason: '信息核查中' });
  await change('post', graduate, '/unlock');
  await change('post', graduate, '/destination', destination);
  await change('delete', graduate, '/destination', { reason: '放弃入学' });
  await change('post', graduate, '/remove', removal);
  await change('post', graduate, '/restore', { reason: '误操作' });
  expect((await toldTo(graduate.accountId)).map((text) => text.slice(0, 12))).toEqual([
    ...['学校已锁定您的签约，暂时', '学校已解除您的签约锁定，', '学校已登记您的其他毕业去', '学校已作废为您登记的其他'],
    ...['学校已将您移出毕业生名单', '学校已将您恢复到毕业生名'],
  ]);
});

test('a lock whose reason is written anew is told once', async () => {
  const graduate = await somebody();
  await change('post', graduate, '/lock', { reason: '信息核查中' });
  await change('post', graduate, '/lock', { reason: '信息核查中，请联系学院' });
  expect(await toldTo(graduate.accountId)).toHaveLength(1);
});

test('whose signing ends with it hears of it by that case alone; another graduate hears nothing', async () => {
  const [graduate, other] = [await somebody(), await somebody()];
  await buildSigning(api, { graduate });
  await change('post', graduate, '/destination', destination);
  expect(await toldTo(graduate.accountId)).toEqual([]);
  const signed = await buildSigning(api, { graduate: await somebody(), status: 'SIGNED' });
  await change('post', signed.graduate, '/remove', removal);
  expect(await toldTo(signed.graduate.accountId)).toEqual([]);
  expect(await toldTo(other.accountId)).toEqual([]);
});

test('a unit’s users and the graduates it has agreements with hear that it was disabled, once a press, and that it is back', async () => {
  const [employer, stranger] = [await buildEmployer(api), await buildEmployer(api)];
  const { employerId, name } = employer;
  const signed = await buildSigning(api, { employer, graduate: await somebody(), status: 'SIGNED' });
  const open = await buildSigning(api, { employer, graduate: await somebody() });
  const elsewhere = await buildSigning(api, { employer: stranger, graduate: await somebody(), status: 'SIGNED' });
  const press = await pressBy(api, 'SUPERVISOR');
  await disableEmployer(api, press, { employerId, reason: '授权书系伪造' });
  await disableEmployer(api, press, { employerId, reason: '授权书系伪造' });
  expect(await toldTo(employer.accountId)).toEqual([
    `${name}已被平台停用，未完成的签约随之失效，已签协议仍有效；如有疑问请联系平台。`,
  ]);
  expect(await toldTo(signed.graduate.accountId)).toEqual([
    `与您签约的${name}已被平台停用，协议仍有效；如需解约且尚未申请的，可直接申请学校调解。`,
  ]);
  await enableEmployer(api, await pressBy(api, 'SUPERVISOR'), { employerId, reason: '核查无误' });
  expect((await toldTo(employer.accountId))[1]).toContain(`平台已恢复${name}`);
  expect((await toldTo(signed.graduate.accountId))[1]).toContain(`平台已恢复与您签约的${name}`);
  for (const { accountId } of [open.graduate, elsewhere.graduate, stranger])
    expect(await toldTo(accountId)).toEqual([]);
});
