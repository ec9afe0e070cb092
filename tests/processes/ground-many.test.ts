import type { Client } from '@temporalio/client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { closeCohorts } from '../../commands/close-cohorts.ts';
import { disableEmployer } from '../../commands/disable-employer.ts';
import { enableEmployer } from '../../commands/enable-employer.ts';
import { sendInvitation } from '../../commands/send-invitation.ts';
import { pauseInvalidations, resumeInvalidations } from '../../commands/pause-invalidations.ts';
import { startInvalidations } from '../../commands/invalidation-batches.ts';
import { setCohort } from '../../commands/set-cohort.ts';
import { listInvalidationBatches } from '../../database/queries/invalidation-batches.ts';
import { plusSeconds, shanghaiDate } from '../../domain/calendar.ts';
import type { EmployerUser } from '../../domain/permissions.ts';
import { invalidationsWorkflowId, invalidationsWorkflowType } from '../../workflows/invalidations.messages.ts';
import { taskQueues } from '../../workflows/process.messages.ts';
import { buildSigning } from '../support/build-signing.ts';
import { eventually } from '../support/eventually.ts';
import { buildEmployer, buildGraduate, nextNumber, type BuiltEmployer } from '../support/factories.ts';
import { invalidationOf, newestBatch, pressBy, withoutBatches } from '../support/ground-cast.ts';
import { actsOn, callBy, decided, favoriteOf, invite, recordOf, someLetter } from '../support/people.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { asEmployerUser, buildCast, inboxOf } from '../support/signing-cast.ts';
import {
  actsOnTermination,
  apply,
  buildSignedCast,
  sign,
  terminationOf,
  type SignedCast,
} from '../support/termination-cast.ts';
import { openClient } from '../support/temporal-client.ts';
import { materialBody, submit, verificationOf, buildUnit } from '../support/verification-cast.ts';

let platform: TestPlatform;
let client: Client;
beforeAll(async () => {
  platform = await startPlatform();
  client = await openClient(platform.namespace);
}, 60_000);
afterAll(async () => {
  await client.connection.close();
  await platform.stop();
}, 60_000);

const day = (away: number) => shanghaiDate(plusSeconds(new Date().toISOString(), away * 86_400));
const finished = async (batchId: string) =>
  eventually(async () => {
    const [batch] = await listInvalidationBatches(platform.knex, { fetch: 1, after: null, batchId });
    if (!batch || batch.finishedAt === null || batch.invalidated + batch.refused < batch.total - batch.endedBefore)
      throw new Error(JSON.stringify(batch));
    return batch;
  }, 120_000);
const stateOf = async (employerId: string) =>
  (await platform.knex('employer').where({ id: employerId }).first<{ verificationState: string }>()).verificationState;

/** People of a school of their own who have signed with this unit. */
async function signedBy(employer: EmployerUser): Promise<SignedCast> {
  const cast = { ...(await buildCast(platform, { signingChain: ['SCHOOL'] })), employer };
  await platform
    .knex('school')
    .where({ schoolCode: cast.school.schoolCode })
    .update({ terminationChain: ['SCHOOL'] });
  return { ...cast, signingId: await sign(platform, cast) };
}

