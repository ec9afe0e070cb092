import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { databaseViolations } from '../../database/queries/invariants.ts';
import { verificationWorkflowPage } from '../../commands/workflow-page.ts';
import type { CaseView } from '../../admin/verification-view.ts';
import { buildColleague, buildFile, signedInAs, type BuiltEmployer } from '../support/factories.ts';
import { memoryFiles } from '../support/memory-files.ts';
import { panelAround } from '../support/panel.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { buildAtPanel, handIn, memberActs, uploadFor, type AtPanel, type HandedIn } from '../support/reviewers.ts';
import { buildUnit, verificationOf } from '../support/verification-cast.ts';

let platform: TestPlatform;
let panel: ReturnType<typeof panelAround>;
let [reviewer, other, supervisor] = [] as unknown as [AtPanel, AtPanel, AtPanel];
beforeAll(async () => {
  platform = await startPlatform();
  const workflowPage = (id: string) => verificationWorkflowPage('http://temporal/namespaces/n', id);
  panel = panelAround({ ...platform, files: memoryFiles() }, { settings: { workflowPage } });
  reviewer = await buildAtPanel(platform, panel);
  other = await buildAtPanel(platform, panel);
  supervisor = await buildAtPanel(platform, panel, 'SUPERVISOR');
}, 90_000);
afterAll(() => platform.stop());

type UnderReview = HandedIn & { unit: BuiltEmployer };

/** A unit whose material waits. */
async function underReview(): Promise<UnderReview> {
  const unit = await buildUnit(platform);
  return { unit, ...(await handIn(panel, platform, unit)) };
}

/** The same, claimed by the reviewer. */
async function claimed(): Promise<UnderReview> {
  const given = await underReview();
  expect((await reviewer.act(`/${given.id}/claim`)).status).toBe(200);
  return given;
}

const caseFor = async (who: AtPanel, id: string) => (await who.get(`/api/verifications/${id}`)).body as CaseView;
const statusOf = async (id: string) => (await verificationOf(platform, id)).status;
const claimOf = (id: string) =>
  platform
    .knex('employer_verification')
    .where({ id })
    .first<{ claimedBy: string | null; claimedUntil: string | null }>();
const endClaim = (id: string) =>
  platform
    .knex('employer_verification')
    .where({ id })
    .update({ claimedUntil: platform.knex.raw(`clock_timestamp() - interval '1 second'`) });
const auditOf = async (thingId: string) =>
  platform
    .knex('staff_audit')
    .where({ thingId })
    .orderBy('at')
    .select<{ act: string; accountId: string; details: object; requestId: string }[]>();
const asked = (fileId: string) => [{ fileId, reasons: ['NO_SEAL', 'OTHER'], text: '请在右下角加盖公章' }];
const rejection = { reasonCode: 'NAME_MISMATCH', reason: '执照名称与填写不一致' };

