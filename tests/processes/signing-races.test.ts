import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findViolations } from '../../commands/check-invariants.ts';
import type { EmployerUser } from '../../domain/permissions.ts';
import { eventually } from '../support/eventually.ts';
import { actsOn, employerUser, graduateUser, invite, recordOf } from '../support/people.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';

const rivals = 50;
const rounds = 20;

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startPlatform();
  // As in production: what a busy machine could not deliver in time is delivered by the Schedule.
  await platform.engine.ensureSchedules();
}, 60_000);
afterAll(() => platform.stop());

test('of 50 acceptances of one graduate at once, one wins and the others are told GRADUATE_BOUND', async () => {
  const graduate = await graduateUser(platform, '13900000001');
  const employers = await manyEmployers(rivals);
  const ids = await Promise.all(employers.map((employer) => invite(platform, employer, graduate.graduateId)));

  await Promise.all(ids.map((id) => actsOn(platform).accept(graduate, id)));

  expect(tally(await outcomesOf('accept', ids))).toEqual({ SUCCEEDED: 1, GRADUATE_BOUND: rivals - 1 });
  expect(await platform.knex('graduate_binding').where({ graduateId: graduate.graduateId })).toHaveLength(1);
  await soundAtRest();
}, 400_000);

test('an acceptance, a withdrawal and the deadline at once have one outcome, and both sides are told the same', async () => {
  const graduate = await graduateUser(platform, '13900000002');
  const employers = await manyEmployers(rounds);
  const results = await Promise.all(
    employers.map(async (employer) => {
      const id = await invite(platform, employer, graduate.graduateId, { sandboxDeadlineSeconds: 1 });
      const { respondBy } = (await recordOf(platform, id)).state;
      await eventually(() => expect(Date.now()).toBeGreaterThan(Date.parse(respondBy) - 3));
      const acts = actsOn(platform);
      const first = await Promise.all([acts.accept(graduate, id), acts.withdraw(employer, id)]);
      return { id, first };
    }),
  );

  for (const { id, first } of results) {
    const { status } = await eventually(async () => {
      const { state } = await recordOf(platform, id);
      expect(state.status).not.toBe('AWAITING_GRADUATE');
      return state;
    });
    // At most one of the two was told yes, and what they were told, at once or by a repeat, is what the record says.
    const told = await Promise.all(
      (['accept', 'withdraw'] as const).map(async (kind, place) =>
        first[place] === 'RECEIVED' ? (await outcomesOf(kind, [id]))[0] : first[place],
      ),
    );
    expect(told.map((outcome) => outcome === 'SUCCEEDED')).toEqual([
      status === 'COLLEGE_REVIEW',
      status === 'WITHDRAWN',
    ]);
  }
  await soundAtRest();
}, 400_000);

test('one act sent many times at once under one key is done once, and every caller gets the same answer', async () => {
  const graduate = await graduateUser(platform, '13900000003');
  const id = await invite(platform, await employerUser(platform, '13800000001'), graduate.graduateId);

  const acts = actsOn(platform);
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => acts.accept(graduate, id, 'the same key')));

  expect(outcomes.filter((outcome) => outcome !== 'SUCCEEDED' && outcome !== 'RECEIVED')).toEqual([]);
  expect(await outcomesOf('accept', [id])).toEqual(['SUCCEEDED']);
  expect((await recordOf(platform, id)).seq).toBe(2);
});

function tally(outcomes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

/** What the rows say once all are decided: an answer that took longer than a caller waits is there all the same. */
async function outcomesOf(kind: string, processIds: readonly string[]): Promise<string[]> {
  return eventually(async () => {
    const rows = await platform
      .knex('command')
      .where({ kind })
      .whereIn('processId', [...processIds])
      .select<{ outcome: string | null; refusalCode: string | null }[]>('outcome', 'refusalCode');
    expect(rows.filter(({ outcome }) => outcome === null)).toEqual([]);
    return rows.map(({ outcome, refusalCode }) => refusalCode ?? String(outcome));
  }, 150_000);
}

async function soundAtRest(): Promise<void> {
  await eventually(async () => expect(await findViolations(platform)).toEqual([]), 150_000);
}

async function manyEmployers(count: number): Promise<EmployerUser[]> {
  const { accountId, employerId } = await employerUser(platform, '13800000001');
  const { rows } = await platform.knex.raw<{ rows: { accountId: string; employerId: string }[] }>(
    `with unit as (
       insert into employer (name, uscc, industry, gb_industry_section, unit_nature, unit_type, size_band, region_code,
         address, verification_state)
       select name, 'RIVAL' || uuidv7(), industry, gb_industry_section, unit_nature, unit_type, size_band, region_code,
         address, 'VERIFIED' from employer, generate_series(1, ?) where id = ? returning id
     ), person as (
       insert into account (user_type, phone_encrypted, phone_hash, password_hash)
       select 'EMPLOYER', a.phone_encrypted, uuid_send(u.id), a.password_hash from account a, unit u where a.id = ?
       returning id, phone_hash
     )
     insert into employer_membership (employer_id, account_id, status)
     select u.id, p.id, 'APPROVED' from unit u join person p on p.phone_hash = uuid_send(u.id)
     returning account_id, employer_id`,
    [count, employerId, accountId],
  );
  return rows.map((row) => ({
    ...row,
    userType: 'EMPLOYER',
    sessionId: row.accountId,
    membership: 'APPROVED',
    employerVerified: true,
  }));
}
