import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { restartMissing } from '../../activities/upkeep.ts';
import { changeGraduate } from '../../commands/change-graduate.ts';
import { findViolations } from '../../commands/check-invariants.ts';
import { correctGraduate } from '../../commands/correct-graduate.ts';
import { lockGraduate } from '../../commands/lock-graduate.ts';
import { registerDestination, voidDestination } from '../../commands/register-destination.ts';
import { sendInvitation } from '../../commands/send-invitation.ts';
import { Favorite } from '../../database/models/favorite.ts';
import { removeGraduate } from '../../commands/remove-graduate.ts';
import { absentEngine, apiOf } from '../support/api.ts';
import { agreementStateOf } from '../../domain/agreement.ts';
import { eventually } from '../support/eventually.ts';
import { buildEmployer, signedInAs } from '../support/factories.ts';
import { invalidationOf, schoolCall } from '../support/ground-cast.ts';
import { actsOn, callBy, invite, outcomeOf, recordOf, someLetter } from '../support/people.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import {
  asEmployerUser,
  buildCast,
  eventsOf,
  inboxOf,
  storeUndelivered,
  outcomeOfCommand,
  type Cast,
} from '../support/signing-cast.ts';
import { actsOnTermination, apply, buildSignedCast, terminationOf } from '../support/termination-cast.ts';
import { acceptSigning } from '../../commands/accept-signing.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startPlatform();
}, 60_000);
afterAll(() => platform.stop(), 60_000);

const change: Record<string, (cast: Cast) => Promise<unknown>> = {
  GRADUATE_RECORD_CHANGED: ({ school, graduate }) =>
    correctGraduate(platform, schoolCall(school), graduate.graduateId, { name: '王更名' }),
  GRADUATE_RECORD_REMOVED: ({ school, graduate }) =>
    removeGraduate(platform, schoolCall(school), graduate.graduateId, { reasonCode: 'DROPPED_OUT', detail: '退学' }),
  OTHER_DESTINATION_REGISTERED: ({ school, graduate }) =>
    registerDestination(platform, schoolCall(school), graduate.graduateId, { category: '801', detail: '考取' }),
};
const messages: Record<string, [employer: string, graduate: string]> = {
  GRADUATE_RECORD_CHANGED: ['RECORD_CHANGED_EMPLOYER', 'RECORD_CHANGED_GRADUATE'],
  GRADUATE_RECORD_REMOVED: ['RECORD_REMOVED_EMPLOYER', 'RECORD_REMOVED_GRADUATE'],
  OTHER_DESTINATION_REGISTERED: ['OTHER_DESTINATION_EMPLOYER', 'OTHER_DESTINATION_GRADUATE'],
};

test.each(Object.keys(change))(
  '%s ends what waits and what is under review, tells both sides why, and lets the graduate go',
  async (reason) => {
    const cast = await buildCast(platform);
    const { graduate, employer } = cast;
    const accepted = await invite(platform, employer, graduate.graduateId);
    const waiting = await invite(platform, asEmployerUser(await buildEmployer(platform)), graduate.graduateId);
    expect(await actsOn(platform).accept(graduate, accepted)).toBe('SUCCEEDED');

    await change[reason]?.(cast);

    expect([await invalidationOf(platform, accepted), await invalidationOf(platform, waiting)]).toEqual([
      reason,
      reason,
    ]);
    expect((await eventsOf(platform, accepted)).at(-1)).toMatchObject({ type: 'invalidated', cause: 'COMMAND' });
    expect(await inboxOf(platform, accepted, employer)).toContain('SIGNING_INVALIDATED_EMPLOYER');
    expect(await inboxOf(platform, accepted, graduate)).toContain('SIGNING_INVALIDATED_GRADUATE');
    const sent = await platform.knex('effect').where({ processId: accepted }).pluck('message');
    expect(sent).toEqual(expect.arrayContaining(messages[reason] ?? []));
    expect(await platform.knex('graduate_binding').where({ graduateId: graduate.graduateId })).toEqual([]);
    await eventually(async () => expect(await findViolations(platform)).toEqual([]), 30_000);
  },
  60_000,
);

