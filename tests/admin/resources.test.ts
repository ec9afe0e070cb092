import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedDemo } from '../../database/seeds/demo.ts';
import { buildSigning } from '../support/build-signing.ts';
import { startPanel, type TestPanel } from '../support/panel.ts';

interface Listed {
  records: { id: string; params: Record<string, unknown> }[];
  meta: { total: number };
  notice?: { type: string };
}

let panel: TestPanel;
let administrator: string;
beforeAll(async () => {
  panel = await startPanel();
  const { id } = await buildSigning(panel, { status: 'SIGNED' });
  const effect = { processId: id, kind: 'NOTIFY', message: 'M', dueAt: panel.knex.fn.now(), tries: 3 };
  await panel.knex('effect').insert([
    {
      ...effect,
      seq: 1,
      recipient: 'account:a',
      status: 'GAVE_UP',
      endedAt: panel.knex.fn.now(),
      failureCode: 'REFUSED',
    },
    { ...effect, seq: 2, recipient: 'account:b' },
  ]);
  const staff = panel.knex('staff_account').where({ signInName: 'reviewer' }).select('accountId');
  const phone = {
    phoneEncrypted: panel.personalData.encrypt('13600001234'),
    phoneHash: panel.personalData.hash('13600001234'),
  };
  await panel.knex('account').where('id', staff).update(phone);
  administrator = await panel.cookieFor('administrator');
});
afterAll(() => panel.stop());

const list = async (resource: string, query = ''): Promise<Listed> => {
  const answer = await panel.as(administrator)('get', `/admin/api/resources/${resource}/actions/list${query}`);
  expect(answer.status).toBe(200);
  return answer.body as Listed;
};
const names = ({ records }: Listed, column = 'name') => records.map(({ params }) => params[column]);

