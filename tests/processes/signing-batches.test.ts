import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { FaultPoint } from '../../commands/dependencies.ts';
import { makeApiToken } from '../../commands/make-api-token.ts';
import { findViolations } from '../../commands/check-invariants.ts';
import { apiOf, type SignedIn, type TestApi } from '../support/api.ts';
import { atItsEnd, handIn, takenIn, withoutHandIns, type ShownBatch } from '../support/batch-cast.ts';
import { buildSigning } from '../support/build-signing.ts';
import { eventually } from '../support/eventually.ts';
import {
  buildColleague,
  buildEmployer,
  buildFavorite,
  buildGraduate,
  buildSchool,
  signedInAs,
} from '../support/factories.ts';
import type { BuiltEmployer, BuiltSchool } from '../support/factories.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { asEmployerUser } from '../support/signing-cast.ts';
import { wholeArchiveProfile } from '../support/signing-states.ts';
import { openClient } from '../support/temporal-client.ts';
import { batchWorkflowId, batchWorkflowType } from '../../workflows/batch.messages.ts';
import { taskQueues } from '../../workflows/process.messages.ts';

/** As many as there may be when tried by hand. */
const cases = Number(process.env['BATCH_CASES'] ?? 16);
const path = '/employer/signing-batches';
const letter = {
  ...{ positionCategory: '13', positionTitle: '软件工程师', responseWindowDays: 7, signingContactName: '张招聘' },
};

/** A worker that dies at these points, each once, as far as anybody else can see. */
let dyingAt: FaultPoint[] = [];
const faults = (point: FaultPoint) => {
  if (!dyingAt.includes(point)) return Promise.resolve();
  dyingAt = dyingAt.filter((each) => each !== point);
  return Promise.reject(new Error('KILLED'));
};

let platform: TestPlatform;
let api: Omit<TestApi, 'stop'>;
/** Stores what is handed in and reaches no engine. */
let still: Omit<TestApi, 'stop'>;
let school: BuiltSchool;
beforeAll(async () => {
  platform = await startPlatform({ faults });
  api = apiOf(platform);
  still = apiOf(withoutHandIns(platform));
  school = await buildSchool(platform);
}, 60_000);
afterAll(() => platform.stop(), 60_000);

let unit: BuiltEmployer;
let by: SignedIn;
beforeEach(async () => {
  unit = await buildEmployer(platform);
  by = await signedInAs(api, unit.accountId);
});

const favorites = async (count: number, of = unit) => {
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1)
    ids.push(await buildFavorite(platform, of, await buildGraduate(platform, { school })));
  return ids;
};
const signingsOf = (of = unit) =>
  platform
    .knex('signing')
    .where({ employerId: of.employerId })
    .select<{ id: string; favoriteId: string }[]>('id', 'favoriteId');
const outcomesOf = ({ rows }: ShownBatch) => rows.map(({ outcome, code }) => code ?? outcome);
const lateBy = async (of: { accountId: string }) => signedInAs(still, of.accountId);

