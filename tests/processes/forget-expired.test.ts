import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { forgetExpired, forgottenTables } from '../../activities/forget-expired.ts';
import { clockAt } from '../../database/clock.ts';
import { openDatabase } from '../../database/knex.ts';
import { findEventNumber, listEmployerEvents } from '../../database/queries/employer-events.ts';
import { personalDataWith } from '../../database/personal-data.ts';
import { buildSigning } from '../support/build-signing.ts';
import { buildVerification } from '../support/build-verification.ts';
import { buildImport } from '../support/import-cast.ts';
import { buildAccount, buildEmployer, buildReviewer, buildSchool } from '../support/factories.ts';
import { testKeys } from '../support/test-keys.ts';
import { createTestDatabase } from '../support/servers.ts';

const personalData = personalDataWith(testKeys);
const now = Date.parse('2026-11-23T02:00:00.000Z');
const daysAgo = (days: number) => new Date(now - days * 86_400_000).toISOString();

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let knex: Knex;
let accountId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  knex = openDatabase(database.url, { poolMax: 4 });
  await knex('cohort').insert({ year: 2027, opensOn: '2026-09-01', closesOn: '2027-08-31' });
  accountId = await buildAccount({ knex, personalData }, 'EMPLOYER', '测试');
});
afterAll(async () => {
  await knex.destroy();
  await database.drop();
});
const tables = [
  ...['one_time_code', 'session', 'rate_limit', 'sandbox_message', 'sandbox_transfer', 'direct_message'],
  ...['review_digest', 'batch_row', 'batch'],
];
beforeEach(async () => {
  for (const table of [...tables, 'import_row', 'import']) await knex(table).delete();
  await knex('staff_account').update({ totpSecretSession: null, totpSecretExpiresAt: null, totpSecretEncrypted: null });
  await knex('staff_session').delete();
  await knex('command').whereNotNull('outcome').update({ bodyEncrypted: null });
});

const forget = (batchSize?: number) =>
  forgetExpired({ knex, clock: clockAt(() => Promise.resolve(now)) }, () => undefined, batchSize);
const session = (expiresAt: string, endedAt: string | null = null) =>
  knex('session').insert({ accountId, tokenHash: randomBytes(32), expiresAt, endedAt });

test('a session goes when it was ended or ran out; one in use stays', async () => {
  await session(daysAgo(-1));
  await session(daysAgo(0.001));
  await session(daysAgo(-1), daysAgo(0.001));
  await session(daysAgo(31));

  expect(await forget()).toBe(3);
  expect(await knex('session').where('expiresAt', '>', daysAgo(0)).whereNull('endedAt')).toHaveLength(1);
  expect(await forget()).toBe(0);
});

test('an SMS about no case goes thirty days after its end; one that has not gone stays, however old', async () => {
  const message = {
    message: 'MEMBERSHIP_APPROVED',
    phoneEncrypted: 'x',
    phoneHash: Buffer.from('x'),
    dueAt: daysAgo(99),
  };
  const ended = (days: number) => ({ ...message, status: 'DONE', endedAt: daysAgo(days) });
  await knex('direct_message').insert([ended(31), ended(29), { ...message, status: 'PLANNED', endedAt: null }]);

  expect(await forget()).toBe(1);
  expect(await knex('direct_message').where('endedAt', '<', daysAgo(30))).toEqual([]);
  expect(await knex('direct_message')).toHaveLength(2);
});

test('a transfer of the sandbox goes after thirty days, unless its case is open', async () => {
  const { id } = await buildVerification({ knex, personalData }, { status: 'SENDING' });
  const { paymentReference } = await knex('remittance').where({ processId: id }).first<{ paymentReference: string }>();
  const transfer = { accountNoEncrypted: 'x', amountEncrypted: 'x' };
  await knex('sandbox_transfer').insert([
    { ...transfer, paymentReference, sentAt: daysAgo(99) },
    { ...transfer, paymentReference: 'old', sentAt: daysAgo(31) },
    { ...transfer, paymentReference: 'new', sentAt: daysAgo(29) },
  ]);

  expect(await forget()).toBe(1);
  expect((await knex('sandbox_transfer').pluck<string[]>('payment_reference')).sort()).toEqual(
    [paymentReference, 'new'].sort(),
  );
});

