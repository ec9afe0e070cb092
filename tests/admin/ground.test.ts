import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { presentOnCalendar } from '../../database/queries/present-instant.ts';
import { workingCalendar } from '../../domain/working-days.ts';
import { buildSigning } from '../support/build-signing.ts';
import { startPanel, type TestPanel } from '../support/panel.ts';

let panel: TestPanel;
let supervisor: string;
let administrator: string;
beforeAll(async () => {
  panel = await startPanel();
  supervisor = await panel.cookieFor('supervisor');
  administrator = await panel.cookieFor('administrator');
}, 60_000);
afterAll(() => panel.stop());

const stateOf = async (employerId: string) =>
  (await panel.knex('employer').where({ id: employerId }).first<{ verificationState: string }>()).verificationState;

test('a supervisor disables a unit with a reason, once by a press, sees the batch, holds it and lets it go on', async () => {
  const { employer } = await buildSigning(panel);
  const { employerId } = employer;
  const { uscc } = await panel.knex('employer').where({ id: employerId }).first<{ uscc: string }>();
  const { text } = await panel.page(supervisor, 'unit-access', `?uscc=${uscc}`);
  expect(text).toContain(employer.name);
  const press = { act: 'disable', employerId, reason: '授权书系伪造', key: 'press-1' };
  expect((await panel.press(supervisor, 'unit-access', { ...press, reason: '' })).status).toBe(422);
  expect([(await panel.press(supervisor, 'unit-access', press)).status, await stateOf(employerId)]).toEqual([
    200,
    'REVOKED',
  ]);
  expect((await panel.press(supervisor, 'unit-access', press)).status).toBe(200);
  expect(await panel.knex('staff_audit').where({ act: 'EMPLOYER_DISABLED' })).toHaveLength(1);

  const batches = await panel.knex('invalidation_batch').select<{ id: string; total: number }[]>('id', 'total');
  expect(batches).toMatchObject([{ total: 1 }]);
  const batchId = batches[0]?.id ?? '';
  await panel.press(administrator, 'invalidations', { act: 'pause', batchId });
  expect((await panel.page(supervisor, 'invalidations')).text).toContain('已暂停');
  await panel.press(supervisor, 'invalidations', { act: 'resume', batchId });
  expect((await panel.page(supervisor, 'invalidations')).text).toContain('处理中');

  await panel.press(supervisor, 'unit-access', { act: 'enable', employerId, reason: '核查无误' });
  expect(await stateOf(employerId)).toBe('VERIFIED');
  const { text: ended } = await panel.page(supervisor, 'invalidations');
  expect(ended).toContain('恢复后未通知');
  expect(ended).toContain('已完成');
}, 120_000);

test('nobody else finds the pages or the buttons, and reading does nothing', async () => {
  const { employer } = await buildSigning(panel);
  const wish = { act: 'disable', employerId: employer.employerId, reason: '核查' };
  const reviewer = await panel.cookieFor('reviewer');
  for (const cookie of [reviewer, administrator]) {
    expect((await panel.press(cookie, 'unit-access', wish)).status).toBe(404);
    expect((await panel.page(cookie, 'unit-access')).status).toBe(404);
  }
  expect((await panel.page(reviewer, 'invalidations')).status).toBe(404);
  expect((await panel.page(supervisor, 'cohorts')).status).toBe(404);
  await panel.page(supervisor, 'unit-access', `?act=disable&employerId=${employer.employerId}&reason=x&key=k`);
  expect(await stateOf(employer.employerId)).toBe('VERIFIED');
});

test('the administrator replaces a year of the calendar, once by a press, as a new version', async () => {
  const set = (fields: Record<string, string>) =>
    panel.press(administrator, 'calendar', {
      ...{
        act: 'set',
        year: '2027',
        kind: 'OFFICIAL',
        holidays: '2027-01-01至2027-01-03',
        workdays: '2027-01-09',
        ...fields,
      },
    });
  const versions = () => panel.knex('working_calendar').count();
  expect((await panel.page(administrator, 'calendar')).text).toContain('没有正式的日历');
  for (let i = 0; i < 2; i += 1) expect((await set({ key: 'calendar-1' })).status).toBe(200);
  expect(await versions()).toMatchObject([{ count: '2' }]);
  const { calendar } = await presentOnCalendar(panel.knex, panel.clock);
  expect(calendar.years).toEqual({
    ...workingCalendar.years,
    '2027': { official: true, holidays: ['2027-01-01', '2027-01-02', '2027-01-03'], workdays: ['2027-01-09'] },
  });
  const { text } = await panel.page(administrator, 'calendar');
  expect(text).toMatch(/1月1日至3日（3 天）.*panel-1.*李管理/s);
  expect(text).not.toContain('没有正式的日历');
  for (const [wrong, pointer] of [
    [{ holidays: '2027-01-01 2027-02-30' }, '/holidays/1'],
    [{ workdays: '2027-01-11' }, '/workdays/0'],
    [{ year: '1999' }, '/year'],
    [{ kind: '' }, '/kind'],
  ] as const)
    expect((await set(wrong)).body.errors).toMatchObject([{ pointer }]);
  expect((await panel.press(supervisor, 'calendar', { act: 'set' })).status).toBe(404);
  expect(await versions()).toMatchObject([{ count: '2' }]);
  expect(await panel.knex('staff_audit').where({ act: 'CALENDAR_SET' })).toMatchObject([
    { thingId: 'panel-1', details: { year: '2027', official: true, holidays: 3, workdays: 1 } },
  ]);
});

test('the administrator sets a cohort; days that cannot be are refused', async () => {
  const set = (fields: Record<string, string>) =>
    panel.press(administrator, 'cohorts', {
      act: 'set',
      year: '2031',
      opensOn: '2030-09-01',
      closesOn: '2031-08-31',
      ...fields,
    });
  expect((await set({})).status).toBe(200);
  expect(await panel.knex('cohort').where({ year: 2031 }).first()).toMatchObject({
    opensOn: '2030-09-01',
    closesOn: '2031-08-31',
  });
  for (const wrong of [{ year: '1999' }, { closesOn: '2031-02-30' }, { closesOn: '2030-09-01' }, { opensOn: '' }])
    expect((await set(wrong)).status).toBe(422);
  expect((await panel.page(administrator, 'cohorts')).text).toContain('2031届');
});
