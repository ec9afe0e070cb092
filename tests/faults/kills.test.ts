import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { findViolations } from '../../commands/check-invariants.ts';
import type { FaultPoint } from '../../commands/dependencies.ts';
import { favoriteOf, employerUser, graduateUser, someLetter } from '../support/people.ts';
import { eventually } from '../support/eventually.ts';
import { signIn, type Answer, type Caller } from '../support/http-caller.ts';
import { afterKillMs, FaultSystem, type Part } from './system.ts';

const system = new FaultSystem();
let employer: Caller;
let graduate: Caller;
let reviewer: Caller;
let favoriteId: string;

beforeAll(async () => {
  await system.start();
  employer = await signIn(system.baseUrl, 'EMPLOYER', '13800000001');
  graduate = await signIn(system.baseUrl, 'GRADUATE', '13900000001');
  reviewer = await signIn(system.baseUrl, 'REVIEWER', '13700000001');
  const unit = await employerUser(system, '13800000001');
  favoriteId = (await favoriteOf(system, unit, (await graduateUser(system, '13900000001')).graduateId)).id;
}, 120_000);
afterAll(() => system.stop(), 60_000);

/** What stands after every cell: the act once, its SMS once, the repeat told the truth, the whole database sound, life going on. */
async function standsAfter({
  signingId,
  key,
  first,
}: {
  signingId: string;
  key: string;
  first: Promise<Answer | null>;
}) {
  const told = await first;
  // Where an answer came, it was the truth or "received", never a refusal of what was done.
  if (told) expect([200, 202]).toContain(told.status);
  const repeat = await eventually(async () => {
    const answer = await graduate.post(`/graduate/signings/${signingId}/accept`, { confirmed: true }, { key });
    expect(answer.status).toBe(200);
    return answer;
  }, afterKillMs);
  expect(repeat.body).toMatchObject({ id: signingId, status: 'COLLEGE_REVIEW', seq: 2 });
  expect(repeat.headers.get('idempotency-replayed')).toBe('true');
  await eventually(async () => {
    const { rows } = await system.knex.raw<{ rows: { sent: string }[] }>(
      `select count(*) as sent from sandbox_message where idempotency_key like ?`,
      `${signingId}/2/%`,
    );
    expect(rows).toEqual([{ sent: '1' }]);
    expect(await findViolations(system)).toEqual([]);
  }, afterKillMs);
  const events = await system.knex('process_event').where({ processId: signingId }).orderBy('seq').select('type');
  expect(events.map(({ type }) => type as string)).toEqual(['invited', 'accepted']);
  await reject(signingId);
}

/** Sends an invitation and answers its signing's id, also where a slow machine first says 202. */
async function invite(letter: object = someLetter): Promise<string> {
  const sent = await employer.post('/employer/signings', { favoriteId, ...letter });
  if (sent.status === 201) return sent.body['id'] as string;
  expect(sent).toMatchObject({ status: 202 });
  const location = sent.headers.get('location')?.replace('/api/v1', '') ?? '';
  return eventually(async () => {
    const { body } = await employer.get(location);
    expect(body).toMatchObject({ status: 'SUCCEEDED' });
    return (body['answer'] as { signingId: string }).signingId;
  }, afterKillMs);
}

/** Ends what a test leaves open, so that the next one can invite again. */
async function reject(signingId: string): Promise<void> {
  const reason = { reasonCode: 'OTHER', reason: '继续测试' };
  const released = await reviewer.post(`/review/cases/${signingId}/reject`, reason, { seq: 2 });
  expect([200, 202]).toContain(released.status);
  await eventually(async () => {
    const { body } = await employer.get(`/employer/signings/${signingId}`);
    expect(body).toMatchObject({ status: 'REVIEW_REJECTED' });
  }, afterKillMs);
}