describe('a batch of invitations', () => {
  test('is sent row by row, each with its own outcome, in the order given', async () => {
    const fresh = await favorites(cases);
    const [open, signed] = await Promise.all(
      (['AWAITING_GRADUATE', 'SIGNED'] as const).map(async (status) =>
        buildSigning(platform, { status, employer: unit, graduate: await buildGraduate(platform, { school }) }),
      ),
    );
    const outdated = await buildGraduate(platform, { school });
    const outdatedId = await buildFavorite(platform, unit, outdated);
    await platform.knex('graduate').where({ id: outdated.graduateId }).increment('revision', 1);
    const closed = await buildGraduate(platform, { school, cohortYear: 2026 });
    const closedId = await buildFavorite(platform, unit, closed);
    for (const id of [open?.id, signed?.id])
      await platform.engine.poke({ id: id ?? '', kind: 'SIGNING', cohortYear: 2027 });
    const favoriteIds = [open?.favoriteId, ...fresh, signed?.favoriteId, outdatedId, closedId];

    const answer = await handIn(by, path, { letter, favoriteIds });
    expect([answer.status, answer.body, answer.headers['etag']]).toEqual([
      ...[202, { id: expect.any(String), status: 'RUNNING' }, undefined],
    ]);
    const done = await atItsEnd(by, path, takenIn(answer));

    expect(done).toMatchObject({ total: cases + 4, done: cases + 4 });
    expect(done.rows.map((row) => (row as { favoriteId?: string }).favoriteId)).toEqual(favoriteIds);
    expect(outcomesOf(done)).toEqual([
      'INVITATION_ALREADY_OPEN',
      ...fresh.map(() => 'SENT'),
      ...['ALREADY_SIGNED_WITH_YOU', 'FAVORITE_OUTDATED', 'COHORT_CLOSED'],
    ]);
    const sent = new Map((await signingsOf()).map(({ id, favoriteId }) => [favoriteId, id]));
    expect(done.rows.slice(1, cases + 1).map(({ signingId }) => signingId)).toEqual(fresh.map((id) => sent.get(id)));
    await eventually(async () => expect(await findViolations(platform)).toEqual([]), 60_000);
  }, 240_000);

  test('with the same favorite twice sends one letter', async () => {
    const [id] = await favorites(1);
    const done = await atItsEnd(by, path, takenIn(await handIn(by, path, { letter, favoriteIds: [id, id] })));
    expect(outcomesOf(done).sort()).toEqual(['INVITATION_ALREADY_OPEN', 'SENT']);
    expect(await signingsOf()).toHaveLength(1);
  }, 60_000);

  test('attaches the archive profile as it is at the turn of each row', async () => {
    const favoriteIds = await favorites(2);
    const batch = { letter: { ...letter, acceptsArchive: true }, favoriteIds };
    const refused = await atItsEnd(by, path, takenIn(await handIn(by, path, batch)));
    expect(outcomesOf(refused)).toEqual(['ARCHIVE_PROFILE_INCOMPLETE', 'ARCHIVE_PROFILE_INCOMPLETE']);
    await by('put', '/api/v1/employer/archive-profile').send(wholeArchiveProfile);
    const sent = await atItsEnd(by, path, takenIn(await handIn(by, path, batch)));
    expect(outcomesOf(sent)).toEqual(['SENT', 'SENT']);
    const rows = await platform.knex('signing').where({ employerId: unit.employerId }).select('archive');
    expect(rows).toEqual([{ archive: wholeArchiveProfile }, { archive: wholeArchiveProfile }]);
  }, 60_000);
});

describe('what is handed in wrongly is refused as a whole, and nothing of it kept:', () => {
  const refusal = async (body: object) => {
    const answer = await handIn(by, path, body);
    expect(await platform.knex('batch').where({ employerId: unit.employerId })).toEqual([]);
    return [answer.status, answer.body.code, answer.body.errors?.[0]?.pointer];
  };

  test("another unit's favorite, like one that is not there or was removed", async () => {
    const [own, removed] = await favorites(2);
    const [theirs] = await favorites(1, await buildEmployer(platform));
    await platform.knex('favorite').where({ id: removed }).update({ removedAt: platform.knex.fn.now() });
    for (const other of [theirs, removed, randomUUID()])
      expect(await refusal({ letter, favoriteIds: [own, other] })).toEqual([404, 'NOT_FOUND', undefined]);
  });

  test('a wrong letter, by the field of the letter', async () => {
    const favoriteIds = await favorites(1);
    const wrong = async (more: object) => refusal({ letter: { ...letter, ...more }, favoriteIds });
    expect(await wrong({ positionTitle: '' })).toEqual([422, 'VALIDATION_FAILED', '/letter/positionTitle']);
    expect(await wrong({ remarks: '示范🙂' })).toEqual([422, 'VALIDATION_FAILED', '/letter/remarks']);
    expect(await wrong({ favoriteId: favoriteIds[0] })).toEqual([422, 'VALIDATION_FAILED', '/letter/favoriteId']);
  });

  test('none, or more than two hundred', async () => {
    const many = Array.from({ length: 201 }, () => randomUUID());
    expect(await refusal({ letter, favoriteIds: [] })).toEqual([422, 'VALIDATION_FAILED', '/favoriteIds']);
    expect(await refusal({ letter, favoriteIds: many })).toEqual([422, 'VALIDATION_FAILED', '/favoriteIds']);
    expect(await refusal({ letter, favoriteIds: many.slice(1) })).toEqual([404, 'NOT_FOUND', undefined]);
  });
});