test('of every table of which something is forgotten, this file says what goes and what stays', () => {
  expect([...forgottenTables].sort()).toEqual(
    [...tables, 'command', 'employer_event', 'import', 'import_row', 'staff_session'].sort(),
  );
});

test('a session of the panel goes too, unless a secret that nobody has confirmed belongs to it', async () => {
  const staff = await buildAccount({ knex, personalData }, 'STAFF', '员工');
  await knex('staff_account').insert({ accountId: staff, signInName: 'member', role: 'REVIEWER' });
  const rows = ['a', 'b'].map((token) => ({ accountId: staff, tokenHash: Buffer.from(token), expiresAt: daysAgo(31) }));
  const [kept] = await knex('staff_session').insert(rows).returning<{ id: string }[]>('id');
  await knex('staff_account').update({
    ...{ totpSecretSession: kept?.id, totpSecretExpiresAt: daysAgo(31), totpSecretEncrypted: 'x' },
  });

  expect(await forget()).toBe(1);
  expect(await knex('staff_session').pluck('id')).toEqual([kept?.id]);
});

test('a one-time code goes when it is over, used or not; one that may still be used stays', async () => {
  const code = (sentAt: number, more: object = {}) => ({
    ...{ purpose: 'REGISTER', recipientHash: Buffer.from('x'), codeHash: Buffer.from('x') },
    ...{ sentAt: daysAgo(sentAt), expiresAt: daysAgo(sentAt - 300 / 86_400), ...more },
  });
  await knex('one_time_code').insert([
    code(301 / 86_400),
    code(301 / 86_400, { usedAt: daysAgo(200 / 86_400) }),
    code(299 / 86_400),
  ]);

  expect(await forget()).toBe(2);
  expect(await knex('one_time_code').where('expiresAt', '>', daysAgo(0))).toHaveLength(1);
  expect(await knex('one_time_code')).toHaveLength(1);
});

test('a limit goes a day after it was over, an outbox message after thirty days', async () => {
  await knex('rate_limit').insert([
    { key: 'over', points: 1, expire: Date.parse(daysAgo(2)) },
    { key: 'just-over', points: 1, expire: Date.parse(daysAgo(0.5)) },
    { key: 'running', points: 1, expire: Date.parse(daysAgo(-1)) },
    { key: 'for-ever', points: 1, expire: null },
  ]);
  const message = { channel: 'SMS', toEncrypted: 'x', toHash: Buffer.from('x'), textEncrypted: 'x' };
  await knex('sandbox_message').insert([
    { ...message, idempotencyKey: 'old', sentAt: daysAgo(31) },
    { ...message, idempotencyKey: 'new', sentAt: daysAgo(29) },
  ]);

  expect(await forget()).toBe(2);
  expect(await knex('rate_limit').orderBy('key').pluck('key')).toEqual(['for-ever', 'just-over', 'running']);
  expect(await knex('sandbox_message').pluck('idempotency_key')).toEqual(['new']);
});

test('the body of a command goes thirty days after the decision; outcome, key and one not decided stay', async () => {
  const data = { knex, personalData };
  const { id } = await buildSigning(data, { status: 'SIGNED', sentAt: daysAgo(31) });
  const { id: young } = await buildSigning(data, { status: 'SIGNED', sentAt: daysAgo(29) });
  const undecided = { processId: id, kind: 'accept', actorRelation: 'SYSTEM', requestId: 'r', receivedAt: daysAgo(40) };
  await knex('command').insert({ ...undecided, bodyEncrypted: 'kept' });
  const before = await knex('command').where({ processId: id }).orderBy('id').select('id', 'kind', 'outcome');

  expect(await forget()).toBe(4);

  expect(await knex('command').where({ processId: id }).whereNotNull('bodyEncrypted').pluck('body_encrypted')).toEqual([
    'kept',
  ]);
  expect(await knex('command').where({ processId: young }).whereNull('bodyEncrypted')).toEqual([]);
  expect(await knex('command').where({ processId: id }).orderBy('id').select('id', 'kind', 'outcome')).toEqual(before);
});

