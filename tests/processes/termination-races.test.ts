import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findViolations } from '../../commands/check-invariants.ts';
import { restartMissing } from '../../activities/upkeep.ts';
import { recordOf } from '../support/people.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { eventually } from '../support/eventually.ts';
import { eventsOf, outcomeOfCommand, storeUndelivered } from '../support/signing-cast.ts';
import { actsOnTermination, apply, buildSignedCast, terminationOf } from '../support/termination-cast.ts';

let platform: TestPlatform;
let acts: ReturnType<typeof actsOnTermination>;
beforeAll(async () => {
  platform = await startPlatform();
  acts = actsOnTermination(platform);
}, 90_000);
afterAll(async () => {
  try {
    await eventually(async () => expect(await findViolations(platform)).toEqual([]), 60_000);
  } finally {
    await platform.stop();
  }
}, 90_000);

const statusOf = async (id: string) => (await terminationOf(platform, id)).termination.status;
const signingOf = async (id: string) => (await recordOf(platform, id)).signing;
const ref = (id: string) => ({ id, kind: 'TERMINATION', cohortYear: 2027 }) as const;
const terminationsOf = (signingId: string) =>
  platform.knex('termination').where({ signingId }).orderBy('applied_at').select('id', 'kind', 'status');

test('two sides that apply at the same moment get one open termination', async () => {
  const { employer, graduate, signingId } = await buildSignedCast(platform);
  const both = await Promise.allSettled([apply(platform, employer, signingId), apply(platform, graduate, signingId)]);
  const refused = both.filter((one) => one.status === 'rejected').map(({ reason }) => (reason as Error).message);
  expect(refused).toEqual(['TERMINATION_ALREADY_OPEN']);
  expect(await terminationsOf(signingId)).toHaveLength(1);
});

test('an answer and a withdrawal at the same moment are one of the two, and the other is refused', async () => {
  const { employer, graduate, signingId } = await buildSignedCast(platform);
  const id = await apply(platform, employer, signingId);
  const both = await Promise.all([acts.agree(graduate, id), acts.withdraw(employer, id)]);
  expect([...both].sort()).toEqual(['ACTION_NOT_ALLOWED', 'SUCCEEDED']);
  expect(await statusOf(id)).toBe(both[0] === 'SUCCEEDED' ? 'SCHOOL_REVIEW' : 'WITHDRAWN');
});

test('the last approval and an invalidation at the same moment: one wins, and the agreement goes with it', async () => {
  const { employer, graduate, school, signingId } = await buildSignedCast(platform);
  const id = await apply(platform, employer, signingId);
  await acts.agree(graduate, id);
  const body = { reason: 'COHORT_CLOSED' };
  const [approved, fact] = await Promise.all([
    acts.approve(school, id),
    storeUndelivered(platform, id, { kind: 'invalidate', by: 'SYSTEM', body }),
  ]);
  await platform.engine.poke(ref(id));
  const invalidated = await outcomeOfCommand(platform, fact);
  // Whoever approves a version that has passed is told so.
  expect(['RECORD_CHANGED', 'ACTION_NOT_ALLOWED', 'SUCCEEDED']).toContain(approved);
  expect(invalidated).toBe(approved === 'SUCCEEDED' ? 'ACTION_NOT_ALLOWED' : 'SUCCEEDED');
  const { status } = await signingOf(signingId);
  expect([await statusOf(id), status]).toEqual(
    approved === 'SUCCEEDED' ? ['TERMINATED', 'TERMINATED'] : ['INVALIDATED', 'SIGNED'],
  );
});

test('the last approval moves the signing, its line, the binding and the destination in one transaction', async () => {
  const { employer, graduate, school, signingId } = await buildSignedCast(platform);
  const id = await apply(platform, employer, signingId);
  await acts.agree(graduate, id);
  expect(await acts.approve(school, id)).toBe('SUCCEEDED');
  const { rows } = await platform.knex.raw<{ rows: { xmin: string }[] }>(
    `select distinct xmin::text from (
       select xmin from process where id in (:id, :signingId) union all select xmin from signing where id = :signingId
       union all select xmin from termination where id = :id
       union all select xmin from process_event where process_id = :signingId and type = 'terminated'
       union all select xmin from process_event where process_id = :id and type = 'terminated'
       union all select xmin from destination where signing_id = :signingId) as written`,
    { id, signingId },
  );
  expect(rows).toHaveLength(1);
  expect(await platform.knex('graduate_binding').where({ signingId })).toEqual([]);
  expect((await eventsOf(platform, signingId)).at(-1)).toMatchObject({
    ...{ type: 'terminated', cause: 'PROCESS', data: { terminationId: id } },
  });
});

test('a void ends the agreement at once, for good, and an open termination hears of it', async () => {
  const { employer, graduate, school, signingId } = await buildSignedCast(platform);
  const open = await apply(platform, employer, signingId);
  expect(await acts.void(school, signingId)).toBe('SUCCEEDED');
  expect(await signingOf(signingId)).toMatchObject({ status: 'INVALIDATED', invalidationReason: 'DESTINATION_VOIDED' });
  expect(await platform.knex('graduate_binding').where({ graduateId: graduate.graduateId })).toEqual([]);
  expect(await acts.agree(graduate, open)).toBe('ACTION_NOT_ALLOWED');
  expect(await terminationsOf(signingId)).toMatchObject([
    { id: open, kind: 'CONSENT', status: 'INVALIDATED' },
    { kind: 'VOID', status: 'INVALIDATED' },
  ]);
  expect(await acts.void(school, signingId)).toBe('ACTION_NOT_ALLOWED');
});

test('a void and the last approval at the same moment end the agreement once', async () => {
  const { employer, graduate, school, signingId } = await buildSignedCast(platform);
  const id = await apply(platform, employer, signingId);
  await acts.agree(graduate, id);
  const both = await Promise.all([acts.approve(school, id), acts.void(school, signingId)]);
  expect(both.filter((one) => one === 'SUCCEEDED')).toHaveLength(1);
  await platform.engine.poke(ref(id));
  const { status } = await signingOf(signingId);
  expect(status).toBe(both[0] === 'SUCCEEDED' ? 'TERMINATED' : 'INVALIDATED');
  await eventually(async () => expect(await statusOf(id)).toBe(status));
});

test('a termination whose workflow the engine lost is started again', async () => {
  const { employer, graduate, signingId } = await buildSignedCast(platform);
  const id = await apply(platform, employer, signingId);
  const reached = { ...platform.engine, runningProcesses: () => Promise.resolve(new Set<string>()) };
  expect(await restartMissing({ ...platform, engine: reached })).toBeGreaterThan(0);
  expect(await acts.refuse(graduate, id)).toBe('SUCCEEDED');
  expect(await statusOf(id)).toBe('COUNTERPARTY_REFUSED');
});
