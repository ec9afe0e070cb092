import pino from 'pino';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CaseView, QueueView } from '../../admin/verification-view.ts';
import type { CommandDependencies } from '../../commands/dependencies.ts';
import { noFaults } from '../../commands/faults.ts';
import { plusSeconds } from '../../domain/calendar.ts';
import { absentEngine } from '../support/api.ts';
import { buildVerification, type BuiltVerification } from '../support/build-verification.ts';
import { startPanel, type TestPanel } from '../support/panel.ts';
import { buildAtPanel, type AtPanel } from '../support/reviewers.ts';
import { buildUnit } from '../support/verification-cast.ts';
import { waitingInBulk } from '../support/waiting-in-bulk.ts';

// Reading and claiming need no engine: claims are leases beside the process.
let panel: TestPanel;
let deps: CommandDependencies;
let [reviewer, other] = [] as unknown as [AtPanel, AtPanel];
beforeAll(async () => {
  panel = await startPanel();
  const { knex, personalData, clock } = panel;
  deps = { knex, personalData, clock, engine: absentEngine, faults: noFaults, log: pino({ level: 'silent' }) };
  reviewer = await buildAtPanel(deps, panel);
  other = await buildAtPanel(deps, panel);
}, 60_000);
afterAll(() => panel.stop());

const queue = async (query = '', who = reviewer) => {
  const answer = await who.get(`/api/verifications${query}`);
  expect(answer.status).toBe(200);
  return answer.body as QueueView;
};
const idsOf = ({ rows }: QueueView) => rows.map(({ id }) => id);
const countsOf = ({ tabs }: QueueView) => Object.fromEntries(tabs.map(({ filter, count }) => [filter, count]));
const daysAgo = (days: number) => plusSeconds(new Date().toISOString(), -days * 86_400);
const waiting = (days: number): Promise<BuiltVerification> =>
  buildVerification(deps, { status: 'AWAITING_REVIEW', submittedAt: daysAgo(days) });

test('without a case the queue is empty, and there is no next one', async () => {
  expect(await queue()).toMatchObject({ rows: [], next: null, mayDecide: true });
  const next = await reviewer.act('/next');
  expect([next.status, next.body]).toEqual([200, { outcome: 'SUCCEEDED', message: '没有可领取的件。' }]);
});

test('cases stand oldest first, with age, due state, attempt and holder; each filter has its own and its count', async () => {
  const [young, old] = [await waiting(0), await waiting(30)];
  const asked = await buildVerification(deps, { status: 'NEEDS_SUPPLEMENT', submittedAt: daysAgo(1) });
  const done = await buildVerification(deps, { status: 'REJECTED', submittedAt: daysAgo(3) });
  const again = await buildVerification(deps, {
    // An hour, so that it is overdue on no day of the week.
    ...{ status: 'AWAITING_REVIEW', employer: done.employer, submittedAt: daysAgo(1 / 24) },
  });
  expect((await reviewer.act(`/${young.id}/claim`)).status).toBe(200);

  const all = await queue();
  expect(idsOf(all)).toEqual([old.id, again.id, young.id]);
  expect(countsOf(all)).toEqual({ AWAITING_REVIEW: 3, OVERDUE: 1, MINE: 1, NEEDS_SUPPLEMENT: 1 });
  expect(all.rows[0]).toMatchObject({
    ...{ employerName: old.employer.name, method: '上传材料认证', attempt: 1, holder: null },
    due: { state: 'LONG_WAITING' },
  });
  expect(all.rows[0]?.ageSeconds).toBeGreaterThan(29 * 86_400);
  expect(all.rows[1]).toMatchObject({ attempt: 2 });
  expect(all.rows[2]).toMatchObject({ holder: { name: reviewer.name, isMe: true } });
  expect(idsOf(await queue('?filter=OVERDUE'))).toEqual([old.id]);
  expect(idsOf(await queue('?filter=MINE'))).toEqual([young.id]);
  expect(idsOf(await queue('?filter=MINE', other))).toEqual([]);
  const supplements = await queue('?filter=NEEDS_SUPPLEMENT');
  expect(supplements.rows).toMatchObject([{ id: asked.id, due: null, until: expect.any(String) }]);
  expect((await queue('?filter=nothing&after=nothing')).filter).toBe('AWAITING_REVIEW');
});

test('the first page counts what waits on each of its pages', async () => {
  const { body } = await reviewer.get('/api/dashboard');
  const waiting = (body as { places: { label: string; waiting: number }[] }).places.filter(
    (place) => place.waiting > 0,
  );
  expect(waiting).toMatchObject([{ label: '认证审核', note: '审核单位上传的材料', waiting: 3 }]);
});

test('the next case is the oldest that nobody holds and one has no part in', async () => {
  const [ofOwn, free] = [await waiting(60), await waiting(50)];
  const { phoneHash } = await deps.knex('account').where({ id: ofOwn.employer.accountId }).first('phoneHash');
  await deps.knex('account').where({ id: reviewer.accountId }).update({ phoneHash });

  expect((await reviewer.act('/next')).body.verificationId).toBe(free.id);
  expect((await other.act('/next')).body.verificationId).toBe(ofOwn.id);
});

test('many reviewers who take the next one at once get one each, the oldest ones', async () => {
  const cases = await Promise.all(Array.from({ length: 6 }, (_, i) => waiting(100 + i)));
  const reviewers = await Promise.all(Array.from({ length: 6 }, () => buildAtPanel(deps, panel)));
  const answers = await Promise.all(reviewers.map((each) => each.act('/next')));
  const taken = answers.map(({ body }) => String(body.verificationId));
  expect(taken.sort()).toEqual(cases.map(({ id }) => id).sort());
});

test('a case that another is just taking is passed over and not waited for', async () => {
  const [oldest, second] = [await waiting(300), await waiting(200)];
  const taking = await deps.knex.transaction();
  try {
    await taking.raw('select from employer_verification where id = ? for update', oldest.id);
    expect((await reviewer.act('/next')).body.verificationId).toBe(second.id);
  } finally {
    await taking.rollback();
  }
});

test('three hundred cases are paged through without one left out or twice', async () => {
  await waitingInBulk(deps, 300);
  const seen: string[] = [];
  let page = await queue();
  const total = countsOf(page)['AWAITING_REVIEW'];
  for (let pages = 0; pages < 20; pages += 1) {
    seen.push(...idsOf(page));
    if (page.next === null) break;
    page = await queue(`?after=${page.next}`);
  }
  expect(seen).toHaveLength(total ?? 0);
  expect(new Set(seen).size).toBe(total);
  expect(total).toBeGreaterThan(300);
}, 30_000);

test('a case says first that a disabled unit holds the credit code', async () => {
  const { id, employer } = await waiting(1);
  const { uscc } = await deps.knex('employer').where({ id: employer.employerId }).first<{ uscc: string }>('uscc');
  const [gone, twin] = [await buildUnit(deps), await buildUnit(deps, { uscc })];
  const told = { verificationState: 'REVOKED', verifiedUscc: uscc };
  await deps.knex('employer').where({ id: gone.employerId }).update(told);
  const { warnings } = (await reviewer.get(`/api/verifications/${id}`)).body as CaseView;
  expect(warnings).toEqual([
    { text: '该统一社会信用代码属于已停用的单位，请查明停用原因后再决定', names: [`${gone.name}（认证已撤销）`] },
    { text: '相同统一社会信用代码的其他单位', names: [`${twin.name}（未认证）`] },
  ]);
});