describe('a unit that is disabled', () => {
  test('has its open signings ended, both sides told, graduates let go; what is signed stays', async () => {
    const { employer, graduate, college, school } = await buildCast(platform);
    const other = await buildCast(platform);
    const signed = await buildSigning(platform, {
      status: 'SIGNED',
      employer: { employerId: employer.employerId ?? '', accountId: employer.accountId, name: '' },
    });
    const underReview = await invite(platform, employer, graduate.graduateId);
    await actsOn(platform).accept(graduate, underReview);
    const waiting = await invite(platform, employer, other.graduate.graduateId);
    const press = await pressBy(platform, 'SUPERVISOR');
    const wish = { employerId: employer.employerId ?? '', reason: '授权书系伪造' };

    await disableEmployer(platform, press, wish);
    await disableEmployer(platform, press, wish); // the same press

    expect(await invalidationOf(platform, underReview)).toBe('EMPLOYER_DISABLED');
    expect(await invalidationOf(platform, waiting)).toBe('EMPLOYER_DISABLED');
    expect(await inboxOf(platform, waiting, employer)).toContain('SIGNING_INVALIDATED_EMPLOYER');
    expect(await inboxOf(platform, waiting, other.graduate)).toContain('SIGNING_INVALIDATED_GRADUATE');
    expect((await recordOf(platform, signed.id)).signing.status).toBe('SIGNED');
    expect(await finished((await newestBatch(platform)).id)).toMatchObject({
      ...{ reason: 'EMPLOYER_DISABLED', total: 2, done: 2, invalidated: 2, refused: 0, endedBefore: 0 },
    });
    expect(await platform.knex('ground_change').where({ employerId: employer.employerId })).toHaveLength(1);
    const free = await invite(platform, other.employer, graduate.graduateId);
    expect(await actsOn(platform).accept(graduate, free)).toBe('SUCCEEDED');
    expect(await actsOn(platform).approve(college, free)).toBe('SUCCEEDED');
    expect(await actsOn(platform).approve(school, free)).toBe('SUCCEEDED');
  }, 60_000);

  test('keeps no graduate waiting for its answer: that application ends, the school mediates at once, and what is in review goes on', async () => {
    const cast = await buildSignedCast(platform);
    const { employer, graduate, school, signingId } = cast;
    const acts = actsOnTermination(platform);
    const [underReview, byUnit] = [await signedBy(employer), await signedBy(employer)];
    const asked = await apply(platform, graduate, signingId);
    const agreed = await apply(platform, employer, underReview.signingId);
    await acts.agree(underReview.graduate, agreed);
    const ofUnit = await apply(platform, employer, byUnit.signingId);
    const wish = { employerId: employer.employerId ?? '', reason: '单位注销' };

    await disableEmployer(withoutBatches(platform), await pressBy(platform, 'SUPERVISOR'), wish);
    expect(await acts.agree(employer, asked)).toBe('ACTION_NOT_ALLOWED');
    const { id: batchId } = await newestBatch(platform);
    await startInvalidations(platform, batchId);

    expect(await finished(batchId)).toMatchObject({ total: 1, invalidated: 1, refused: 0, endedBefore: 0 });
    const { status, invalidationReason } = (await terminationOf(platform, asked)).termination;
    expect([status, invalidationReason]).toEqual(['INVALIDATED', 'EMPLOYER_DISABLED']);
    expect((await recordOf(platform, signingId)).signing.status).toBe('SIGNED');
    const mediation = await apply(platform, graduate, signingId, { kind: 'MEDIATION' });
    expect(await acts.approve(school, mediation)).toBe('SUCCEEDED');
    expect(await acts.approve(underReview.school, agreed)).toBe('SUCCEEDED');
    expect(await acts.refuse(byUnit.graduate, ofUnit)).toBe('SUCCEEDED');
    await expect(apply(platform, employer, byUnit.signingId)).rejects.toThrow('ACTION_NOT_ALLOWED');
  }, 60_000);

  test('begins nothing and gets no further, though its signings have not been told yet', async () => {
    const { employer, graduate, college } = await buildCast(platform);
    const other = await buildCast(platform);
    const underReview = await invite(platform, employer, graduate.graduateId);
    await actsOn(platform).accept(graduate, underReview);
    const waiting = await invite(platform, employer, other.graduate.graduateId);
    const third = await favoriteOf(platform, employer, (await buildGraduate(platform)).graduateId);

    await disableEmployer(withoutBatches(platform), await pressBy(platform, 'SUPERVISOR'), {
      ...{ employerId: employer.employerId ?? '', reason: '单位注销' },
    });

    expect(await actsOn(platform).accept(other.graduate, waiting)).toBe('EMPLOYER_DISABLED');
    expect(await actsOn(platform).approve(college, underReview)).toBe('EMPLOYER_DISABLED');
    const invited = await sendInvitation(platform, callBy(employer), third, someLetter);
    expect(await decided(platform, invited.commandId)).toBe('EMPLOYER_NOT_VERIFIED');
    expect(await actsOn(platform).withdraw(employer, waiting)).toBe('SUCCEEDED');
    await platform.engine.invalidate((await newestBatch(platform)).id);
    expect(await finished((await newestBatch(platform)).id)).toMatchObject({
      total: 2,
      endedBefore: 1,
      invalidated: 1,
    });
  }, 60_000);

  test('has its open verification ended', async () => {
    const unit = await buildUnit(platform);
    const id = await submit(platform, unit, await materialBody(platform, unit));
    const wish = { employerId: unit.employerId, reason: '材料系伪造' };
    await disableEmployer(platform, await pressBy(platform, 'SUPERVISOR'), wish);
    await eventually(async () => expect((await verificationOf(platform, id)).status).toBe('REJECTED'));
    expect(await inboxOf(platform, id, unit)).toContain('VERIFICATION_UNIT_DISABLED');
    expect(await stateOf(unit.employerId)).toBe('REVOKED');
    await enableEmployer(platform, await pressBy(platform, 'SUPERVISOR'), wish);
    expect(await stateOf(unit.employerId)).toBe('UNVERIFIED');
  }, 60_000);

  test('is enabled as it stood, unless it is another unit by now or another has its credit code', async () => {
    const units = await Promise.all([1, 2, 3, 4].map(() => buildEmployer(platform)));
    const [same, renamed, replaced, replacedUnseen] = units as [
      BuiltEmployer,
      BuiltEmployer,
      BuiltEmployer,
      BuiltEmployer,
    ];
    const press = () => pressBy(platform, 'SUPERVISOR');
    for (const { employerId } of units) await disableEmployer(platform, await press(), { employerId, reason: '核查' });
    await platform
      .knex('employer')
      .where({ id: renamed.employerId })
      .update({ name: `改名${nextNumber()}` });
    const rivalOf = async ({ employerId }: BuiltEmployer) => {
      const { uscc } = await platform.knex('employer').where({ id: employerId }).first<{ uscc: string }>();
      const rival = await buildEmployer(platform);
      await platform.knex('employer').where({ id: rival.employerId }).update({ uscc });
      return uscc;
    };
    await rivalOf(replaced);
    // Told another code before it was disabled: the one that was verified is its own, and gone.
    const verifiedUscc = await rivalOf(replacedUnseen);
    const told = { uscc: '91990000MA0009999X', verifiedUscc };
    await platform.knex('employer').where({ id: replacedUnseen.employerId }).update(told);

    const enable = async ({ employerId }: BuiltEmployer) =>
      enableEmployer(platform, await press(), { employerId, reason: '核查无误' });
    await enable(same);
    await enable(renamed);
    for (const gone of [replaced, replacedUnseen]) await expect(enable(gone)).rejects.toThrow('EMPLOYER_EXISTS');
    await expect(enable(same)).rejects.toThrow('ACTION_NOT_ALLOWED');
    expect(await Promise.all(units.map(({ employerId }) => stateOf(employerId)))).toEqual([
      'VERIFIED',
      'REVERIFY_REQUIRED',
      'REVOKED',
      'REVOKED',
    ]);
  }, 60_000);

  test('and enabled before all are told, ends nothing more: what was held goes on, and the batch with it', async () => {
    const { employer, graduate } = await buildCast(platform);
    const employerId = employer.employerId ?? '';
    const id = await invite(platform, employer, graduate.graduateId);
    const wish = { employerId, reason: '核查' };
    await disableEmployer(withoutBatches(platform), await pressBy(platform, 'SUPERVISOR'), wish);
    const { id: batchId } = await newestBatch(platform);
    await pauseInvalidations(platform, await pressBy(platform, 'SUPERVISOR'), batchId);
    await platform.engine.invalidate(batchId); // it finds itself held, and waits

    await enableEmployer(platform, await pressBy(platform, 'SUPERVISOR'), wish);

    expect(await listInvalidationBatches(platform.knex, { fetch: 1, after: null, batchId })).toMatchObject([
      { total: 1, done: 1, groundBack: 1, invalidated: 0, finishedAt: expect.any(String) },
    ]);
    await client.workflow.getHandle(invalidationsWorkflowId(batchId)).result();
    expect(await platform.knex('command').where({ processId: id, kind: 'invalidate' })).toEqual([]);
    expect(await actsOn(platform).accept(graduate, id)).toBe('SUCCEEDED');
  }, 60_000);

  test('is so by a supervisor alone', async () => {
    const { employerId } = await buildEmployer(platform);
    for (const role of ['REVIEWER', 'ADMINISTRATOR'] as const)
      await expect(
        disableEmployer(platform, await pressBy(platform, role), { employerId, reason: '核查' }),
      ).rejects.toThrow('NOT_FOUND');
    expect(await stateOf(employerId)).toBe('VERIFIED');
  });
});