describe('a repeat', () => {
  test('is answered like the first, however often and at once, and sends nothing', async () => {
    const body = { letter, favoriteIds: await favorites(2) };
    const key = randomUUID();
    const twins = await Promise.all(Array.from({ length: 4 }, () => handIn(by, path, body, key)));
    const id = takenIn(twins[0] as (typeof twins)[number]);
    await atItsEnd(by, path, id);
    const again = await handIn(by, path, body, key);
    for (const { status, body: receipt } of [...twins, again])
      expect([status, receipt]).toEqual([202, { id, status: 'RUNNING' }]);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(twins.filter(({ headers }) => headers['idempotency-replayed'] === undefined)).toHaveLength(1);
    expect(await signingsOf()).toHaveLength(2);
  }, 60_000);

  test('with another body, or of another act, is refused', async () => {
    const [first, second] = await favorites(2);
    const key = randomUUID();
    const own = await lateBy(unit);
    takenIn(await handIn(own, path, { letter, favoriteIds: [first] }, key));
    const others = [
      await handIn(own, path, { letter, favoriteIds: [second] }, key),
      await handIn(own, '/employer/signings', { ...letter, favoriteId: second }, key),
    ];
    for (const { status, body } of others) expect([status, body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    const used = randomUUID();
    expect((await handIn(by, '/employer/signings', { ...letter, favoriteId: second }, used)).status).toBe(201);
    const late = await handIn(by, path, { letter, favoriteIds: [first] }, used);
    expect([late.status, late.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  }, 60_000);
});

describe('how far it has come', () => {
  test('is for the unit to see, its colleagues and systems, and for nobody else', async () => {
    const { knex } = platform;
    const favoriteIds = await favorites(2);
    const id = takenIn(await handIn(await lateBy(unit), path, { letter, favoriteIds }));
    const colleague = await signedInAs(api, (await buildColleague(platform, unit.employerId)).accountId);
    const other = await signedInAs(api, (await buildEmployer(platform)).accountId);
    const token = { name: '人事系统', scopes: ['read'] as const, expiresOn: '2099-12-31' };
    const { secret } = await makeApiToken({ knex }, asEmployerUser(unit), token);
    const see = async (who: SignedIn) => who('get', `/api/v1${path}/${id}`);
    const rows = favoriteIds.map((favoriteId) => ({ favoriteId, outcome: null, signingId: null, code: null }));
    for (const answer of [
      await see(by),
      await see(colleague),
      await api.call('get', `/api/v1${path}/${id}`).set('authorization', `Bearer ${secret}`),
    ])
      expect(answer.body).toEqual({ id, status: 'RUNNING', total: 2, done: 0, rows });
    expect((await see(other)).body.code).toBe('NOT_FOUND');
    const mayNotSend = await api
      .call('post', `/api/v1${path}`)
      .set({ authorization: `Bearer ${secret}`, 'idempotency-key': randomUUID() })
      .send({ letter, favoriteIds });
    expect(mayNotSend.body.code).toBe('SCOPE_MISSING');
    await platform.engine.goThroughBatch(id);
    expect(outcomesOf(await atItsEnd(by, path, id))).toEqual(['SENT', 'SENT']);
  }, 60_000);
});

describe('a row is done by whoever may do so at that moment', () => {
  const refusedAfter = async (change: () => Promise<unknown>, own?: SignedIn) => {
    const [first, second] = await favorites(2);
    const id = takenIn(await handIn(own ?? (await lateBy(unit)), path, { letter, favoriteIds: [first, second] }));
    await change();
    await platform.engine.goThroughBatch(id);
    const colleague = await buildColleague(platform, unit.employerId);
    const done = await atItsEnd(await signedInAs(api, colleague.accountId), path, id);
    expect(await signingsOf()).toEqual([]);
    return [...new Set(outcomesOf(done))];
  };
  const { update } = {
    update: (table: string, where: object, row: object) => platform.knex(table).where(where).update(row),
  };
  const now = () => platform.knex.fn.now();

  test('not by somebody who has left the unit, is with another, or was disabled', async () => {
    const { accountId } = unit;
    const left = () => update('employer_membership', { accountId }, { status: 'ENDED', decidedAt: now() });
    expect(await refusedAfter(left)).toEqual(['EMPLOYER_NOT_VERIFIED']);
    unit = await buildEmployer(platform);
    const moved = async () => {
      await update('employer_membership', { accountId: unit.accountId }, { status: 'ENDED', decidedAt: now() });
      const { employerId } = await buildEmployer(platform);
      await platform.knex('employer_membership').insert({ accountId: unit.accountId, employerId, status: 'APPROVED' });
    };
    expect(await refusedAfter(moved)).toEqual(['NOT_FOUND']);
    unit = await buildEmployer(platform);
    const disabled = () => update('account', { id: unit.accountId }, { disabledAt: now() });
    expect(await refusedAfter(disabled)).toEqual(['SIGNED_OUT']);
  }, 120_000);

  test('not for a unit that is verified no more', async () => {
    const revoked = () => update('employer', { id: unit.employerId }, { verificationState: 'REVOKED' });
    expect(await refusedAfter(revoked)).toEqual(['EMPLOYER_NOT_VERIFIED']);
  }, 60_000);

  test('not with a token that was revoked', async () => {
    const token = { name: '人事系统', scopes: ['signings'] as const, expiresOn: '2099-12-31' };
    const { id, secret } = await makeApiToken(platform, asEmployerUser(unit), token);
    const system: SignedIn = (method, where) => still.call(method, where).set('authorization', `Bearer ${secret}`);
    expect(await refusedAfter(() => update('api_token', { id }, { revokedAt: now() }), system)).toEqual(['SIGNED_OUT']);
  }, 60_000);

  test('with the token that handed it in, whose name stands with what it did', async () => {
    const [favoriteId] = await favorites(1);
    const token = { name: '人事系统', scopes: ['signings'] as const, expiresOn: '2099-12-31' };
    const { id: apiTokenId, secret } = await makeApiToken(platform, asEmployerUser(unit), token);
    const system: SignedIn = (method, where) => api.call(method, where).set('authorization', `Bearer ${secret}`);
    await atItsEnd(by, path, takenIn(await handIn(system, path, { letter, favoriteIds: [favoriteId] })));
    const [{ id: processId } = { id: '' }] = await signingsOf();
    expect(await platform.knex('command').where({ processId }).select('apiTokenId')).toEqual([{ apiTokenId }]);
  }, 60_000);
});

describe('durable', () => {
  test('a worker that dies after a letter was sent, before or after it was decided, sends it once', async () => {
    const favoriteIds = await favorites(6);
    dyingAt = ['command-stored', 'answer-before', 'row-done'];
    const done = await atItsEnd(
      by,
      path,
      takenIn(await handIn(await lateBy(unit), path, { letter, favoriteIds }).then(go)),
    );
    expect(dyingAt).toEqual([]);
    expect(outcomesOf(done)).toEqual(favoriteIds.map(() => 'SENT'));
    expect((await signingsOf()).map(({ favoriteId }) => favoriteId).sort()).toEqual([...favoriteIds].sort());
    const invitations = await platform.knex('command').where({ kind: 'invite', actorAccountId: unit.accountId });
    expect(invitations).toHaveLength(6);
  }, 120_000);

  test('one that two workers go through at once is done once', async () => {
    const favoriteIds = await favorites(4);
    const id = takenIn(await handIn(await lateBy(unit), path, { letter, favoriteIds }));
    const client = await openClient(platform.namespace);
    const start = { taskQueue: taskQueues.bulk, args: [{ batchId: id, pagesPerRun: 1 }] };
    const ids = [batchWorkflowId(id), batchWorkflowId(randomUUID())];
    await Promise.all(ids.map((workflowId) => client.workflow.execute(batchWorkflowType, { ...start, workflowId })));
    await client.connection.close();
    expect(outcomesOf(await atItsEnd(by, path, id))).toEqual(favoriteIds.map(() => 'SENT'));
    expect(await signingsOf()).toHaveLength(4);
  }, 60_000);

  test('one whose start was lost is begun by the Schedule', async () => {
    const id = takenIn(await handIn(await lateBy(unit), path, { letter, favoriteIds: await favorites(1) }));
    await platform
      .knex('batch')
      .where({ id })
      .update({ movedAt: platform.knex.raw(`now() - interval '11 seconds'`) });
    await platform.engine.ensureSchedules();
    const client = await openClient(platform.namespace);
    await client.schedule.getHandle('deliver-leftovers').trigger();
    await client.connection.close();
    expect(outcomesOf(await atItsEnd(by, path, id))).toEqual(['SENT']);
  }, 60_000);

  async function go<Answer extends { body: { id: string } }>(answer: Answer): Promise<Answer> {
    await platform.engine.goThroughBatch(answer.body.id);
    return answer;
  }
});
