import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { feeding } from '../../activities/employer-event.ts';
import { runTogether } from '../../activities/sql.ts';
import { startApi, type SignedIn, type TestApi } from '../support/api.ts';
import { buildSigning } from '../support/build-signing.ts';
import { buildEmployer, signedInAs, type BuiltEmployer } from '../support/factories.ts';
import { somebodyWaits } from '../support/locks.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

interface Event {
  id: string;
  type: string;
  signingId: string;
  seq: number;
}

async function newUnit(): Promise<{ unit: BuiltEmployer; caller: SignedIn }> {
  const unit = await buildEmployer(api);
  return { unit, caller: await signedInAs(api, unit.accountId) };
}

const read = async (caller: SignedIn, query: object = {}): Promise<{ items: Event[]; nextCursor: string | null }> => {
  const { status, body } = await caller('get', '/api/v1/employer/events').query(query);
  expect(status).toBe(200);
  return body as { items: Event[]; nextCursor: string | null };
};

/** Puts a change of a signing into the feed inside a transaction of the caller's. */
const change = (trx: Knex.Transaction, signing: { id: string }, seq: number) =>
  runTogether(
    trx,
    [
      {
        with: [
          `subject as (select * from signing where id = :id)`,
          `step as (insert into process_event (process_id, seq, type, at, data, cause, rule_version)
             values (:id, :seq, 'lapsed', :at, '{}', 'CLOCK', 'test'))`,
        ],
        values: { id: signing.id, seq, at: new Date().toISOString() },
      },
      feeding(`select employer_id, status as type, id as process_id, :seq::int as seq, id as signing_id,
        null::uuid as termination_id, 1 as place from subject`),
    ],
    'select from subject',
  );

describe('the feed of a unit', () => {
  test('has each change once, oldest first, seq without gaps, and nobody else’s', async () => {
    const { unit, caller } = await newUnit();
    const signed = await buildSigning(api, { employer: unit, status: 'SIGNED' });
    const declined = await buildSigning(api, { employer: unit, status: 'DECLINED' });
    await buildSigning(api, { status: 'SIGNED' });
    const { items, nextCursor } = await read(caller);
    expect(items.map(({ signingId, type, seq }) => [signingId, type, seq])).toEqual([
      [signed.id, 'AWAITING_GRADUATE', 1],
      [signed.id, 'COLLEGE_REVIEW', 2],
      [signed.id, 'SCHOOL_REVIEW', 3],
      [signed.id, 'SIGNED', 4],
      [declined.id, 'AWAITING_GRADUATE', 1],
      [declined.id, 'DECLINED', 2],
    ]);
    expect(nextCursor).toBeNull();
  });

  test('is read page by page, and on from the last event read', async () => {
    const { unit, caller } = await newUnit();
    await buildSigning(api, { employer: unit, status: 'SIGNED' });
    const first = await read(caller, { limit: 3 });
    expect([first.items.length, first.nextCursor]).toEqual([3, first.items[2]?.id]);
    const second = await read(caller, { after: first.nextCursor });
    expect([second.items.map(({ type }) => type), second.nextCursor]).toEqual([['SIGNED'], null]);
    expect(await read(caller, { after: second.items[0]?.id })).toEqual({ items: [], nextCursor: null });
    const later = await buildSigning(api, { employer: unit });
    expect((await read(caller, { after: second.items[0]?.id })).items[0]?.signingId).toBe(later.id);
  });

  test('refuses to go on after an event it has not, or another unit has', async () => {
    const [mine, theirs] = [await newUnit(), await newUnit()];
    await buildSigning(api, { employer: theirs.unit });
    const [event] = (await read(theirs.caller)).items;
    for (const after of [randomUUID(), event?.id]) {
      const { status, body } = await mine.caller('get', '/api/v1/employer/events').query({ after });
      expect([status, body.errors?.[0]]).toMatchObject([422, { pointer: '/after', code: 'NOT_FOUND' }]);
    }
  });

  test('never skips what commits late: a later change of the unit waits for it, others’ do not', async () => {
    const { unit, caller } = await newUnit();
    const [one, two] = [await buildSigning(api, { employer: unit }), await buildSigning(api, { employer: unit })];
    const other = await buildSigning(api);
    const [last] = (await read(caller)).items.slice(-1);
    const late = await api.knex.transaction();
    await change(late, one, 2);
    const next = api.knex.transaction((trx) => change(trx, two, 2));
    await api.knex.transaction((trx) => change(trx, other, 2));
    // The second one cannot come first: it stands at the lock that the first one holds.
    await somebodyWaits(api.knex, 'fed_count');
    expect((await read(caller, { after: last?.id })).items).toEqual([]);
    await late.commit();
    await next;
    const { items } = await read(caller, { after: last?.id });
    expect(items.map(({ signingId }) => signingId)).toEqual([one.id, two.id]);
  });

  test('leaves no gap when a change is taken back', async () => {
    const { unit, caller } = await newUnit();
    const signing = await buildSigning(api, { employer: unit });
    const given = await api.knex.transaction();
    await change(given, signing, 2);
    await given.rollback();
    await api.knex.transaction((trx) => change(trx, signing, 2));
    expect((await read(caller)).items.map(({ seq }) => seq)).toEqual([1, 2]);
    const numbers = await api
      .knex('employer_event')
      .where({ employerId: unit.employerId })
      .orderBy('number')
      .pluck('number');
    expect(numbers.map(Number)).toEqual([1, 2]);
  });
});