describe('a cohort', () => {
  const openCohort = async () => {
    const year = 2040 + (nextNumber() % 50);
    await setCohort(platform, await pressBy(platform, 'ADMINISTRATOR'), { year, opensOn: day(-30), closesOn: day(30) });
    const graduate = await buildGraduate(platform, { cohortYear: year });
    const employer = asEmployerUser(await buildEmployer(platform));
    return { year, graduate, id: await invite(platform, employer, graduate.graduateId) };
  };

  test('that the administrator closes has its open signings ended', async () => {
    const { year, id } = await openCohort();
    const press = await pressBy(platform, 'ADMINISTRATOR');
    await setCohort(platform, press, { year, opensOn: day(-30), closesOn: day(-1) });
    expect(await invalidationOf(platform, id)).toBe('COHORT_CLOSED');
  }, 60_000);

  test('whose last day is over is closed by the clock, once; until then nothing gets further', async () => {
    const { year, graduate, id } = await openCohort();
    await platform
      .knex('cohort')
      .where({ year })
      .update({ closesOn: day(-1) });
    const actor = { userType: 'GRADUATE', sessionId: '', ...graduate, graduateIds: [graduate.graduateId] } as const;
    expect(await actsOn(platform).accept(actor, id)).toBe('COHORT_CLOSED');
    expect(await closeCohorts(withoutBatches(platform))).toBe(1);
    expect(await closeCohorts(platform)).toBe(0); // one goes through it already
    await platform.engine.invalidate((await newestBatch(platform)).id);
    expect(await invalidationOf(platform, id)).toBe('COHORT_CLOSED');
    expect(await closeCohorts(platform)).toBe(0);
    const { actorAccountId } = await platform
      .knex('ground_change')
      .where({ cohortYear: year, kind: 'COHORT_CLOSED' })
      .first();
    expect(actorAccountId).toBeNull();
  }, 60_000);

  test('whose batch staff hold is closed for all others, and ends none of what is held once it is opened again', async () => {
    const { year, graduate, id: held } = await openCohort();
    const closesOn = day(-1);
    await platform.knex('cohort').where({ year }).update({ closesOn });
    expect(await closeCohorts(withoutBatches(platform))).toBe(1);
    const { id: batchId } = await newestBatch(platform);
    await pauseInvalidations(platform, await pressBy(platform, 'ADMINISTRATOR'), batchId);
    const later = await buildSigning(platform, { graduate: await buildGraduate(platform, { cohortYear: year }) });

    expect(await closeCohorts(platform)).toBe(1);

    expect(await invalidationOf(platform, later.id)).toBe('COHORT_CLOSED');
    expect(await closeCohorts(platform)).toBe(0);
    await setCohort(platform, await pressBy(platform, 'ADMINISTRATOR'), { year, opensOn: day(-30), closesOn: day(9) });
    expect(await listInvalidationBatches(platform.knex, { fetch: 1, after: null, batchId })).toMatchObject([
      { total: 1, groundBack: 1, invalidated: 0, finishedAt: expect.any(String) },
    ]);
    const actor = { userType: 'GRADUATE', sessionId: '', graduateIds: [graduate.graduateId], ...graduate } as const;
    expect(await actsOn(platform).accept(actor, held)).toBe('SUCCEEDED');
  }, 60_000);

  test('on its last day is open', async () => {
    const { year, id } = await openCohort();
    await setCohort(platform, await pressBy(platform, 'ADMINISTRATOR'), { year, opensOn: day(-30), closesOn: day(0) });
    expect(await closeCohorts(platform)).toBe(0);
    expect((await recordOf(platform, id)).signing.status).toBe('AWAITING_GRADUATE');
  }, 60_000);
});