test('a graduate whose other destination was voided accepts a new invitation', async () => {
  const cast = await buildCast(platform);
  const { graduate, employer, school } = cast;
  const first = await invite(platform, employer, graduate.graduateId);
  await change['OTHER_DESTINATION_REGISTERED']?.(cast);
  await invalidationOf(platform, first);
  const { favoriteId } = (await recordOf(platform, first)).signing;
  const old = await Favorite.query(platform.knex).findById(favoriteId).throwIfNotFound();
  const again = await sendInvitation(platform, callBy(employer), old, someLetter);
  expect(outcomeOf(again)).toBe('FAVORITE_OUTDATED');
  const second = await invite(platform, employer, graduate.graduateId);
  expect(await actsOn(platform).accept(graduate, second)).toBe('GRADUATE_BOUND');
  await voidDestination(platform, schoolCall(school), graduate.graduateId, '放弃入学');
  expect(await actsOn(platform).accept(graduate, second)).toBe('SUCCEEDED');
}, 60_000);

test('an acceptance and a removal at once have one outcome, which both rows tell', async () => {
  const casts = await Promise.all(Array.from({ length: 4 }, () => buildCast(platform)));
  await Promise.all(
    casts.map(async (cast) => {
      const id = await invite(platform, cast.employer, cast.graduate.graduateId);
      const record = await recordOf(platform, id);
      await Promise.all([
        acceptSigning(platform, callBy(cast.graduate), record),
        change['GRADUATE_RECORD_REMOVED']?.(cast),
      ]);
      expect(await invalidationOf(platform, id)).toBe('GRADUATE_RECORD_REMOVED');
    }),
  );
  expect(await platform.knex('graduate_binding').select('graduate_id')).toHaveLength(1); // of the test before
  await eventually(async () => expect(await findViolations(platform)).toEqual([]), 30_000);
}, 60_000);

test('an approval that finds the graduate removed, though the signing has not been told, is refused', async () => {
  const { graduate, employer, college } = await buildCast(platform);
  const id = await invite(platform, employer, graduate.graduateId);
  await actsOn(platform).accept(graduate, id);
  await platform.knex('graduate').where({ id: graduate.graduateId }).update({ removedAt: platform.knex.fn.now() });
  expect(await actsOn(platform).approve(college, id)).toBe('GRADUATE_REMOVED');
  expect(await actsOn(platform).reject(college, id)).toBe('SUCCEEDED');
}, 60_000);

describe('an approval that was received before, and is decided after', () => {
  const away = () => ({ ...platform, engine: absentEngine });
  const changes: Record<string, (cast: Cast) => Promise<unknown>> = {
    GRADUATE_RECORD_CHANGED: ({ school, graduate }) =>
      correctGraduate(away(), schoolCall(school), graduate.graduateId, { name: '王更名' }),
    OTHER_DESTINATION_REGISTERED: async ({ school, graduate }) => {
      const destination = { category: '801', detail: '考取' } as const;
      await registerDestination(away(), schoolCall(school), graduate.graduateId, destination);
      await voidDestination(away(), schoolCall(school), graduate.graduateId, '登记有误');
    },
  };
  test.each(Object.keys(changes))('signs nothing: the signing ends for %s', async (reason) => {
    const cast = await buildCast(platform, { signingChain: ['SCHOOL'] });
    const { graduate, employer, school } = cast;
    const id = await invite(platform, employer, graduate.graduateId);
    await actsOn(platform).accept(graduate, id);
    const body = { expectedSeq: (await recordOf(platform, id)).seq };
    const approve = await storeUndelivered(platform, id, { kind: 'approve', by: 'SCHOOL', ...school, body });

    await changes[reason]?.(cast);
    await platform.engine.poke({ id, kind: 'SIGNING', cohortYear: 2027 });

    expect(await outcomeOfCommand(platform, approve)).toBe('ACTION_NOT_ALLOWED');
    expect(await invalidationOf(platform, id)).toBe(reason);
    expect(await platform.knex('graduate_binding').where({ signingId: id })).toEqual([]);
  });
});

