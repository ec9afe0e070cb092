import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import pino from 'pino';
import { findViolations } from '../../commands/check-invariants.ts';
import type { CommandDependencies } from '../../commands/dependencies.ts';
import { disableEmployer } from '../../commands/disable-employer.ts';
import { noFaults } from '../../commands/faults.ts';
import { sendInvitations } from '../../commands/send-invitations.ts';
import { storeImport } from '../../commands/store-import.ts';
import { databaseClock } from '../../database/clock.ts';
import { findBatch } from '../../database/queries/batches.ts';
import { listInvalidationBatches } from '../../database/queries/invalidation-batches.ts';
import { withoutHandIns } from '../support/batch-cast.ts';
import { buildSigning } from '../support/build-signing.ts';
import { buildTermination } from '../support/build-termination.ts';
import { buildVerification } from '../support/build-verification.ts';
import { eventually } from '../support/eventually.ts';
import { buildEmployer, buildFavorite, buildGraduate, buildSchool, idNumberNo } from '../support/factories.ts';
import type { BuiltSchool } from '../support/factories.ts';
import { newestBatch, pressBy, withoutBatches } from '../support/ground-cast.ts';
import { buildGraduates, withoutImports, type ManyGraduates } from '../support/import-cast.ts';
import { callBy, someLetter } from '../support/people.ts';
import { asEmployerUser } from '../support/signing-cast.ts';
import { FaultSystem } from './system.ts';

/** 2,000 when tried by hand. */
const invalidated = Number(process.env['GROUND_CASES'] ?? 60);
/** What tells a batch that goes on from one that hangs: a slow machine of two cores ends five cases a second. */
const patienceMs = 120_000 + invalidated * 500;
/** 200 when tried by hand. */
const letters = Number(process.env['BATCH_CASES'] ?? 30);

const system = new FaultSystem();
beforeAll(() => system.start(), 120_000);
afterAll(() => system.stop(), 60_000);

const platform = (): CommandDependencies => {
  const { knex, engine, personalData } = system;
  return { knex, engine, personalData, clock: databaseClock, faults: noFaults, log: pino({ level: 'silent' }) };
};

test(
  `a worker killed before and after the commit of a later page tells each of ${invalidated} signings, and what else awaits the unit, once, though the start was lost too`,
  async () => {
    const deps = platform();
    const employer = await buildEmployer(deps);
    const { school } = await buildGraduate(deps);
    for (let i = 0; i < invalidated; i += 1)
      await buildSigning(deps, {
        ...{ employer, graduate: await buildGraduate(deps, { school }) },
        status: i % 2 === 0 ? 'AWAITING_GRADUATE' : 'COLLEGE_REVIEW',
      });
    const signed = await buildSigning(deps, { employer, status: 'SIGNED' });
    // The newest, so that they stand in a later page.
    const ending = await buildSigning(deps, { employer, status: 'SIGNED' });
    const termination = await buildTermination(deps, ending, { applicant: 'GRADUATE' });
    const verification = await buildVerification(deps, { employer, status: 'AWAITING_REVIEW' });
    const total = invalidated + 2;
    // The first page passes both, whatever comes of the second.
    system.order('page-open', 'kill', 1);
    system.order('page-committed', 'kill', 1);
    const begunAt = performance.now();
    const wish = { employerId: employer.employerId, reason: '单位注销' };
    // The caller dies before it could start the batch: the Schedule does.
    await disableEmployer(withoutBatches(deps), await pressBy(deps, 'SUPERVISOR'), wish);

    await system.reviveAfterDeath('worker');
    await system.reviveAfterDeath('worker');

    const { id } = await newestBatch(deps);
    await eventually(async () => {
      const [batch] = await listInvalidationBatches(deps.knex, { fetch: 1, after: null, batchId: id });
      expect(batch).toMatchObject({ total, done: total, invalidated: total, refused: 0, endedBefore: 0 });
      expect(batch?.finishedAt).not.toBeNull();
    }, patienceMs);
    process.stderr.write(
      `${invalidated} signings in ${Math.round((performance.now() - begunAt) / 1_000)} s, two kills\n`,
    );
    const processesIn = async (rows: Knex.QueryBuilder) =>
      (await rows.select<{ processId: string }[]>('processId')).map(({ processId }) => processId);
    const tellings = await processesIn(deps.knex('command').whereIn('kind', ['invalidate', 'unitDisabled']));
    expect([tellings.length, new Set(tellings).size]).toEqual([total, total]);
    expect(tellings).toEqual(expect.arrayContaining([termination.id, verification.id]));
    const told = await processesIn(deps.knex('notification').whereLike('kind', 'SIGNING_INVALIDATED_%'));
    expect([told.length, new Set(told).size]).toEqual([2 * invalidated, invalidated]);
    // By SMS too, both sides of each once.
    await eventually(async () => {
      const { rows: sent } = await deps.knex.raw<{ rows: { process: string; times: string; people: string }[] }>(
        `select split_part(idempotency_key, '/', 1) as process, count(*) as times,
         count(distinct split_part(idempotency_key, '/', 4)) as people
       from sandbox_message where split_part(idempotency_key, '/', 3) like 'SIGNING_INVALIDATED_%' group by 1`,
      );
      expect(sent).toHaveLength(invalidated);
      expect(sent.filter(({ times, people }) => times !== '2' || people !== '2')).toEqual([]);
    }, 120_000);
    const { rows: bound } = await deps.knex.raw<{ rows: { signingId: string }[] }>(
      'select signing_id from graduate_binding',
    );
    expect(new Set(bound.map(({ signingId }) => signingId))).toEqual(new Set([signed.id, ending.id]));
    await eventually(async () => expect(await findViolations(deps)).toEqual([]), 120_000);
  },
  2 * patienceMs,
);