describe('a list', () => {
  test('shows the columns that are listed and no other of the table', async () => {
    for (const [resource, columns] of [
      ['employers', 12],
      ['messages', 11],
      ['staff', 8],
      ['audit', 7],
    ] as const) {
      const { records, meta } = await list(resource);
      expect([resource, meta.total > 0, records[0] && Object.keys(records[0].params).length]).toEqual([
        resource,
        true,
        columns + 1,
      ]);
    }
  });

  test('holds no secret, and of a phone what a mask leaves', async () => {
    const text = JSON.stringify([await list('staff'), await list('audit')]);
    expect(text).toContain('136****1234');
    expect(text).not.toMatch(/13600001234|argon2|Encrypted|Hash|k1:/);
  });

  test.each([
    ['the beginning of a name', '?filters.name=示范', ['示范科技有限公司']],
    ['no other part of a name', '?filters.name=科技', []],
    ['a wildcard as the character it is', '?filters.name=%25', []],
    ['a code', '?filters.verificationState=VERIFIED&sortBy=name&direction=asc', 3],
    ['a code that is none', '?filters.verificationState=NONE', []],
    ['a day to come', '?filters.createdAt~~from=2999-01-01', []],
    ['a day no calendar has, as the next', '?filters.createdAt~~from=2999-02-30', []],
    ['a time with an offset', '?filters.createdAt~~to=2999-02-28T10:00:00-08:00', 5],
    ['a year PostgreSQL does not know', '?filters.createdAt~~from=0000-01-01', []],
    ['a day with more behind it', '?filters.createdAt~~from=2000-01-01 and so on', []],
    ['a column that stands in one row only: it is no filter', '?filters.address=x', 5],
    ['a column that is not listed: it is no filter', '?filters.passwordHash=x', 5],
    ['a second page', '?perPage=2&page=2', 2],
  ])('is narrowed by %s', async (_, query, expected) => {
    const found = names(await list('employers', encodeURI(query)));
    expect(typeof expected === 'number' ? found.length : found).toEqual(expected);
  });

  test.each([
    '?sortBy=passwordHash',
    '?sortBy=id&direction=x',
    '?perPage=-1&page=-3',
    '?filters.name=%00',
    '?page=1e99',
  ])('takes what nobody’s page sends without falling: %s', async (query) =>
    expect((await list('employers', query)).notice).toBeUndefined(),
  );

  test('is sorted by what an index has in order, and by nothing else', async () => {
    const rows = async (sortBy: string) => names(await list('employers', `?sortBy=${sortBy}&direction=asc`), 'uscc');
    const newest = names(await list('employers', '?sortBy=createdAt&direction=asc'), 'uscc');
    expect(await rows('uscc')).toEqual([...newest].sort());
    expect(await rows('address')).toEqual(newest);
    const { rows: plan } = await panel.knex.transaction(async (trx) => {
      await trx.raw('set local enable_seqscan = off');
      await trx.raw('set local enable_sort = off');
      return trx.raw<{ rows: Record<string, string>[] }>(
        'explain select * from effect order by created_at desc, process_id desc, seq desc, kind desc, recipient desc limit 20',
      );
    });
    expect(JSON.stringify(plan)).toContain('effect_newest');
  });

  test('that the database cannot make in three seconds is given up', async () => {
    const lock = await panel.knex.transaction();
    await lock.raw('lock table employer in access exclusive mode');
    const answer = await panel.as(administrator)('get', '/admin/api/resources/employers/actions/list');
    await lock.rollback();
    expect(answer.status).toBe(503);
  }, 10_000);

  test.each([
    ['REMIT', '向单位账户打款'],
    ['AGREEMENT', '制作协议书文件'],
  ])('names what is no message by what is done: %s', async (kind, words) => {
    await panel.knex('effect').where({ seq: 2 }).update({ kind, message: null });
    expect(names(await list('messages', `?filters.kind=${kind}`), 'message')).toEqual([words]);
  });

  test('tells what gave up, and each of its rows can be read by its own address', async () => {
    const found = await list('messages', '?filters.status=GAVE_UP');
    expect([found.meta.total, names(found, 'failureCode')]).toEqual([1, ['REFUSED']]);
    const path = `/admin/api/resources/messages/records/${found.records[0]?.id}/show`;
    const { body } = await panel.as(administrator)('get', path);
    expect((body as { record: { params: object } }).record.params).toMatchObject({ seq: 1, recipient: 'account:a' });
  });

  test.each(['nothing', 'WzFd', 'WyJhIiwxLCJiIiwiYyJd'])('has no row under %s', async (id) => {
    const { body } = await panel.as(administrator)('get', `/admin/api/resources/messages/records/${id}/show`);
    expect(body).toMatchObject({ notice: { type: 'error' }, record: { params: {} } });
  });
});

test('seeding again adds nobody and takes back nothing', async () => {
  const staff = () => panel.knex('staff_account').orderBy('signInName');
  await panel.knex('staff_account').where({ signInName: 'reviewer' }).update({ role: 'SUPERVISOR' });
  const before = await staff();
  await seedDemo(panel.knex, panel.personalData);
  expect(await staff()).toEqual(before);
});

test('every label of the panel is there in Chinese: columns, codes, roles', async () => {
  const { text } = await panel.as(administrator)('get', '/admin');
  const [, state = ''] = /window\.REDUX_STATE = (.+);$/m.exec(text) ?? [];
  const { locale, resources } = JSON.parse(state) as {
    locale: { translations: { 'zh-CN': { resources: Record<string, { properties: Record<string, string> }> } } };
    resources: { id: string; showProperties: { name: string }[] }[];
  };
  const words = locale.translations['zh-CN'].resources;
  const unnamed = resources.flatMap(({ id, showProperties }) =>
    showProperties
      .filter(({ name }) => !/\p{Script=Han}/u.test(words[id]?.properties[name] ?? ''))
      .map(({ name }) => `${id}.${name}`),
  );
  expect([resources.length, unnamed]).toEqual([4, []]);
});
