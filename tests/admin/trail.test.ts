import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { retireAccount } from '../../commands/retire-account.ts';
import { peopleOf } from '../../database/queries/trail.ts';
import { explainWait } from '../../domain/explain-wait.ts';
import type { SigningState } from '../../domain/signing.ts';
import { buildSigning } from '../support/build-signing.ts';
import { buildVerification } from '../support/build-verification.ts';
import { buildGraduate } from '../support/factories.ts';
import { startPanel, type TestPanel } from '../support/panel.ts';

let panel: TestPanel;
const cookies: Record<string, string> = {};
beforeAll(async () => {
  panel = await startPanel();
  for (const name of ['reviewer', 'supervisor', 'administrator']) cookies[name] = await panel.cookieFor(name);
  // Loads AdminJS, which takes its time.
  await panel.page(cookies['reviewer'] ?? '', 'units');
}, 60_000);
afterAll(() => panel.stop());

const pageAs = (name: string, query = '') => panel.page(cookies[name] ?? '', 'trail', query);
const pressAs = (name: string, fields: Record<string, string>) => panel.press(cookies[name] ?? '', 'trail', fields);
const audited = (act: string) => panel.knex('staff_audit').where({ act }).orderBy('id', 'desc');

describe('the trail of a case', () => {
  test('tells in one line of time what was asked, what happened, and what staff did', async () => {
    const { id } = await buildVerification(panel, { status: 'VERIFIED' });
    const letter = { act: 'false', verificationId: id, reason: '印章不符' };
    expect((await panel.press(cookies['reviewer'] ?? '', 'letters', letter)).status).toBe(200);
    const { body } = await pageAs('supervisor', `?case=${id}`);
    const rows = body.sections[1].table.rows as { cells: string[] }[];
    const words = rows.map(({ cells }) => cells[2]);
    expect(words.at(0)).toBe('已提交认证');
    expect(words.at(-1)).toBe('授权书存疑');
    expect(words).toEqual(expect.arrayContaining(['银行确认到账', '金额一致，认证通过']));
    const times = rows.map(({ cells }) => cells[0] ?? '');
    expect(times).toEqual([...times].sort());
    expect(rows.at(-1)?.cells.slice(3, 5)).toEqual(['钱审核', '印章不符']);
  });

  test('says why the case waits, in the words that its own people read', async () => {
    const { id } = await buildSigning(panel);
    const { body } = await pageAs('supervisor', `?case=${id}`);
    const { state } = await panel.knex('process').where({ id }).first<{ state: SigningState }>('state');
    const value = explainWait({ kind: 'SIGNING', state }, 'zh')?.explanation;
    const facts = body.sections[0].facts as { label: string; value: unknown }[];
    expect(facts).toContainEqual({ label: '当前等待', value });
  });

  test('that is longer than a page goes on where it stopped, lines of one instant included', async () => {
    const { id } = await buildVerification(panel, { status: 'VERIFIED' });
    const line = { act: 'FILE_READ', thingKind: 'process', thingId: id, at: '2099-01-01T00:00:00.000Z' };
    await panel
      .knex('staff_audit')
      .insert(Array.from({ length: 110 }, (_, i) => ({ ...line, details: { reason: `${i}` } })));
    const reasons: string[] = [];
    const sizes: number[] = [];
    for (let query: string | undefined = `?case=${id}`; query !== undefined;) {
      const { rows, steps } = (await pageAs('supervisor', query)).body.sections[1].table as {
        rows: { cells: string[] }[];
        steps: { next?: string };
      };
      sizes.push(rows.length);
      reasons.push(...rows.flatMap(({ cells }) => (cells[2] === '查看材料图片' ? [cells[4] ?? ''] : [])));
      query = steps.next;
    }
    expect(sizes.slice(0, 2)).toEqual([50, 50]);
    expect(new Set(reasons).size).toBe(110);
    expect(reasons).toHaveLength(110);
  });

  test('of nobody is not there', async () => {
    for (const query of [
      '?case=x',
      '?case=00000000-0000-0000-0000-000000000000',
      '?account=00000000-0000-0000-0000-000000000000',
    ])
      expect((await pageAs('supervisor', query)).status).toBe(404);
  });
});

