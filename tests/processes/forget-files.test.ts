import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { forgetFiles } from '../../activities/forget-files.ts';
import { holdBytes } from '../../commands/hold-bytes.ts';
import { uploadFile } from '../../commands/upload-file.ts';
import { databaseClock } from '../../database/clock.ts';
import { openDatabase } from '../../database/knex.ts';
import { personalDataWith } from '../../database/personal-data.ts';
import { findOwnFile } from '../../database/queries/own-file.ts';
import { findUnitFiles } from '../../database/queries/unit-files.ts';
import { filesUnavailable } from '../../integrations/files/files.ts';
import { buildSigning } from '../support/build-signing.ts';
import { buildTermination } from '../support/build-termination.ts';
import { buildVerification } from '../support/build-verification.ts';
import { buildColleague, buildEmployer, buildFile, type BuiltEmployer } from '../support/factories.ts';
import { memoryFiles } from '../support/memory-files.ts';
import { asEmployerUser } from '../support/signing-cast.ts';
import { createTestDatabase } from '../support/servers.ts';
import { testKeys } from '../support/test-keys.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let knex: Knex;
let employer: BuiltEmployer;
let data: { knex: Knex; personalData: ReturnType<typeof personalDataWith> };
beforeAll(async () => {
  database = await createTestDatabase();
  knex = openDatabase(database.url, { poolMax: 4 });
  data = { knex, personalData: personalDataWith(testKeys) };
  await knex('cohort').insert({ year: 2027, opensOn: '2026-09-01', closesOn: '2027-08-31' });
  employer = await buildEmployer(data);
});
afterAll(async () => {
  await knex.destroy();
  await database.drop();
});

const store = memoryFiles();
beforeEach(() => store.kept.clear());
const forget = (files = store) => forgetFiles({ knex, clock: databaseClock, files }, () => undefined);
const isThere = async (id: string) => (await knex('file').where({ id }).first('id')) !== undefined;
const hashOf = async (id: string) =>
  (await knex('file').where({ id }).first<{ sha256: Buffer }>('sha256')).sha256.toString('hex');

/** A picture of the unit's user, uploaded so many days ago, its bytes kept. */
async function uploaded(daysAgo: number, bytes = Buffer.from(String(Math.random()))): Promise<string> {
  const id = await buildFile(data, employer.accountId);
  const sha256 = createHash('sha256').update(bytes).digest();
  const createdAt = knex.raw(`clock_timestamp() - make_interval(days => ?, mins => 1)`, [daysAgo]);
  await knex('file').where({ id }).update({ sha256, createdAt });
  store.kept.set(sha256.toString('hex'), bytes);
  return id;
}

/** Everything that can hold a picture. */
const holders: Record<string, (fileId: string) => Promise<unknown>> = {
  'a photo': (photoFileId) => knex('account').where({ id: employer.accountId }).update({ photoFileId }),
  'a logo': (logoFileId) => knex('employer').where({ id: employer.employerId }).update({ logoFileId }),
  'a letter to join with': async (letterFileId) => {
    const colleague = await buildColleague(data, employer.employerId, 'PENDING');
    return knex('employer_membership').where({ accountId: colleague.accountId }).update({ letterFileId });
  },
  'a verification': async (fileId) => {
    const { id: processId } = await buildVerification(data, { status: 'VERIFIED' });
    return knex('verification_file').insert({ processId, fileId, addedSeq: 1 });
  },
  'a termination': async (fileId) => {
    const { id: processId } = await buildTermination(data, await buildSigning(data, { status: 'SIGNED' }));
    return knex('termination_file').insert({ processId, fileId, side: 'EMPLOYER', place: 1 });
  },
};

describe('a picture that nothing holds', () => {
  test('goes with its bytes ninety days after its upload, not before', async () => {
    const [old, young] = [await uploaded(90), await uploaded(89)];
    const kept = await hashOf(young);
    expect(await forget()).toBe(1);
    expect([await isThere(old), await isThere(young)]).toEqual([false, true]);
    expect([...store.kept.keys()]).toEqual([kept]);
    expect(await forget()).toBe(0);
  });

  test('leaves the bytes to another of the same content, and takes them with the last', async () => {
    const same = Buffer.from('the same');
    const [old, young] = [await uploaded(90, same), await uploaded(1, same)];
    await forget();
    expect([await isThere(old), await isThere(young), store.kept.size]).toEqual([false, true, 1]);
    await knex('file').where({ id: young }).update({ createdAt: '2026-01-01T00:00:00Z' });
    await forget();
    expect([await isThere(young), store.kept.size]).toEqual([false, 0]);
  });

  test('stays as it was while the store is away', async () => {
    const old = await uploaded(90);
    const away = { ...store, remove: async () => filesUnavailable(new Error('AWAY')) };
    await expect(forget(away)).rejects.toThrow('FILES_UNAVAILABLE');
    expect([await isThere(old), store.kept.size]).toEqual([true, 1]);
    await forget();
    expect(await isThere(old)).toBe(false);
  });

  test('cannot be handed in any more after thirty days: whoever does so later would find it gone', async () => {
    const [old, young] = [await uploaded(30), await uploaded(29)];
    const { accountId, employerId } = employer;
    const found = await findUnitFiles(knex, employerId, [old, young]);
    expect([...found.keys()]).toEqual([young]);
    const own = (id: string) => findOwnFile(knex, { accountId, employerId: null, id });
    expect([await own(old), await own(young)]).toEqual([undefined, { purpose: 'LOGO' }]);
  });
});

test.each(Object.keys(holders))('one that %s shows stays, however old, and can be handed in again', async (holder) => {
  const id = await uploaded(1_000);
  await holders[holder]?.(id);
  await forget();
  expect([await isThere(id), store.kept.has(await hashOf(id))]).toEqual([true, true]);
  expect([...(await findUnitFiles(knex, employer.employerId, [id])).keys()]).toEqual([id]);
});

test('the same bytes uploaded while the old ones are forgotten are stored after that', async () => {
  const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'white' } })
    .png()
    .toBuffer();
  const upload = () =>
    uploadFile({ knex, files: store }, asEmployerUser(employer), { purpose: 'LOGO', bytes: picture });
  const { sha256 } = await upload();
  store.kept.clear();
  let again: ReturnType<typeof upload> | undefined;
  await knex.transaction(async (trx) => {
    await holdBytes(trx, sha256);
    again = upload();
    await waitingFor(trx);
    expect(store.kept.size).toBe(0);
  });
  const { id } = (await again) ?? {};
  expect([await isThere(id ?? ''), [...store.kept.keys()]]).toEqual([true, [sha256.toString('hex')]]);
});

/** Until somebody waits for what this transaction holds. */
async function waitingFor(trx: Knex.Transaction): Promise<void> {
  for (;;) {
    const { rows } = await trx.raw(`select 1 from pg_locks where locktype = 'advisory' and not granted`);
    if (rows.length > 0) return;
  }
}