describe('a batch of many pages', () => {
  const cases = 60;
  let employer: BuiltEmployer;
  let batchId: string;
  beforeEach(async () => {
    employer = await buildEmployer(platform);
    const { school } = await buildGraduate(platform);
    for (let i = 0; i < cases; i += 1)
      await buildSigning(platform, { employer, graduate: await buildGraduate(platform, { school }) });
    const press = await pressBy(platform, 'SUPERVISOR');
    await disableEmployer(withoutBatches(platform), press, { employerId: employer.employerId, reason: '单位注销' });
    batchId = (await newestBatch(platform)).id;
  }, 60_000);
  const invalidations = async () =>
    (await platform.knex('signing').where({ employerId: employer.employerId, status: 'INVALIDATED' })).length;

  test('stands still while staff hold it, and goes on where it stood', async () => {
    await pauseInvalidations(platform, await pressBy(platform, 'SUPERVISOR'), batchId);
    await platform.engine.invalidate(batchId);
    const handle = client.workflow.getHandle(invalidationsWorkflowId(batchId));
    await eventually(async () => {
      const { events } = await handle.fetchHistory();
      expect(events?.some(({ activityTaskCompletedEventAttributes: completed }) => completed)).toBe(true);
    });
    expect(await invalidations()).toBe(0);
    await expect(pauseInvalidations(platform, await pressBy(platform, 'REVIEWER'), batchId)).rejects.toThrow(
      'NOT_FOUND',
    );
    await resumeInvalidations(platform, await pressBy(platform, 'SUPERVISOR'), batchId);
    expect(await finished(batchId)).toMatchObject({ total: cases, invalidated: cases, refused: 0 });
    expect(await invalidations()).toBe(cases);
  }, 240_000);

  test('goes on in a new run with a history of its own', async () => {
    const start = { batchId, pagesPerRun: 1 };
    const workflowId = invalidationsWorkflowId(batchId);
    const begun = await client.workflow.start(invalidationsWorkflowType, {
      ...{ workflowId, taskQueue: taskQueues.bulk, args: [start] },
    });
    await client.workflow.getHandle(workflowId).result();
    const { runId, raw } = await client.workflow.getHandle(workflowId).describe();
    expect(raw.workflowExecutionInfo?.firstRunId).toBe(begun.firstExecutionRunId);
    expect(runId).not.toBe(begun.firstExecutionRunId);
    expect(await finished(batchId)).toMatchObject({ total: cases, invalidated: cases });
  }, 240_000);
});