test('a change that fails leaves nothing of itself: no line, no command, no process held', async () => {
  const { graduate, employer, school } = await buildCast(platform);
  const id = await invite(platform, employer, graduate.graduateId);
  const { graduateId } = graduate;
  const failing = changeGraduate(
    platform,
    schoolCall(school),
    { graduateId, kind: 'GRADUATE_REMOVED' },
    async ({ trx }) => {
      await trx('graduate').where({ id: graduateId }).update({ removedAt: trx.fn.now() });
      throw new Error('FELL');
    },
  );
  await expect(failing).rejects.toThrow('FELL');
  expect(await platform.knex('ground_change').where({ graduateId })).toEqual([]);
  const decline = await storeUndelivered(platform, id, {
    kind: 'decline',
    by: 'INVITEE',
    accountId: graduate.accountId,
  });
  await platform.engine.poke({ id, kind: 'SIGNING', cohortYear: 2027 });
  expect(await outcomeOfCommand(platform, decline)).toBe('SUCCEEDED');
}, 60_000);

describe('a graduate who has signed and is removed', () => {
  const remove = (deps: typeof platform, { school, graduate }: Cast) =>
    removeGraduate(deps, schoolCall(school), graduate.graduateId, { reasonCode: 'DROPPED_OUT', detail: '退学' });
  const voidsOf = (signingId: string) => platform.knex('termination').where({ signingId, kind: 'VOID' });

  test('has the agreement voided for that reason, both sides told, the destination gone, the document marked', async () => {
    const cast = await buildSignedCast(platform);
    const { employer, graduate, signingId } = cast;
    await remove(platform, cast);
    expect(await invalidationOf(platform, signingId)).toBe('GRADUATE_RECORD_REMOVED');
    expect(await voidsOf(signingId)).toMatchObject([
      { status: 'INVALIDATED', applicant: 'SCHOOL', startedBy: null, voidReason: null, detail: '退学' },
    ]);
    const [{ id: voidId = '' } = {}] = (await voidsOf(signingId)) as { id?: string }[];
    expect(await inboxOf(platform, voidId, employer)).toEqual(['SIGNING_INVALIDATED_EMPLOYER']);
    expect(await inboxOf(platform, voidId, graduate)).toEqual(['SIGNING_INVALIDATED_GRADUATE']);
    const sent = await platform.knex('effect').where({ processId: voidId }).pluck('message');
    expect(sent.sort()).toEqual(['RECORD_REMOVED_EMPLOYER', 'RECORD_REMOVED_GRADUATE']);
    expect(agreementStateOf((await recordOf(platform, signingId)).signing.status)).toBe('INVALIDATED');
    expect(await platform.knex('graduate_binding').where({ signingId })).toEqual([]);
    expect(await platform.knex('destination').where({ signingId, voidedAt: null })).toEqual([]);
  }, 60_000);

  test('has what the school wrote of it read by the school and the graduate, not by the unit', async () => {
    const cast = await buildSignedCast(platform);
    const { employer, graduate, school, signingId } = cast;
    await remove(platform, cast);
    await invalidationOf(platform, signingId);
    const [{ id: voidId = '' } = {}] = (await voidsOf(signingId)) as { id?: string }[];
    const readBy = async ({ accountId }: { accountId: string }, signing: string, termination: string) => {
      const by = await signedInAs(apiOf(platform), accountId);
      const { voided } = (await by('get', `/api/v1/${signing}/${signingId}`)).body;
      return [voided.voidReason, voided.detail, (await by('get', `/api/v1/${termination}/${voidId}`)).body.detail];
    };
    const text = '退学';
    expect(await readBy(employer, 'employer/signings', 'employer/terminations')).toEqual([null, null, null]);
    expect(await readBy(graduate, 'graduate/signings', 'graduate/terminations')).toEqual([null, text, text]);
    expect((await readBy(school, 'school/signings', 'review/cases')).slice(0, 2)).toEqual([null, text]);
  });

  test('with the engine away is removed all the same; nobody ends the agreement otherwise until it is voided', async () => {
    const cast = await buildSignedCast(platform);
    const { employer, graduate, school, signingId } = cast;
    const acts = actsOnTermination(platform);
    const open = await apply(platform, graduate, signingId);
    await acts.agree(employer, open);
    await remove({ ...platform, engine: absentEngine }, cast);

    expect((await recordOf(platform, signingId)).signing.status).toBe('SIGNED');
    expect(await acts.approve(school, open)).toBe('ACTION_NOT_ALLOWED');
    await expect(apply(platform, employer, signingId)).rejects.toThrow(/TERMINATION_ALREADY_OPEN|ACTION_NOT_ALLOWED/);

    await restartMissing(platform);
    expect(await invalidationOf(platform, signingId)).toBe('GRADUATE_RECORD_REMOVED');
    expect(await voidsOf(signingId)).toHaveLength(1);
    await platform.engine.poke({ id: open, kind: 'TERMINATION', cohortYear: 2027 });
    await eventually(async () => {
      const { status, invalidationReason } = (await terminationOf(platform, open)).termination;
      expect([status, invalidationReason]).toEqual(['INVALIDATED', 'GRADUATE_RECORD_REMOVED']);
      expect(await findViolations(platform)).toEqual([]);
    }, 30_000);
  }, 60_000);

  test('at the same moment as the last approval of a termination has one end of the agreement', async () => {
    const cast = await buildSignedCast(platform);
    const { employer, graduate, school, signingId } = cast;
    const acts = actsOnTermination(platform);
    const open = await apply(platform, graduate, signingId);
    await acts.agree(employer, open);
    const [approved] = await Promise.all([acts.approve(school, open), remove(platform, cast)]);
    await eventually(async () => {
      const { status } = (await recordOf(platform, signingId)).signing;
      expect(status).toBe(approved === 'SUCCEEDED' ? 'TERMINATED' : 'INVALIDATED');
      expect(await findViolations(platform)).toEqual([]);
    }, 30_000);
  }, 60_000);
});