test('a digest goes after ninety days, but never the last one that a reviewer got: it says what is news', async () => {
  const { schoolCode } = await buildSchool({ knex, personalData });
  const reviewer = await buildReviewer({ knex, personalData }, { level: 'SCHOOL', schoolCode, collegeId: null });
  const digest = (days: number) => ({
    ...{ accountId: reviewer, day: daysAgo(days).slice(0, 10), newTasks: 1, openTasks: 1 },
    ...{ countedUntil: daysAgo(days), status: 'DONE', endedAt: daysAgo(days) },
  });
  await knex('review_digest').insert([digest(200), digest(100), digest(95)]);

  expect(await forget()).toBe(2);
  expect(await knex('review_digest').select(knex.raw('day::text'))).toEqual([{ day: daysAgo(95).slice(0, 10) }]);
});

test('a change in a unit’s feed goes after ninety days, but not the last of those: whoever read it has missed nothing', async () => {
  const data = { knex, personalData };
  const { id, employer } = await buildSigning(data, { status: 'SIGNED' });
  const { employerId } = employer;
  const feed = () => knex('employer_event').where({ employerId }).orderBy('number');
  const after = (eventId: string) => findEventNumber(knex, { employerId, eventId });
  const age = (number: number, days: number) =>
    feed()
      .where({ number })
      .update({ at: daysAgo(days) });
  const ids = (await feed().pluck('id')) as string[];
  expect(ids).toHaveLength(4);

  for (const [number, days] of [
    [1, 89.9],
    [2, 89.8],
    [3, 89.7],
    [4, 0],
  ] as const)
    await age(number, days);
  await forget();
  expect(await feed().pluck('id')).toEqual(ids);

  for (const [number, days] of [
    [1, 90.3],
    [2, 90.2],
    [3, 90.1],
    [4, 0],
  ] as const)
    await age(number, days);
  await forget();
  expect(await feed().pluck('id')).toEqual(ids.slice(2));
  expect(await after(ids[1] ?? '')).toBeUndefined();
  expect(
    await listEmployerEvents(knex, { employerId, after: (await after(ids[2] ?? '')) ?? '', fetch: 9 }),
  ).toMatchObject([{ signingId: id, type: 'SIGNED' }]);

  await age(4, 200);
  await forget();
  expect(await feed().pluck('id')).toEqual(ids.slice(3));
});

test('in batches, each whole on its own, it comes to the end whatever their size', async () => {
  for (let made = 0; made < 7; made += 1) await session(daysAgo(40));
  expect(await forget(3)).toBe(7);
  expect(await knex('session')).toEqual([]);
});

test('a row that somebody holds is left for the next time', async () => {
  await session(daysAgo(40));
  await knex.transaction(async (trx) => {
    await trx('session').forUpdate();
    expect(await forget()).toBe(0);
  });
  expect(await forget()).toBe(1);
});

test('a batch goes with its rows thirty days after its end; one that goes on stays however old it is', async () => {
  const batch = async (finishedAt: string | null) => {
    const moments = { createdAt: daysAgo(90), movedAt: daysAgo(90), finishedAt };
    const row = {
      kind: 'REVIEW',
      actorAccountId: accountId,
      sharedEncrypted: 'x',
      total: 2,
      requestId: 'r',
      ...moments,
    };
    const [stored] = await knex('batch').insert(row).returning<{ id: string }[]>('id');
    const rows = [1, 2].map((number) => ({ batchId: stored?.id, number, inputEncrypted: 'x' }));
    await knex('batch_row').insert(rows);
    return stored?.id;
  };
  await batch(daysAgo(31));
  const kept = [await batch(daysAgo(29)), await batch(null)];

  expect(await forget()).toBe(3);
  expect((await knex('batch').pluck('id')).sort()).toEqual(kept.sort());
  expect(await knex('batch_row').whereNotIn('batchId', kept.map(String))).toEqual([]);
  expect(await knex('batch_row')).toHaveLength(4);
});

test('an import goes with all its rows thirty days after its end; one that runs, or ended only just, stays', async () => {
  const unit = await buildEmployer({ knex, personalData });
  const make = async (finishedAt: string | null) => {
    const id = await buildImport({ knex, personalData }, { kind: 'FAVORITES', ...unit });
    await knex('import').where({ id }).update({ finishedAt });
    return id;
  };
  const kept = [await make(null), await make(daysAgo(29))];
  await make(daysAgo(31));

  expect(await forget()).toBe(2); // the row and the import
  expect((await knex('import').orderBy('id').pluck('id')) as string[]).toEqual(kept);
  expect(await knex('import_row').orderBy('importId').select('importId')).toEqual(
    kept.map((importId) => ({ importId })),
  );
});
