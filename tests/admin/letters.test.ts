import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { plusSeconds } from '../../domain/calendar.ts';
import { buildVerification } from '../support/build-verification.ts';
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

const pressAs = (name: string, page: string, fields: Record<string, string>) =>
  panel.press(cookies[name] ?? '', page, fields);
const pageAs = (name: string, page: string, query = '') => panel.page(cookies[name] ?? '', page, query);
const hoursAgo = (hours: number) => plusSeconds(new Date().toISOString(), -3_600 * hours);
const findingOf = (id: string) => panel.knex('employer_verification').where({ id }).first();

describe('a letter that money went ahead of', () => {
  test('waits on the list, the oldest first, with its picture; material and open cases are not there', async () => {
    const newer = await buildVerification(panel, { status: 'VERIFIED', submittedAt: hoursAgo(2) });
    const older = await buildVerification(panel, { status: 'VERIFIED', submittedAt: hoursAgo(5) });
    const open = await buildVerification(panel, { status: 'AWAITING_AMOUNT' });
    const byMaterial = await buildVerification(panel, { status: 'VERIFIED' });
    await panel.knex('employer_verification').where({ id: byMaterial.id }).update({ method: 'MATERIALS' });
    const { text } = await pageAs('reviewer', 'letters');
    expect(text.indexOf(older.id)).toBeGreaterThan(0);
    expect(text.indexOf(older.id)).toBeLessThan(text.indexOf(newer.id));
    expect(text).not.toContain(open.id);
    expect(text).not.toContain(byMaterial.id);
    const one = await pageAs('reviewer', 'letters', `?id=${older.id}`);
    expect(one.text).toContain(`/admin/files/${older.letter}`);
    expect(one.text).not.toContain(older.licence);
    expect((await pageAs('administrator', 'letters')).status).toBe(404);
  });

  test('found in order leaves the list, once, with a line in the audit', async () => {
    const { id } = await buildVerification(panel, { status: 'VERIFIED' });
    for (const name of ['supervisor', 'administrator'])
      expect((await pressAs(name, 'letters', { act: 'inOrder', verificationId: id })).status).toBe(404);
    expect((await findingOf(id)).letterCheckedAt).toBeNull();
    for (let i = 0; i < 2; i += 1)
      expect((await pressAs('reviewer', 'letters', { act: 'inOrder', verificationId: id, key: 'k1' })).status).toBe(
        200,
      );
    expect(await findingOf(id)).toMatchObject({ letterFinding: 'IN_ORDER' });
    expect((await pageAs('reviewer', 'letters')).text).not.toContain(id);
    expect(await panel.knex('staff_audit').where({ thingId: id }).pluck('act')).toEqual(['LETTER_IN_ORDER']);
    const again = await pressAs('reviewer', 'letters', { act: 'false', verificationId: id, reason: '再看' });
    expect(again.body.code).toBe('ACTION_NOT_ALLOWED');
  });

  test('is not looked at by a reviewer who has the telephone of a user of the unit', async () => {
    const { id, employer } = await buildVerification(panel, { status: 'VERIFIED' });
    const { phoneHash, phoneEncrypted } = await panel.knex('account').where({ id: employer.accountId }).first();
    const reviewer = panel.knex('staff_account').where({ signInName: 'reviewer' }).select('accountId');
    await panel.knex('account').where('id', reviewer).update({ phoneHash, phoneEncrypted });
    const refused = await pressAs('reviewer', 'letters', { act: 'inOrder', verificationId: id });
    expect([refused.status, refused.body.code]).toEqual([403, 'REVIEWER_PARTIAL']);
    expect((await findingOf(id)).letterCheckedAt).toBeNull();
    await panel.knex('account').where('id', reviewer).update({ phoneHash: null, phoneEncrypted: null });
  });

  test('found false marks the unit and opens a task, which a supervisor finishes; then the mark is cleared', async () => {
    const { id, employer } = await buildVerification(panel, { status: 'VERIFIED' });
    expect((await pressAs('reviewer', 'letters', { act: 'false', verificationId: id })).status).toBe(422);
    expect(
      (await pressAs('reviewer', 'letters', { act: 'false', verificationId: id, reason: '印章不符' })).status,
    ).toBe(200);
    const unit = () => pageAs('supervisor', 'units', `?id=${employer.employerId}`);
    expect((await unit()).body.warning).toContain('授权书存疑');
    const task = await panel.knex('staff_task').where({ processId: id }).first();
    expect(task).toMatchObject({ kind: 'LETTER_FALSE', note: '印章不符', doneAt: null });
    expect((await pageAs('supervisor', 'tasks')).text).toContain('印章不符');

    const finish = { act: 'finish', taskId: task.id, note: '已联系单位' };
    for (const name of ['reviewer', 'administrator']) expect((await pressAs(name, 'tasks', finish)).status).toBe(404);
    expect((await pressAs('supervisor', 'tasks', finish)).status).toBe(200);
    expect((await pressAs('supervisor', 'tasks', finish)).body.code).toBe('ACTION_NOT_ALLOWED');
    expect((await pageAs('supervisor', 'tasks')).body.sections[0].table.rows).toEqual([]);

    const clear = { act: 'clearDoubt', employerId: employer.employerId, reason: '原件已核对' };
    expect((await pressAs('reviewer', 'units', clear)).status).toBe(404);
    expect((await pressAs('supervisor', 'units', clear)).status).toBe(200);
    expect((await unit()).body.warning).toBeUndefined();
    const acts = await panel.knex('staff_audit').whereIn('thingId', [id, task.id, employer.employerId]).orderBy('id');
    expect(acts.map(({ act }) => act)).toEqual(['LETTER_FALSE', 'TASK_DONE', 'LETTER_DOUBT_CLEARED']);
  });

  test('is none where material was reviewed, or nobody verified', async () => {
    const open = await buildVerification(panel, { status: 'AWAITING_AMOUNT' });
    const refused = await pressAs('reviewer', 'letters', { act: 'inOrder', verificationId: open.id });
    expect(refused.body.code).toBe('ACTION_NOT_ALLOWED');
    expect((await pageAs('reviewer', 'letters', `?id=${open.id}`)).status).toBe(404);
  });
});