describe('a case', () => {
  test('is shown with everything it is judged by, and nobody’s number whole', async () => {
    const { unit, id, licence, letter } = await underReview();
    const shown = await reviewer.get(`/api/verifications/${id}`);
    expect(shown.headers['cache-control']).toBe('no-store');
    const view = shown.body as CaseView;

    expect(view).toMatchObject({
      seq: 1,
      attempt: 1,
      status: 'AWAITING_REVIEW',
      holder: null,
      warnings: [],
      notes: [],
    });
    expect(view).toMatchObject({ mayClaim: true, mayDecide: false, isPartial: false, hasSandbox: true });
    expect(view.workflowPage).toMatch(new RegExp(`^http://temporal/namespaces/n/workflows/.*${id}$`));
    expect(view.pictures.map(({ fileId, isCurrent }) => [fileId, isCurrent])).toEqual([
      [licence, true],
      [letter, true],
    ]);
    expect(view.unitFacts).toEqual(
      expect.arrayContaining([
        { label: '单位名称', value: unit.name },
        expect.objectContaining({ label: '统一社会信用代码', check: { ok: false, text: '校验码不正确' } }),
      ]),
    );
    expect(view.submitterFacts).toContainEqual({ label: '手机号', value: expect.stringMatching(/^131\*{4}\d{4}$/) });
    expect(view.timeline).toMatchObject([{ phase: 'PAST' }, { phase: 'NOW', text: view.waits }, { phase: 'NEXT' }]);
  });

  test('marks what has changed since, and who else uses the same credit code', async () => {
    const { unit, id } = await underReview();
    const { uscc } = await platform.knex('employer').where({ id: unit.employerId }).first<{ uscc: string }>('uscc');
    const twin = await buildUnit(platform, { uscc });
    await platform.knex('employer').where({ id: unit.employerId }).update({ name: '改名单位' });

    const view = await caseFor(reviewer, id);

    expect(view.unitFacts[0]).toEqual({ label: '单位名称', value: unit.name, now: '改名单位' });
    expect(view.warnings.map(({ names }) => names)).toEqual([[], [`${twin.name}（未认证）`]]);
    await reviewer.act(`/${id}/claim`);
    const refused = await reviewer.act(`/${id}/approve`, { seq: 1 });
    expect([refused.status, refused.body.code]).toEqual([409, 'UNIT_DATA_CHANGED']);
  });

  test('that is none, and an address of another form, are not there', async () => {
    expect((await reviewer.get(`/api/verifications/${randomUUID()}`)).status).toBe(404);
    expect((await reviewer.act(`/${randomUUID()}/claim`)).status).toBe(404);
    expect((await reviewer.act(`/${randomUUID()}/approve`, { seq: 1 })).status).toBe(404);
  });
});