test(`a worker killed before a letter is decided and after it was sent sends each of ${letters} once, though the start was lost too`, async () => {
  const deps = platform();
  const { knex } = deps;
  const employer = await buildEmployer(deps);
  const { school } = await buildGraduate(deps);
  const favorites: { id: string }[] = [];
  for (let i = 0; i < letters; i += 1)
    favorites.push({ id: await buildFavorite(deps, employer, await buildGraduate(deps, { school })) });
  // Behind the first page of twenty, and in the next.
  system.order('command-stored', 'kill', 21);
  system.order('row-done', 'kill', 24);
  const begunAt = performance.now();
  // The caller dies before it could start the batch: the Schedule does.
  const call = callBy(asEmployerUser(employer), randomUUID());
  const { id } = await sendInvitations(withoutHandIns(deps), call, favorites, someLetter);

  await system.reviveAfterDeath('worker');
  await system.reviveAfterDeath('worker');

  const { employerId } = employer;
  const done = await eventually(async () => {
    const batch = await findBatch(knex, 'SIGNING', { id, owner: { employerId } });
    expect(batch?.finishedAt).toEqual(expect.any(String));
    return batch;
  }, 300_000);
  process.stderr.write(`${letters} letters in ${Math.round((performance.now() - begunAt) / 1_000)} s, two kills\n`);
  expect(done?.rows.map(({ outcome }) => outcome)).toEqual(favorites.map(() => 'SENT'));
  const sent = await knex('signing').where({ employerId }).select<{ id: string; favoriteId: string }[]>();
  const byFavorite = new Map(sent.map((signing) => [signing.favoriteId, signing.id]));
  expect([sent.length, byFavorite.size]).toEqual([letters, letters]);
  expect(done?.rows.map(({ processId }) => processId)).toEqual(
    favorites.map((favorite) => byFavorite.get(favorite.id)),
  );
  expect(await knex('command').where({ kind: 'invite' })).toHaveLength(letters);
  await eventually(async () => expect(await findViolations(deps)).toEqual([]), 120_000);
}, 600_000);

const outcomesOf = async (importId: string) =>
  eventually(async () => {
    const { finishedAt } = await system.knex('import').where({ id: importId }).first<{ finishedAt: string | null }>();
    expect(finishedAt).not.toBeNull();
    const counted = await system.knex('import_row').where({ importId }).groupBy('outcome').select('outcome').count();
    return Object.fromEntries(counted.map(({ outcome, count }) => [outcome, Number(count)])) as Record<string, number>;
  }, 120_000);
const call = (accountId: string) => ({ accountId, requestId: 'test', clientAddress: null });
const waiting = (cells: string[][]) =>
  cells.map((each, i) => ({ row: i + 2, cells: each, outcome: null, reasons: null }));

test('a worker killed before and after a page’s commit brings each row of a unit’s and of a school’s file to its outcome once', async () => {
  // The caller dies before it could start them: the Schedule does.
  const deps = withoutImports(platform());
  const school = await buildSchool(deps);
  const { schoolCode } = school;
  const { employerId, accountId } = await buildEmployer(deps);
  const people = await buildGraduates(deps, school, { from: 1, count: 300 });
  const known = await buildGraduates(deps, school, { from: 1_001, count: 60 });
  const favorites = waiting(people.map(({ name, idNumber }) => [name, idNumber, schoolCode, '']));
  const graduates = waiting([...rowsOf(school, known), ...rowsOf(school, newPeople(300))]);
  // The first page of each file passes both.
  system.order('page-open', 'kill', 2);
  system.order('page-committed', 'kill', 2);

  const ofUnit = { kind: 'FAVORITES', owner: { employerId }, call: call(accountId) } as const;
  const ofSchool = { kind: 'GRADUATES', owner: { schoolCode }, call: call(school.schoolReviewer) } as const;
  const ids = [await storeImport(deps, ofUnit, favorites), await storeImport(deps, ofSchool, graduates)];
  await system.reviveAfterDeath('worker');
  await system.reviveAfterDeath('worker');

  expect(await Promise.all(ids.map(outcomesOf))).toEqual([{ ADDED: 300 }, { UPDATED: 60, CREATED: 300 }]);
  expect(await deps.knex('favorite').where({ employerId })).toHaveLength(300);
  expect(await deps.knex('graduate_search').where({ employerId })).toHaveLength(300);
  expect(await deps.knex('graduate').where({ schoolCode })).toHaveLength(660);
  expect(await deps.knex('ground_change').where({ kind: 'GRADUATE_CORRECTED' })).toHaveLength(60);
}, 240_000);

function newPeople(count: number): ManyGraduates[] {
  return Array.from({ length: count }, (_, i) => ({ name: `新生${i}`, idNumber: idNumberNo(2_000 + i) }));
}

function rowsOf({ collegeName }: BuiltSchool, people: readonly ManyGraduates[]): string[][] {
  const phone = (idNumber: string) => `136${idNumber.slice(-8).replace('X', '0')}`;
  return people.map(({ name, idNumber }) => [
    ...[idNumber.slice(-9), name, idNumber, collegeName],
    ...['本科', '网络工程', '2027', phone(idNumber)],
  ]);
}