/** An open invitation whose messages are out, and an acceptance of it under a key of its own, not yet sent. */
async function invitation() {
  const signingId = await invite();
  await eventually(async () =>
    expect(await system.knex('effect').where({ processId: signingId }).whereNull('endedAt')).toEqual([]),
  );
  const key = randomUUID();
  const accept = () =>
    graduate.post(`/graduate/signings/${signingId}/accept`, { confirmed: true }, { key }).catch(() => null);
  return { signingId, key, accept };
}

describe('kill -9 in the middle of an acceptance loses nothing and doubles nothing', () => {
  test.each<{ part: 'server' | 'worker'; point: FaultPoint }>([
    { part: 'server', point: 'command-stored' },
    { part: 'server', point: 'answer-before' },
    { part: 'worker', point: 'decision-committed' },
    { part: 'worker', point: 'effect-before' },
    { part: 'worker', point: 'effect-after' },
  ])(
    '$part killed at $point',
    async ({ part, point }) => {
      const { signingId, key, accept } = await invitation();
      system.order(point, 'kill');
      const first = accept();
      await system.reviveAfterDeath(part);
      await standsAfter({ signingId, key, first });
    },
    120_000,
  );

  test.each<{ part: Part & ('temporal' | 'postgres'); point: FaultPoint; during: string }>([
    { part: 'temporal', point: 'decision-open', during: 'a decision' },
    { part: 'temporal', point: 'effect-before', during: 'an effect' },
    { part: 'postgres', point: 'decision-open', during: 'a decision' },
    { part: 'postgres', point: 'effect-after', during: 'an effect' },
  ])(
    '$part killed during $during',
    async ({ part, point }) => {
      const { signingId, key, accept } = await invitation();
      system.order(point, 'hold');
      const first = accept();
      await system.held(point);
      await system.kill(part);
      system.release(point);
      await system.begin(part);
      await standsAfter({ signingId, key, first });
    },
    120_000,
  );
});

describe('the engine is away', () => {
  afterEach(async () => {
    await eventually(async () => expect(await findViolations(system)).toEqual([]), afterKillMs);
  }, 60_000);

  test('an acceptance received in time wins, though Temporal is down across the deadline', async () => {
    const letter = { ...someLetter, sandboxDeadlineSeconds: 12 };
    const signingId = await invite(letter);
    const { body } = await employer.get(`/employer/signings/${signingId}`);
    const respondBy = body['respondBy'] as string;
    await system.kill('temporal');
    const accepted = await graduate.post(`/graduate/signings/${signingId}/accept`, { confirmed: true });
    expect(accepted).toMatchObject({ status: 202, body: { status: 'RECEIVED' } });
    const location = accepted.headers.get('location')?.replace('/api/v1', '') ?? '';
    await eventually(() => expect(Date.now()).toBeGreaterThan(Date.parse(respondBy)));

    await system.begin('temporal');

    await eventually(async () => {
      expect((await graduate.get(location)).body).toMatchObject({ status: 'SUCCEEDED' });
      const { body } = await graduate.get(`/graduate/signings/${signingId}`);
      expect(body).toMatchObject({ status: 'COLLEGE_REVIEW', seq: 2 });
    }, 60_000);
    await reject(signingId);
  }, 120_000);

  test('with its store deleted while a signing is open and a message pending, everything goes on and nothing happens twice', async () => {
    system.order('effect-before', 'hold');
    const signingId = await invite();
    await system.held('effect-before');
    await system.kill('temporal');
    await system.kill('worker');
    system.release('effect-before');
    system.deleteEngineStore();

    await Promise.all([system.begin('temporal'), system.begin('worker')]);
    expect(await system.run('scripts/rebuild-engine.ts')).toBe(0);

    await eventually(async () => {
      const messages = await system.knex('sandbox_message').where('idempotencyKey', 'like', `${signingId}/1/%`);
      expect(messages).toHaveLength(1);
    }, 100_000);
    const accepted = await graduate.post(`/graduate/signings/${signingId}/accept`, { confirmed: true });
    expect(accepted).toMatchObject({ status: 200, body: { status: 'COLLEGE_REVIEW', seq: 2 } });
    await reject(signingId);
  }, 240_000);
});
