import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findViolations } from '../../commands/check-invariants.ts';
import { removeGraduate } from '../../commands/remove-graduate.ts';
import { restartMissing } from '../../activities/upkeep.ts';
import { schoolCall } from '../support/ground-cast.ts';
import { recordOf } from '../support/people.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { eventually } from '../support/eventually.ts';
import { eventsOf, outcomeOfCommand } from '../support/signing-cast.ts';
import {
  actsOnTermination,
  apply,
  buildSignedCast,
  terminationOf,
  type SignedCast,
} from '../support/termination-cast.ts';

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

/** The platform with an engine that nothing reaches: what is asked for stands in its inbox until it is let in. */
const unreached = (): TestPlatform => {
  const away = () => Promise.reject(new Error('ENGINE_ABSENT'));
  return { ...platform, engine: { ...platform.engine, act: away, poke: away } };
};
/** Agreed to, its last approval asked for and not decided. */
async function approvalStored() {
  const cast = await buildSignedCast(platform);
  const id = await apply(platform, cast.employer, cast.signingId);
  expect(await acts.agree(cast.graduate, id)).toBe('SUCCEEDED');
  expect(await actsOnTermination(unreached()).approve(cast.school, id)).toBe('RECEIVED');
  const approval = await undecided('approve');
  expect(approval.processId).toBe(id);
  return { ...cast, id, approval };
}
/** The one command of a kind that waits. */
async function undecided(kind: string) {
  const [command, ...more] = await platform
    .knex('command')
    .where({ kind, outcome: null })
    .select<{ id: string; processId: string }[]>('id', 'process_id');
  if (!command || more.length > 0) throw new Error(`not one ${kind} waits`);
  return command;
}
const decided = async ({ id, processId }: { id: string; processId: string }) => {
  await platform.engine.poke(ref(processId));
  return outcomeOfCommand(platform, id);
};
const standing = async (id: string, signingId: string) => [await statusOf(id), (await signingOf(signingId)).status];

describe('the last approval and a void, both asked for', () => {
  const bothStored = async () => {
    const stored = await approvalStored();
    expect(await actsOnTermination(unreached()).void(stored.school, stored.signingId)).toBe('RECEIVED');
    return { ...stored, asVoid: await undecided('void') };
  };

  test('the approval decided first: the agreement is terminated, and the void finds none in force', async () => {
    const { signingId, id, approval, asVoid } = await bothStored();
    expect([await decided(approval), await decided(asVoid)]).toEqual(['SUCCEEDED', 'ACTION_NOT_ALLOWED']);
    expect(await standing(id, signingId)).toEqual(['TERMINATED', 'TERMINATED']);
    expect(await terminationsOf(signingId)).toHaveLength(1);
  });

  test('the void decided first: the agreement is invalid, its termination with it, and the approval is refused', async () => {
    const { signingId, id, approval, asVoid } = await bothStored();
    expect([await decided(asVoid), await decided(approval)]).toEqual(['SUCCEEDED', 'ACTION_NOT_ALLOWED']);
    await eventually(async () => expect(await standing(id, signingId)).toEqual(['INVALIDATED', 'INVALIDATED']));
    expect(await terminationsOf(signingId)).toMatchObject([{ id, kind: 'CONSENT' }, { kind: 'VOID' }]);
  });
});

describe('the last approval and the removal of the graduate', () => {
  const remove = ({ school, graduate }: SignedCast) =>
    removeGraduate(unreached(), schoolCall(school), graduate.graduateId, { reasonCode: 'DROPPED_OUT', detail: '退学' });

  test('the approval decided first: the agreement is terminated, and nothing is left to void', async () => {
    const { signingId, id, approval, ...cast } = await approvalStored();
    expect(await decided(approval)).toBe('SUCCEEDED');
    await remove({ ...cast, signingId });
    await expect(undecided('void')).rejects.toThrow();
    expect(await standing(id, signingId)).toEqual(['TERMINATED', 'TERMINATED']);
    expect(await terminationsOf(signingId)).toHaveLength(1);
  });

  test.each([
    ['before the agreement is voided', true],
    ['after it', false],
  ])('the approval decided second, %s: it forestalls nothing, both are invalid', async (_, before) => {
    const { signingId, id, approval, ...cast } = await approvalStored();
    await remove({ ...cast, signingId });
    const asVoid = await undecided('void');
    const order = before ? [approval, asVoid] : [asVoid, approval];
    const outcomes = [await decided(order[0] ?? approval), await decided(order[1] ?? asVoid)];
    // What the void told the termination waits in its inbox; the Schedule of leftovers would poke it.
    await platform.engine.poke(ref(id));
    expect(outcomes).toEqual(before ? ['ACTION_NOT_ALLOWED', 'SUCCEEDED'] : ['SUCCEEDED', 'ACTION_NOT_ALLOWED']);
    await eventually(async () => expect(await standing(id, signingId)).toEqual(['INVALIDATED', 'INVALIDATED']));
    expect((await signingOf(signingId)).invalidationReason).toBe('GRADUATE_RECORD_REMOVED');
  });
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

test('a termination whose workflow the engine lost is started again', async () => {
  const { employer, graduate, signingId } = await buildSignedCast(platform);
  const id = await apply(platform, employer, signingId);
  const reached = { ...platform.engine, runningProcesses: () => Promise.resolve(new Set<string>()) };
  expect(await restartMissing({ ...platform, engine: reached })).toBeGreaterThan(0);
  expect(await acts.refuse(graduate, id)).toBe('SUCCEEDED');
  expect(await statusOf(id)).toBe('COUNTERPARTY_REFUSED');
});
