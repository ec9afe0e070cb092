import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { explainWait } from '../../domain/explain-wait.ts';
import type { SigningState } from '../../domain/signing.ts';
import { reconciliationClassCodes } from '../../domain/vocabulary/reconciliation-class.ts';
import { buildSigning } from '../support/build-signing.ts';
import { eventually } from '../support/eventually.ts';
import { panelAround, type TestPanel } from '../support/panel.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';

let platform: TestPlatform;
let panel: Pick<TestPanel, 'page' | 'press' | 'cookieFor'>;
const cookies: Record<string, string> = {};
beforeAll(async () => {
  platform = await startPlatform();
  panel = panelAround(platform);
  for (const name of ['reviewer', 'supervisor', 'administrator']) cookies[name] = await panel.cookieFor(name);
}, 60_000);
afterAll(() => platform.stop());

interface Shown {
  warning?: string;
  sections: { title: string; table: { rows: { cells: (string | { text: string })[]; forms: { act: string }[] }[] } }[];
}
const page = async (name: string) => panel.page(cookies[name] ?? '', 'reconciliation');
const shownTo = async (name: string) => (await page(name)).body as Shown;
const press = (name: string, fields: Record<string, string>) =>
  panel.press(cookies[name] ?? '', 'reconciliation', fields);
const audited = (act: string) => platform.knex('staff_audit').where({ act });

/** A check as a run would keep it. */
const kept = (code: string, alarms: number, findings: object[]) =>
  platform
    .knex('reconciliation_check')
    .insert({
      ...{ code, checkedAt: new Date().toISOString(), found: findings.length, repaired: 0, alarms },
      findings: JSON.stringify(findings),
    })
    .onConflict('code')
    .merge();
const since = '2026-11-22T08:00:00.000Z';

test('before the first run every class says that it was not looked at; nobody else finds the page or its buttons', async () => {
  const { sections, warning } = await shownTo('supervisor');
  expect(warning).toBeUndefined();
  expect(sections.map(({ table }) => table.rows.length)).toEqual([reconciliationClassCodes.length]);
  expect(sections[0]?.table.rows.every(({ cells }) => (cells[1] as { text: string }).text === '尚未核对')).toBe(true);
  expect((await page('administrator')).status).toBe(200);
  expect((await page('reviewer')).status).toBe(404);
  for (const act of ['run', 'poke', 'look', 'release'])
    expect((await press('reviewer', { act, class: 'MISSING_WORKFLOW' })).status).toBe(404);
  expect((await press('administrator', { act: 'release' })).status).toBe(404);
});

test('each class is told with its findings: what it means, why the case waits, one button', async () => {
  const { id } = await buildSigning(platform);
  const { state } = await platform.knex('process').where({ id }).first<{ state: SigningState }>('state');
  await kept('MISSING_WORKFLOW', 0, [{ thingId: id, processId: id, detail: null, since }]);
  const rule = 'the read model stands where its process stands';
  await kept('BROKEN_RULE', 1, [{ thingId: id, processId: id, detail: rule, since }]);
  const { sections, warning } = await shownTo('supervisor');
  expect(warning).toContain('有 1 项需要人工处理');
  expect(sections.map(({ title }) => title)).toEqual(['最近一次核对', '没有流程在运行的案件', '不符合规则的数据']);
  const wait = explainWait({ kind: 'SIGNING', state }, 'zh')?.explanation;
  const situation = (section: number) => sections[section]?.table.rows[0]?.cells[2];
  expect([situation(1), situation(2)]).toEqual([wait, `签约记录应与案件状态一致；${wait}`]);
  const buttons = sections[0]?.table.rows.map(({ forms }) => forms.map(({ act }) => act));
  expect(buttons).toEqual([[], ['poke'], [], [], [], [], ['run']]);
});

test('a lost case is started by the button, once by a press, and that leaves one line', async () => {
  const { id } = await buildSigning(platform);
  const ref = { id, kind: 'SIGNING', cohortYear: 2027 } as const;
  await kept('MISSING_WORKFLOW', 0, [{ thingId: id, processId: id, detail: null, since }]);
  const wish = { act: 'poke', class: 'MISSING_WORKFLOW', key: 'press-1' };
  expect((await press('supervisor', wish)).body.notice).toContain('已通知 1 件');
  expect((await press('supervisor', wish)).body.notice).toContain('已通知 0 件');
  expect(await platform.engine.isRunning(ref)).toBe(true);
  expect(await audited('FINDINGS_REPAIRED')).toMatchObject([
    { thingKind: 'reconciliation_class', thingId: 'MISSING_WORKFLOW', details: { cases: 1 } },
  ]);
  expect((await press('supervisor', { act: 'poke', class: 'STRAY_BINDING' })).status).toBe(422);
  // A reader only reads.
  await panel.page(cookies['supervisor'] ?? '', 'reconciliation', '?act=poke&class=MISSING_WORKFLOW&key=k');
  expect(await audited('FINDINGS_REPAIRED')).toHaveLength(1);
});

test('failing workflows are looked at again at once', async () => {
  await kept('FAILING_WORKFLOW', 1, [{ thingId: 'signing:x', processId: null, detail: null, since }]);
  expect((await press('administrator', { act: 'look' })).body.notice).toBe('已重新检查，没有反复出错的流程。');
  const row = await platform.knex('reconciliation_check').where({ code: 'FAILING_WORKFLOW' }).first();
  expect(row).toMatchObject({ found: 0, alarms: 0, findings: [] });
});

test('a graduate is released on the page, and the finding goes with it', async () => {
  const { id, graduate } = await buildSigning(platform, { status: 'DECLINED' });
  const { graduateId } = graduate;
  await platform.knex('graduate_binding').insert({ graduateId, signingId: id, seq: 2 });
  await kept('STRAY_BINDING', 1, [{ thingId: graduateId, processId: id, detail: null, since }]);
  const forms = async (name: string) =>
    (await shownTo(name)).sections.find(({ title }) => title.includes('占用'))?.table.rows[0]?.forms;
  expect(await forms('administrator')).toEqual([]);
  expect(await forms('supervisor')).toMatchObject([{ act: 'release', target: { graduateId, signingId: id } }]);
  expect((await press('supervisor', { act: 'release', graduateId, signingId: id })).status).toBe(200);
  expect(await platform.knex('graduate_binding').where({ graduateId })).toEqual([]);
  expect(await forms('supervisor')).toBeUndefined();
});

test('the check of the hour can be asked for now; an engine that is away is told', async () => {
  await platform.knex('reconciliation_check').del();
  expect((await press('administrator', { act: 'run' })).body.notice).toContain('流程引擎暂时无法连接');
  await platform.engine.ensureSchedules();
  expect((await press('administrator', { act: 'run', key: 'run-1' })).body.notice).toContain('已开始核对');
  await eventually(async () => expect(await platform.knex('reconciliation_check')).toHaveLength(6), 30_000);
  expect((await audited('RECONCILIATION_RUN')).map(({ thingId }) => thingId as string)).toEqual([
    'reconcile',
    'reconcile',
  ]);
}, 60_000);
