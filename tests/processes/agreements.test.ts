import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FaultPoint } from '../../commands/dependencies.ts';
import { findViolations } from '../../commands/check-invariants.ts';
import { reconcile } from '../../commands/reconcile.ts';
import { reconciliationChecks } from '../../database/queries/reconciliation.ts';
import { typstTypesetter } from '../../integrations/documents/typst.ts';
import { filesUnavailable, type FileStore } from '../../integrations/files/files.ts';
import { eventually } from '../support/eventually.ts';
import { memoryFiles } from '../support/memory-files.ts';
import { actsOn, invite, recordOf } from '../support/people.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { buildCast } from '../support/signing-cast.ts';
import { openClient } from '../support/temporal-client.ts';

const store = memoryFiles();
/** How often the store fails from now on, and how often it was asked. */
let failing = 0;
let asked = 0;
const files: FileStore = {
  ...store,
  put(sha256, content) {
    asked += 1;
    failing -= 1;
    return failing >= 0 ? filesUnavailable(new Error('NO_STORE')) : store.put(sha256, content);
  },
};
/** A worker that dies at a point the next time that it passes it, as far as anybody else can see. */
let dyingAt: FaultPoint | null = null;
const faults = (point: FaultPoint) => {
  if (point !== dyingAt) return Promise.resolve();
  dyingAt = null;
  return Promise.reject(new Error('KILLED'));
};
const real = typstTypesetter();
let set = 0;
const documents: typeof real = {
  ...real,
  agreement(document) {
    set += 1;
    return real.agreement(document);
  },
};

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startPlatform({ files, faults, documents });
}, 60_000);
afterAll(() => platform.stop(), 60_000);

/** Signs with a graduate of this name; answers the signing's id. */
async function signed(name?: string): Promise<string> {
  const cast = await buildCast(platform, { signingChain: ['SCHOOL'] });
  const acts = actsOn(platform);
  const id = await invite(platform, cast.employer, cast.graduate.graduateId);
  // As it was written before names were looked at.
  if (name !== undefined)
    await platform.knex('favorite').where({ graduateId: cast.graduate.graduateId }).update({ graduateName: name });
  for (const answer of [await acts.accept(cast.graduate, id), await acts.approve(cast.school, id)])
    expect(['SUCCEEDED', 'RECEIVED']).toContain(answer);
  await eventually(async () => expect((await recordOf(platform, id)).state.status).toBe('SIGNED'), 60_000);
  return id;
}

interface Effect {
  status: string;
  tries: number;
  failureCode: string | null;
}
const effectOf = (processId: string) =>
  eventually(async () => {
    const row = await platform
      .knex('effect')
      .where({ processId, kind: 'AGREEMENT' })
      .whereNotNull('endedAt')
      .first<Effect>('status', 'tries', 'failure_code');
    expect(row).toBeDefined();
    return row;
  }, 60_000);
const agreementOf = (signingId: string) =>
  platform
    .knex('agreement')
    .where({ signingId })
    .first<{ sha256: Buffer | null; issuedAt: string | null }>('sha256', 'issued_at');

test('a store that fails holds up the document and nothing else: it is tried again until it is kept, once', async () => {
  [failing, asked] = [2, 0];
  const id = await signed();
  expect(await effectOf(id)).toMatchObject({ status: 'DONE', tries: 3, failureCode: null });
  expect([asked, store.kept.size]).toEqual([3, 1]);
  const { sha256 } = await agreementOf(id);
  expect([...store.kept.keys()]).toEqual([sha256?.toString('hex')]);
}, 90_000);

test.each(['document-before', 'document-after'] as const)(
  'a worker that dies at %s leaves one document, made again with the same bytes at most',
  async (point) => {
    const before = store.kept.size;
    set = 0;
    dyingAt = point;
    const id = await signed();
    expect(await effectOf(id)).toMatchObject({ status: 'DONE', tries: 2 });
    expect(set).toBe(point === 'document-before' ? 1 : 2);
    expect(store.kept.size).toBe(before + 1);
    const { sha256 } = await agreementOf(id);
    expect(store.kept.has(sha256?.toString('hex') ?? '')).toBe(true);
  },
  90_000,
);

test('a name that cannot be printed is given up for staff to see, and made as soon as it can be', async () => {
  const id = await signed('王🙂');
  expect(await effectOf(id)).toMatchObject({ status: 'GAVE_UP', failureCode: 'TEXT_NOT_PRINTABLE' });
  expect((await recordOf(platform, id)).state.status).toBe('SIGNED');
  expect((await agreementOf(id)).issuedAt).toBeNull();
  await reconcile(platform, 'reconcile');
  expect((await reconciliationChecks(platform.knex)).get('UNDONE_EFFECT')).toMatchObject({
    ...{ alarms: 1, findings: [{ thingId: id, detail: 'NOT_PRINTABLE' }] },
  });

  const { favoriteId } = (await recordOf(platform, id)).signing;
  await platform.knex('favorite').where({ id: favoriteId }).update({ graduateName: '王笑' });
  await upkeep();
  await eventually(async () => expect((await agreementOf(id)).issuedAt).not.toBeNull(), 30_000);
  expect(await effectOf(id)).toMatchObject({ status: 'DONE', failureCode: null });
}, 120_000);

test('what was signed before there were documents gets its own from upkeep; what has one is left alone', async () => {
  const [old, other] = [await signed(), await signed()];
  await Promise.all([effectOf(old), effectOf(other)]);
  await platform.knex.raw(`alter table agreement disable trigger agreement_kept;
    delete from agreement where signing_id = '${old}';
    alter table agreement enable trigger agreement_kept;
    delete from effect where process_id = '${old}' and kind = 'AGREEMENT'`);
  const untouched = await agreementOf(other);

  await upkeep();
  await eventually(async () => expect((await agreementOf(old))?.issuedAt).toEqual(expect.any(String)), 30_000);
  expect(await agreementOf(other)).toEqual(untouched);
  await effectOf(old);
  await eventually(async () => expect(await findViolations(platform)).toEqual([]), 30_000);
}, 120_000);

/** One run of the daily Schedule, to its end. */
async function upkeep(): Promise<void> {
  const client = await openClient(platform.namespace);
  try {
    await platform.engine.ensureSchedules();
    const schedule = client.schedule.getHandle('issue-missing-agreements');
    const before = (await schedule.describe()).info.recentActions.length;
    await schedule.trigger();
    await eventually(async () => {
      const { recentActions, runningActions } = (await schedule.describe()).info;
      expect([recentActions.length, runningActions.length]).toEqual([before + 1, 0]);
    }, 30_000);
  } finally {
    await client.connection.close();
  }
}