describe('the trail of a person', () => {
  test.each(['idNumber', 'phone'] as const)(
    'is found by the whole %s, masked, and nothing of a stranger is in it',
    async (by) => {
      const graduate = await buildGraduate(panel);
      const stranger = await buildGraduate(panel);
      const { phoneEncrypted } = await panel.knex('graduate').where({ id: graduate.graduateId }).first();
      const phone = panel.personalData.decrypt(phoneEncrypted);
      const { body } = await pressAs('supervisor', { act: 'find', person: by === 'phone' ? phone : graduate.idNumber });
      const href = body.href as string;
      const { text } = await pageAs('supervisor', href.slice(href.indexOf('?')));
      expect(text).toContain(graduate.name);
      expect(text).not.toContain(stranger.name);
      for (const secret of [phone, graduate.idNumber]) expect(text + href).not.toContain(secret);
      const [line] = await audited('PERSON_SEARCHED');
      expect(line).toMatchObject({ thingKind: by === 'phone' ? 'phone_hash' : 'id_number_hash' });
      expect(JSON.stringify(line)).not.toContain(by === 'phone' ? phone : graduate.idNumber);
    },
  );

  test('holds what was done with an account that was retired since, its telephone given to somebody else', async () => {
    const graduate = await buildGraduate(panel);
    await panel.knex('graduate').where({ id: graduate.graduateId }).update({ accountId: null });
    await panel.knex.transaction((trx) => retireAccount(trx, graduate.accountId));
    const people = await peopleOf(panel.knex, { hash: panel.personalData.hash(graduate.idNumber) });
    expect(people.map(({ accountId }) => accountId)).toEqual(expect.arrayContaining([graduate.accountId, null]));
  });

  test('is asked for by a number that can be one', async () => {
    expect((await pressAs('supervisor', { act: 'find', person: '123' })).status).toBe(422);
  });
});

describe('masked data', () => {
  test.each([
    ['GRADUATE_ID_NUMBER', 'idNumberEncrypted'],
    ['GRADUATE_PHONE', 'phoneEncrypted'],
  ])('is read in full with a reason, and each look leaves a line: %s', async (what, column) => {
    const { graduateId: id } = await buildGraduate(panel);
    const row = await panel.knex('graduate').where({ id }).first();
    const look = { act: 'reveal', what, id, reason: '核对学籍' };
    const before = (await audited('DATA_REVEALED')).length;
    expect((await pressAs('supervisor', { ...look, reason: '' })).status).toBe(422);
    expect((await pressAs('reviewer', look)).status).toBe(404);
    expect(await audited('DATA_REVEALED')).toHaveLength(before);
    const { body } = await pressAs('administrator', look);
    expect(body.shown).toEqual([expect.objectContaining({ value: panel.personalData.decrypt(row[column]) })]);
    const [line] = await audited('DATA_REVEALED');
    expect(line).toMatchObject({ thingKind: 'graduate', thingId: id, details: { reason: '核对学籍', what } });
    expect(JSON.stringify(line)).not.toContain(body.shown[0].value);
  });

  test('is not told again to a press that arrives twice', async () => {
    const { graduateId: id } = await buildGraduate(panel);
    const look = { act: 'reveal', what: 'GRADUATE_PHONE', id, reason: '核对', key: 'look-1' };
    const answers = [await pressAs('supervisor', look), await pressAs('supervisor', look)];
    expect(answers.map(({ body }) => body.shown !== undefined)).toEqual([true, false]);
    expect(await panel.knex('staff_audit').where({ idempotencyKey: 'look-1' })).toHaveLength(1);
  });

  test('leaves no house without its line: where the line cannot be written nothing is told', async () => {
    const { accountId } = await buildGraduate(panel);
    await panel.knex.raw(`alter table staff_audit add constraint no_more check (act <> 'DATA_REVEALED') not valid`);
    const refused = await pressAs('supervisor', {
      act: 'reveal',
      what: 'ACCOUNT_PHONE',
      id: accountId,
      reason: '核对',
    });
    await panel.knex.raw('alter table staff_audit drop constraint no_more');
    expect([refused.status, refused.body.shown]).toEqual([500, undefined]);
  });

  test.each([
    ['a thing that is none', { what: 'PASSWORD' }, 422],
    ['nobody', { id: '00000000-0000-0000-0000-000000000000' }, 404],
  ])('is not there of %s', async (_, wrong, status) => {
    const look = { act: 'reveal', what: 'GRADUATE_PHONE', reason: '核对', ...wrong };
    const { graduateId } = await buildGraduate(panel);
    expect((await pressAs('supervisor', { ...look, id: 'id' in wrong ? wrong.id : graduateId })).status).toBe(status);
  });
});
