import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import pino from 'pino';
import { findViolations } from '../../commands/check-invariants.ts';
import type { CommandDependencies } from '../../commands/dependencies.ts';
import { disableEmployer } from '../../commands/disable-employer.ts';
import { noFaults } from '../../commands/faults.ts';
import { databaseClock } from '../../database/clock.ts';
import { listInvalidationBatches } from '../../database/queries/invalidation-batches.ts';
import { buildSigning } from '../support/build-signing.ts';
import { eventually } from '../support/eventually.ts';
import { buildEmployer, buildGraduate } from '../support/factories.ts';
import { newestBatch, pressBy, withoutBatches } from '../support/ground-cast.ts';
import { FaultSystem } from './system.ts';

/** 2,000 when tried by hand. */
const cases = Number(process.env['GROUND_CASES'] ?? 60);

const system = new FaultSystem();
beforeAll(() => system.start(), 120_000);
afterAll(() => system.stop(), 60_000);

const platform = (): CommandDependencies => {
  const { knex, engine, personalData } = system;
  return { knex, engine, personalData, clock: databaseClock, faults: noFaults, log: pino({ level: 'silent' }) };
};

test(`a worker killed before and after a page’s commit tells each of ${cases} signings once, though the start was lost too`, async () => {
  const deps = platform();
  const employer = await buildEmployer(deps);
  const { school } = await buildGraduate(deps);
  for (let i = 0; i < cases; i += 1)
    await buildSigning(deps, {
      ...{ employer, graduate: await buildGraduate(deps, { school }) },
      status: i % 2 === 0 ? 'AWAITING_GRADUATE' : 'COLLEGE_REVIEW',
    });
  const signed = await buildSigning(deps, { employer, status: 'SIGNED' });
  system.order('page-open', 'kill');
  system.order('page-committed', 'kill');
  const begunAt = performance.now();
  const wish = { employerId: employer.employerId, reason: '单位注销' };
  // The caller dies before it could start the batch: the Schedule does.
  await disableEmployer(withoutBatches(deps), await pressBy(deps, 'SUPERVISOR'), wish);

  await system.reviveAfterDeath('worker');
  await system.reviveAfterDeath('worker');

  const { id } = await newestBatch(deps);
  await eventually(async () => {
    const [batch] = await listInvalidationBatches(deps.knex, { limit: 1, batchId: id });
    expect(batch).toMatchObject({ total: cases, done: cases, invalidated: cases, refused: 0, endedBefore: 0 });
    expect(batch?.finishedAt).not.toBeNull();
  }, 300_000);
  process.stderr.write(`${cases} signings in ${Math.round((performance.now() - begunAt) / 1_000)} s, two kills\n`);
  const processesIn = async (rows: Knex.QueryBuilder) =>
    (await rows.select<{ processId: string }[]>('processId')).map(({ processId }) => processId);
  const invalidates = await processesIn(deps.knex('command').where({ kind: 'invalidate' }));
  expect([invalidates.length, new Set(invalidates).size]).toEqual([cases, cases]);
  const told = await processesIn(deps.knex('notification').whereLike('kind', 'SIGNING_INVALIDATED_%'));
  expect([told.length, new Set(told).size]).toEqual([2 * cases, cases]);
  const { rows: bound } = await deps.knex.raw<{ rows: { signingId: string }[] }>(
    'select signing_id from graduate_binding',
  );
  expect(bound).toEqual([{ signingId: signed.id }]);
  await eventually(async () => expect(await findViolations(deps)).toEqual([]), 120_000);
}, 600_000);