test.each(['DIRECTED', 'COMMISSIONED'] as const)(
  'a training mode corrected to %s during the review keeps it from being signed until it is corrected back',
  async (trainingMode) => {
    const { employer, graduate, college, school } = await buildCast(platform);
    const acts = actsOn(platform);
    const correct = (mode: 'ORDINARY' | typeof trainingMode) =>
      correctGraduate(platform, schoolCall(school), graduate.graduateId, { trainingMode: mode });
    const id = await invite(platform, employer, graduate.graduateId);
    expect(await acts.accept(graduate, id)).toBe('SUCCEEDED');

    await correct(trainingMode);
    expect(await acts.approve(college, id)).toBe('GRADUATE_LOCKED');
    expect((await recordOf(platform, id)).signing.status).toBe('COLLEGE_REVIEW');
    await correct('ORDINARY');
    expect(await acts.approve(college, id)).toBe('SUCCEEDED');
  },
);

test('a lock during the review keeps it from being approved; it can be rejected', async () => {
  const { employer, graduate, college, school } = await buildCast(platform);
  const acts = actsOn(platform);
  const id = await invite(platform, employer, graduate.graduateId);
  expect(await acts.accept(graduate, id)).toBe('SUCCEEDED');
  await lockGraduate(platform, schoolCall(school), graduate.graduateId, '核查');
  expect(await acts.approve(college, id)).toBe('GRADUATE_LOCKED');
  expect(await acts.reject(college, id)).toBe('SUCCEEDED');
});
