import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pino from 'pino';
import { findViolations } from '../../commands/check-invariants.ts';
import type { CommandDependencies } from '../../commands/dependencies.ts';
import { noFaults } from '../../commands/faults.ts';
import { sendInvitations } from '../../commands/send-invitations.ts';
import { databaseClock } from '../../database/clock.ts';
import { findBatch } from '../../database/queries/batches.ts';
import { withoutHandIns } from '../support/batch-cast.ts';
import { eventually } from '../support/eventually.ts';
import { buildEmployer, buildFavorite, buildGraduate } from '../support/factories.ts';
import { callBy, someLetter } from '../support/people.ts';
import { asEmployerUser } from '../support/signing-cast.ts';
import { FaultSystem } from './system.ts';

/** 200 when tried by hand. */
const cases = Number(process.env['BATCH_CASES'] ?? 30);

const system = new FaultSystem();
beforeAll(() => system.start(), 120_000);
afterAll(() => system.stop(), 60_000);

test(`a worker killed before a letter is decided and after it was sent sends each of ${cases} once, though the start was lost too`, async () => {
  const { knex, engine, personalData } = system;
  const log = pino({ level: 'silent' });
  const deps: CommandDependencies = { knex, engine, personalData, clock: databaseClock, faults: noFaults, log };
  const employer = await buildEmployer(deps);
  const { school } = await buildGraduate(deps);
  const favorites: { id: string }[] = [];
  for (let i = 0; i < cases; i += 1)
    favorites.push({ id: await buildFavorite(deps, employer, await buildGraduate(deps, { school })) });
  system.order('command-stored', 'kill');
  system.order('row-done', 'kill');
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
  process.stderr.write(`${cases} letters in ${Math.round((performance.now() - begunAt) / 1_000)} s, two kills\n`);
  expect(done?.rows.map(({ outcome }) => outcome)).toEqual(favorites.map(() => 'SENT'));
  const sent = await knex('signing').where({ employerId }).select<{ id: string; favoriteId: string }[]>();
  const byFavorite = new Map(sent.map((signing) => [signing.favoriteId, signing.id]));
  expect([sent.length, byFavorite.size]).toEqual([cases, cases]);
  expect(done?.rows.map(({ processId }) => processId)).toEqual(
    favorites.map((favorite) => byFavorite.get(favorite.id)),
  );
  expect(await knex('command').where({ kind: 'invite' })).toHaveLength(cases);
  await eventually(async () => expect(await findViolations(deps)).toEqual([]), 120_000);
}, 600_000);
