import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { reconcile } from '../../commands/reconcile.ts';
import { clockAt } from '../../database/clock.ts';
import { reconciliationChecks } from '../../database/queries/reconciliation.ts';
import { buildBatch, buildEmployer, buildSchool } from '../support/factories.ts';
import { buildImport } from '../support/import-cast.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';

/** A Monday, 11:00 in Shanghai: digests go. */
const monday = Date.parse('2027-03-01T03:00:00Z');
const minute = 60_000;

let platform: TestPlatform;
beforeAll(async () => {
  // Without its Schedules nothing gets done.
  platform = await startPlatform({ withoutWorker: true });
}, 60_000);
afterAll(() => platform.stop(), 60_000);

/** What the check of overdue things says at an instant. */
async function checkAt(instant: number) {
  const clock = clockAt(() => Promise.resolve(instant));
  await reconcile({ ...platform, clock }, 'reconcile');
  const check = (await reconciliationChecks(platform.knex)).get('UNDONE_EFFECT');
  return {
    ...check,
    findings: check?.findings.map(({ detail, thingId, processId }) => ({ detail, thingId, processId })),
  };
}

const whole = ['BATCH', 'DIGEST', 'IMPORT', 'INVALIDATIONS', 'MESSAGE'] as const;
let made: Record<(typeof whole)[number], string>;
beforeEach(async () => {
  const { knex } = platform;
  for (const table of [
    'batch_row',
    'batch',
    'import_row',
    'import',
    'invalidation_batch',
    'direct_message',
    'review_digest',
  ])
    await knex(table).delete();
  const at = new Date(monday).toISOString();
  const employer = await buildEmployer(platform);
  const school = await buildSchool(platform);
  const idOf = async (insert: PromiseLike<{ id: string }[]>) => (await insert)[0]?.id ?? '';
  made = {
    BATCH: await buildBatch(platform, { kind: 'SIGNING', ...employer }),
    IMPORT: await buildImport(platform, { kind: 'FAVORITES', ...employer }),
    INVALIDATIONS: await idOf(
      knex('invalidation_batch')
        .insert({
          groundChangeId: await idOf(
            knex('ground_change')
              .insert({ kind: 'COHORT_CLOSED', cohortYear: 2027, detailsEncrypted: 'x', requestId: 'test', at })
              .returning('id'),
          ),
          ...{ reason: 'COHORT_CLOSED', total: 1, createdAt: at, movedAt: at },
        })
        .returning('id'),
    ),
    MESSAGE: await idOf(
      knex('direct_message')
        .insert({ message: 'MEMBERSHIP_APPROVED', phoneEncrypted: 'x', phoneHash: Buffer.from('x'), dueAt: at })
        .returning('id'),
    ),
    DIGEST: school.schoolReviewer,
  };
  await knex('batch').update({ createdAt: at, movedAt: at });
  await knex('import').update({ createdAt: at, movedAt: at, finishedAt: null });
  const digest = { accountId: made.DIGEST, day: '2027-03-01', newTasks: 1, openTasks: 1, countedUntil: at };
  await knex('review_digest').insert(digest);
});

test('what belongs to no case is found an hour late, and calls people when it stays', async () => {
  expect(await checkAt(monday + 60 * minute)).toMatchObject({ found: 0 });
  expect(await checkAt(monday + 61 * minute)).toMatchObject({
    ...{ found: 5, repaired: 5, alarms: 0 },
    findings: whole.map((detail) => ({ detail, thingId: made[detail], processId: null })),
  });
  expect(await checkAt(monday + 91 * minute)).toMatchObject({ found: 5, alarms: 5 });
}, 60_000);

test('what moved, was paused by staff, is at its end or goes no more today is not', async () => {
  const { knex } = platform;
  const now = new Date(monday + 61 * minute).toISOString();
  await knex('batch').update({ finishedAt: now });
  await knex('import').update({ finishedAt: now });
  await knex('direct_message').update({ status: 'DONE', endedAt: now });
  await knex('invalidation_batch').update({ pausedAt: now });
  await knex('review_digest').update({ day: '2027-02-26' });
  expect(await checkAt(monday + 61 * minute)).toMatchObject({ found: 0 });

  await knex('invalidation_batch').update({ pausedAt: null });
  expect(await checkAt(monday + 61 * minute)).toMatchObject({ findings: [{ detail: 'INVALIDATIONS' }] });
  await knex('invalidation_batch').update({ movedAt: now });
  await knex('review_digest').update({ day: '2027-03-01' });
  expect(await checkAt(monday + 61 * minute)).toMatchObject({ findings: [{ detail: 'DIGEST' }] });
  // By night none goes: the day's is left out in the morning.
  expect(await checkAt(monday + 11 * 60 * minute)).toMatchObject({ findings: [{ detail: 'INVALIDATIONS' }] });
}, 60_000);