describe('a claim', () => {
  test('is for one reviewer for half an hour, is prolonged by its holder and told to others', async () => {
    const { id } = await claimed();
    await platform
      .knex('employer_verification')
      .where({ id })
      .update({
        claimedUntil: platform.knex.raw(`clock_timestamp() + interval '5 minutes'`),
      });
    expect((await reviewer.act(`/${id}/claim`)).status).toBe(200);
    const { claimedUntil } = await claimOf(id);
    const minutes = (Date.parse(claimedUntil ?? '') - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(29);
    expect(minutes).toBeLessThan(31);

    expect(await caseFor(other, id)).toMatchObject({
      mayClaim: false,
      mayDecide: false,
      holder: { name: reviewer.name, isMe: false },
    });
    const refused = await other.act(`/${id}/claim`);
    expect([refused.status, refused.body.code]).toEqual([409, 'CLAIM_HELD']);
    expect(refused.body.message).toMatch(new RegExp(`由${reviewer.name}领取，至\\d+月\\d+日`));
    // To prolong is no act of its own.
    expect((await auditOf(id)).map(({ act, accountId }) => [act, accountId])).toEqual([
      ['VERIFICATION_CLAIMED', reviewer.accountId],
    ]);
  });

  test('is needed to decide, and one’s own is needed', async () => {
    const { id } = await underReview();
    const without = await reviewer.act(`/${id}/approve`, { seq: 1 });
    expect([without.status, without.body.code]).toEqual([409, 'CLAIM_REQUIRED']);
    await other.act(`/${id}/claim`);
    for (const [path, body] of [
      ['approve', {}],
      ['reject', rejection],
    ] as const) {
      const refused = await reviewer.act(`/${id}/${path}`, { seq: 1, body });
      expect([refused.body.code, refused.body.message]).toEqual([
        'CLAIM_REQUIRED',
        expect.stringContaining(other.name),
      ]);
    }
    expect(await statusOf(id)).toBe('AWAITING_REVIEW');
  });

  test('that is over ends the right to decide, and is taken over', async () => {
    const { id } = await claimed();
    await endClaim(id);
    expect((await reviewer.act(`/${id}/approve`, { seq: 1 })).body.code).toBe('CLAIM_REQUIRED');
    expect((await other.act(`/${id}/claim`)).status).toBe(200);
    expect((await claimOf(id)).claimedBy).toBe(other.accountId);
    expect((await reviewer.act(`/${id}/claim`)).body.code).toBe('CLAIM_HELD');
  });

  test('is given back by its holder alone', async () => {
    const { id } = await claimed();
    expect((await other.act(`/${id}/release`)).status).toBe(200);
    expect((await claimOf(id)).claimedBy).toBe(reviewer.accountId);
    expect((await reviewer.act(`/${id}/release`)).status).toBe(200);
    expect((await claimOf(id)).claimedBy).toBeNull();
    expect((await auditOf(id)).map(({ act }) => act)).toEqual(['VERIFICATION_CLAIMED', 'VERIFICATION_RELEASED']);
  });

  test('asked for by two at once is one’s', async () => {
    const { id } = await underReview();
    const answers = await Promise.all([reviewer.act(`/${id}/claim`), other.act(`/${id}/claim`)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('a decision', () => {
  test('to approve verifies the unit, is in the audit with its step, and a repeat changes nothing', async () => {
    const { unit, id } = await claimed();
    const key = randomUUID();

    const answer = await reviewer.act(`/${id}/approve`, { seq: 1, key });
    expect([answer.status, answer.body.outcome]).toEqual([200, 'SUCCEEDED']);
    const repeat = await reviewer.act(`/${id}/approve`, { seq: 1, key });
    expect([repeat.status, repeat.body.outcome]).toEqual([200, 'SUCCEEDED']);
    const reused = await reviewer.act(`/${id}/reject`, { seq: 1, key, body: rejection });
    expect([reused.status, reused.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);

    expect(await verificationOf(platform, id)).toMatchObject({ status: 'VERIFIED', unit: 'VERIFIED' });
    expect((await claimOf(id)).claimedBy).toBeNull();
    const audit = await auditOf(id);
    expect(audit.map(({ act }) => act)).toEqual(['VERIFICATION_CLAIMED', 'VERIFICATION_APPROVED']);
    expect(audit[1]).toMatchObject({ accountId: reviewer.accountId, details: { seq: 2 } });
    expect(audit[1]?.requestId).not.toBeNull();
    const view = await caseFor(other, id);
    expect(view.decided).toMatchObject({ name: reviewer.name, text: '审核通过，认证通过' });
    expect(view).toMatchObject({ mayClaim: false, mayDecide: false });
    // The unit does not learn who it was.
    const told = await panel.call('get', `/api/v1/employer/verifications/${id}`).set(await headersOf(unit));
    expect(JSON.stringify(told.body)).not.toContain(reviewer.name);
  });

  test('by two who both hold it in turn is the first one’s; the other hears who and when', async () => {
    const { id } = await claimed();
    const [first, second] = await Promise.all([
      reviewer.act(`/${id}/approve`, { seq: 1 }),
      reviewer.act(`/${id}/reject`, { seq: 1, body: rejection }),
    ]);
    const answers = [first, second];
    expect(answers.map(({ body }) => body.outcome).sort()).toEqual(['REFUSED', 'SUCCEEDED']);

    const late = await other.act(`/${id}/claim`);
    expect(late.body.code).toBe('ACTION_NOT_ALLOWED');
    expect(late.body.message).toMatch(new RegExp(`已于\\d+月\\d+日\\d\\d:\\d\\d由${reviewer.name}处理：审核`));
  });

  test('on a version that is not the present one is refused', async () => {
    const { id } = await claimed();
    const stale = await reviewer.act(`/${id}/approve`, { seq: 0 });
    expect([stale.status, stale.body.code]).toEqual([412, 'RECORD_CHANGED']);
    const missing = await reviewer.act(`/${id}/approve`);
    expect([missing.status, missing.body.code]).toEqual([428, 'PRECONDITION_REQUIRED']);
    expect(await statusOf(id)).toBe('AWAITING_REVIEW');
  });

  test('to reject needs a coded reason and words for it', async () => {
    const { id } = await claimed();
    for (const body of [
      {},
      { ...rejection, reasonCode: 'UGLY' },
      { ...rejection, reason: ' ' },
      { ...rejection, reason: '不\0符' },
      { ...rejection, x: 1 },
    ]) {
      const refused = await reviewer.act(`/${id}/reject`, { seq: 1, body });
      expect([refused.status, refused.body.code]).toEqual([422, 'VALIDATION_FAILED']);
    }
    expect((await reviewer.act(`/${id}/reject`, { seq: 1, body: rejection })).body.outcome).toBe('SUCCEEDED');
    expect(await statusOf(id)).toBe('REJECTED');
  });

  test('is nobody’s but a reviewer’s', async () => {
    const { id } = await claimed();
    await platform.knex('employer_verification').where({ id }).update({ claimedBy: supervisor.accountId });
    for (const [path, body] of [
      ['claim', {}],
      ['release', {}],
      ['approve', {}],
      ['reject', rejection],
    ] as const)
      expect((await supervisor.act(`/${id}/${path}`, { seq: 1, body })).status).toBe(404);
    expect((await supervisor.act('/next')).status).toBe(404);
    expect(await caseFor(supervisor, id)).toMatchObject({ mayClaim: false, mayDecide: false });
    expect(await statusOf(id)).toBe('AWAITING_REVIEW');
  });
});

describe('whoever has a part in a case', () => {
  test('by a phone that a user of the unit has, neither claims nor decides it', async () => {
    const { unit, id } = await underReview();
    const partial = await buildAtPanel(platform, panel);
    const { phoneHash } = await platform.knex('account').where({ id: unit.accountId }).first('phoneHash');
    await platform.knex('account').where({ id: partial.accountId }).update({ phoneHash });

    expect(await caseFor(partial, id)).toMatchObject({ isPartial: true, mayClaim: false, mayDecide: false });
    expect((await partial.act(`/${id}/claim`)).body.code).toBe('REVIEWER_PARTIAL');
    const soon = platform.knex.raw(`clock_timestamp() + interval '5 minutes'`);
    const held = { claimedBy: partial.accountId, claimedUntil: soon };
    await platform.knex('employer_verification').where({ id }).update(held);
    const refused = await partial.act(`/${id}/approve`, { seq: 1 });
    expect([refused.status, refused.body.code]).toEqual([403, 'REVIEWER_PARTIAL']);
  });

  test('by data they entered for an earlier verification of the unit, though they have left it', async () => {
    const { unit, id } = await underReview();
    await memberActs(panel, platform, { unit, path: `/${id}/withdraw`, body: {} });
    const colleague = await buildColleague(platform, unit.employerId);
    const profile = {
      companyName: unit.name,
      department: '人事科',
      jobTitle: '科长',
      officePhone: '010-99990000',
      email: 'a@example.com',
    };
    await platform.knex('account').where({ id: colleague.accountId }).update(profile);
    const again = await handIn(panel, platform, colleague);
    const partial = await buildAtPanel(platform, panel);
    const { phoneHash } = await platform.knex('account').where({ id: unit.accountId }).first('phoneHash');
    await platform.knex('account').where({ id: partial.accountId }).update({ phoneHash });
    await platform.knex('employer_membership').where({ accountId: unit.accountId }).update({ status: 'ENDED' });

    expect((await partial.act(`/${again.id}/claim`)).body.code).toBe('REVIEWER_PARTIAL');
    expect((await caseFor(reviewer, again.id)).attempts).toMatchObject([{ id, status: '已撤回', reason: null }]);
    await platform.knex('employer_membership').where({ accountId: colleague.accountId }).update({ status: 'ENDED' });
    expect((await caseFor(reviewer, again.id)).warnings).toEqual([{ text: '提交人已不是该单位成员', names: [] }]);
  });
});

describe('a supplement', () => {
  test('is asked for with reasons for each file, handed in over HTTP with a note, and then approved', async () => {
    const { unit, id, licence, letter } = await claimed();
    const body = { files: asked(letter), sandboxDeadlineSeconds: 3_600 };
    expect((await reviewer.act(`/${id}/request-supplement`, { seq: 1, body })).body.outcome).toBe('SUCCEEDED');
    expect(await statusOf(id)).toBe('NEEDS_SUPPLEMENT');
    expect((await other.act(`/${id}/claim`)).body.message).toContain(`由${reviewer.name}处理`);

    const fileId = await uploadFor(panel, platform, { unit, purpose: 'SIGNING_AUTHORIZATION_LETTER' });
    const supplement = { files: [{ replacesFileId: letter, fileId }], note: '已重新盖章' };
    const handed = await memberActs(panel, platform, { unit, path: `/${id}/supplement`, body: supplement });
    expect(handed.status).toBe(200);

    const view = await caseFor(reviewer, id);
    expect(view.notes).toMatchObject([{ text: '已重新盖章' }]);
    expect(view.pictures.map((each) => [each.fileId, each.isCurrent, each.isNew])).toEqual([
      [licence, true, false],
      [fileId, true, true],
      [letter, false, false],
    ]);
    expect(view.pictures[2]?.asked).toEqual([{ reasons: ['未加盖公章', '其他'], text: '请在右下角加盖公章' }]);
    expect(view.holder).toBeNull();
    await reviewer.act(`/${id}/claim`);
    expect((await reviewer.act(`/${id}/approve`, { seq: 1 })).body.code).toBe('RECORD_CHANGED');
    expect((await reviewer.act(`/${id}/approve`, { seq: view.seq })).body.outcome).toBe('SUCCEEDED');
    expect(await verificationOf(platform, id)).toMatchObject({ status: 'VERIFIED', unit: 'VERIFIED' });
    expect((await auditOf(id)).map(({ act }) => act)).toContain('SUPPLEMENT_REQUESTED');
  });

  test('without a file, a reason, or words for 其他, or for a file of another case, is not asked for', async () => {
    const { id, letter } = await claimed();
    const { licence } = await underReview();
    const bodies = [
      { files: [] },
      { files: [{ fileId: letter, reasons: [] }] },
      { files: [{ fileId: letter, reasons: ['OTHER'] }] },
      { files: [{ fileId: letter, reasons: ['UGLY'] }] },
      { files: asked(licence) },
      { files: [...asked(letter), ...asked(letter)] },
    ];
    for (const body of bodies) {
      const refused = await reviewer.act(`/${id}/request-supplement`, { seq: 1, body });
      expect([body, refused.status]).toEqual([body, 422]);
    }
    expect(await statusOf(id)).toBe('AWAITING_REVIEW');
  });

  test('takes a deadline in seconds in embedded mode only', async () => {
    const { id, letter } = await claimed();
    const production = panelAround({ ...platform, files: memoryFiles() }, { settings: { mode: 'production' } });
    const there = await buildAtPanel(platform, production);
    await endClaim(id);
    await there.act(`/${id}/claim`);
    const body = { files: asked(letter), sandboxDeadlineSeconds: 60 };
    expect((await there.act(`/${id}/request-supplement`, { seq: 1, body })).status).toBe(422);
    expect((await caseFor(there, id)).hasSandbox).toBe(false);
  });
});

describe('a picture', () => {
  test('of a case is shown to staff under their own session, sealed off, and leaves a line in the audit', async () => {
    const { licence } = await underReview();
    const shown = await supervisor.get(`/files/${licence}`);
    expect([shown.status, shown.headers['content-type']]).toEqual([200, 'image/jpeg']);
    expect(shown.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect(await auditOf(licence)).toMatchObject([{ act: 'FILE_READ', accountId: supervisor.accountId }]);
  });

  test('of anything else is not there, nor to a stranger or a member of the unit', async () => {
    const { unit, licence } = await underReview();
    const logo = await buildFile(platform, unit.accountId);
    for (const id of [logo, randomUUID()]) expect((await reviewer.get(`/files/${id}`)).status).toBe(404);
    expect((await panel.call('get', `/admin/files/${licence}`)).status).toBe(303);
    const asMember = await panel.call('get', `/admin/files/${licence}`).set(await headersOf(unit));
    expect(asMember.status).toBe(303);
    expect(await auditOf(logo)).toEqual([]);
  });
});

test('what all this left in the database is sound', async () => {
  expect(await databaseViolations(platform.knex)).toEqual([]);
});

async function headersOf(unit: BuiltEmployer): Promise<{ cookie: string }> {
  const member = await signedInAs({ ...platform, ...panel } as never, unit.accountId);
  const sent = member('get', '/').get('cookie');
  return { cookie: String(sent) };
}
