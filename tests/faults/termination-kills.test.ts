import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pino from 'pino';
import { findViolations } from '../../commands/check-invariants.ts';
import type { CommandDependencies, FaultPoint } from '../../commands/dependencies.ts';
import { noFaults } from '../../commands/faults.ts';
import { databaseClock } from '../../database/clock.ts';
import { eventually } from '../support/eventually.ts';
import { signIn, type Answer, type Caller } from '../support/http-caller.ts';
import { actsOn, employerUser, graduateUser, invite, reviewerUser } from '../support/people.ts';
import { apply } from '../support/termination-cast.ts';
import { afterKillMs, FaultSystem, type Part } from './system.ts';

const system = new FaultSystem();
let deps: CommandDependencies;
let reviewer: Caller;
beforeAll(async () => {
  await system.start();
  const { knex, engine, personalData } = system;
  deps = { knex, engine, personalData, clock: databaseClock, faults: noFaults, log: pino({ level: 'silent' }) };
  reviewer = await signIn(system.baseUrl, 'REVIEWER', '13700000002');
}, 120_000);
afterAll(() => system.stop(), 60_000);

/** A signed agreement of a demo graduate that the unit asks to end, its messages out; the graduate is signed in. */
async function asked(phone: string) {
  const employer = await employerUser(system, '13800000001');
  const user = await graduateUser(system, phone);
  const signingId = await invite(deps, employer, user.graduateId);
  const acts = actsOn(deps);
  const [college, school] = [await reviewerUser(system, '13700000001'), await reviewerUser(system, '13700000002')];
  expect(await acts.accept(user, signingId)).toBe('SUCCEEDED');
  expect(await acts.approve(college, signingId)).toBe('SUCCEEDED');
  expect(await acts.approve(school, signingId)).toBe('SUCCEEDED');
  const id = await apply(deps, employer, signingId);
  await untilSent(signingId);
  await untilSent(id);
  const graduate = await signIn(system.baseUrl, 'GRADUATE', phone);
  return { id, signingId, graduate, graduateId: user.graduateId };
}

const untilSent = (processId: string) =>
  eventually(
    async () => expect(await system.knex('effect').where({ processId }).whereNull('endedAt')).toEqual([]),
    afterKillMs,
  );
const typesOf = async (processId: string) =>
  (await system.knex('process_event').where({ processId }).orderBy('seq').select('type')).map(({ type }) =>
    String(type),
  );
const agreeing = (graduate: Caller, id: string, key: string) =>
  graduate.post(`/graduate/terminations/${id}/agree`, {}, { key });
const approving = (id: string, key: string = randomUUID()) =>
  reviewer.post(`/review/cases/${id}/approve`, {}, { key, seq: 2 });

/** What the caller is told who asks again under the same key, however long the answer takes. */
async function repeated(act: () => Promise<Answer>, first: Promise<Answer | null>): Promise<Answer> {
  const told = await first;
  // Where an answer came, it was the truth or "received", never a refusal of what was done.
  if (told) expect([200, 202]).toContain(told.status);
  return eventually(async () => {
    const answer = await act();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('idempotency-replayed')).toBe('true');
    return answer;
  }, afterKillMs);
}

/** The agreement ended once, the graduate is free, everybody heard of each step once, the whole database is sound. */
async function standsEnded({ id, signingId, graduateId }: { id: string; signingId: string; graduateId: string }) {
  expect(await typesOf(id)).toEqual(['applied', 'agreed', 'terminated']);
  expect(await typesOf(signingId)).toEqual(['invited', 'accepted', 'stageApproved', 'signed', 'terminated']);
  expect(await system.knex('signing').where({ id: signingId }).select('status')).toEqual([{ status: 'TERMINATED' }]);
  expect(await system.knex('graduate_binding').where({ graduateId })).toEqual([]);
  await untilSent(id);
  const { rows } = await system.knex.raw<{ rows: { kind: string; twice: string }[] }>(
    `select split_part(idempotency_key, '/', 2) || ' ' || split_part(idempotency_key, '/', 3) as kind,
       count(*) - count(distinct split_part(idempotency_key, '/', 4)) as twice
     from sandbox_message where idempotency_key like ? group by 1 order by 1`,
    [`${id}/%`],
  );
  expect(rows).toEqual([
    { kind: '1 TERMINATION_ASKED_GRADUATE', twice: '0' },
    { kind: '2 TERMINATION_AGREED_EMPLOYER', twice: '0' },
    { kind: '3 TERMINATED_EMPLOYER', twice: '0' },
    { kind: '3 TERMINATED_GRADUATE', twice: '0' },
  ]);
  await eventually(async () => expect(await findViolations(system)).toEqual([]), afterKillMs);
}

interface Cell {
  part: Part;
  point: FaultPoint;
  /** Where the part dies by itself; elsewhere it is killed while the decision or the effect stands at the point. */
  dies?: true;
  phone: string;
}

test.each<Cell>([
  { part: 'worker', point: 'decision-committed', dies: true, phone: '13900000001' },
  { part: 'worker', point: 'effect-after', dies: true, phone: '13900000002' },
  { part: 'postgres', point: 'decision-open', phone: '13900000003' },
  { part: 'temporal', point: 'decision-open', phone: '13900000001' },
])(
  '$part killed at $point of the last approval: the agreement ends once',
  async ({ part, point, dies, phone }) => {
    const agreement = await asked(phone);
    const { id, graduate } = agreement;
    expect((await agreeing(graduate, id, randomUUID())).status).toBe(200);
    await untilSent(id);
    const key = randomUUID();
    system.order(point, dies ? 'kill' : 'hold');
    const first = approving(id, key).catch(() => null);
    await (dies ? system.reviveAfterDeath(part as 'worker') : killedWhileHeld(part, point));
    const { body } = await repeated(() => approving(id, key), first);
    expect(body).toMatchObject({ id, status: 'TERMINATED', seq: 3 });
    await standsEnded(agreement);
  },
  120_000,
);

async function killedWhileHeld(part: Part, point: FaultPoint): Promise<void> {
  await system.held(point);
  await system.kill(part);
  system.release(point);
  await system.begin(part);
}

const points: [string, FaultPoint, string][] = [
  ['after the inbox insert', 'command-stored', '13900000002'],
  ['after the decision', 'answer-before', '13900000003'],
];
test.each(points)(
  'a server killed %s of an agreement to end it agrees once, and the review goes on',
  async (_, point, phone) => {
    const agreement = await asked(phone);
    const { id, graduate } = agreement;
    const key = randomUUID();
    system.order(point, 'kill');
    const first = agreeing(graduate, id, key).catch(() => null);
    await system.reviveAfterDeath('server');
    const { body } = await repeated(() => agreeing(graduate, id, key), first);
    expect(body).toMatchObject({ id, status: 'SCHOOL_REVIEW', seq: 2 });
    expect(await typesOf(id)).toEqual(['applied', 'agreed']);
    expect((await approving(id)).status).toBe(200);
    await standsEnded(agreement);
  },
  120_000,
);
