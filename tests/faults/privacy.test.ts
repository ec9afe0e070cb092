import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { demoEmployers, demoGraduates, demoPassword, demoSchools } from '../../database/seeds/demo-data.ts';
import { eventually } from '../support/eventually.ts';
import { signIn, type Caller } from '../support/http-caller.ts';
import { employerUser, favoriteOf, graduateUser } from '../support/people.ts';
import { afterKillMs, FaultSystem } from './system.ts';

const requestId = 'walk-through-0001';
const letter = {
  positionCategory: '13',
  positionTitle: '绝密岗位名称',
  responseWindowDays: 7,
  signingContactName: '绝密联系人',
  contactPhone: '13812345678',
  remarks: '绝密备注',
};
const reason = '绝密理由';

const system = new FaultSystem();
const ids: string[] = [];
beforeAll(async () => {
  await system.start();
  await fullRun();
  await system.kill('server');
  await system.kill('worker');
  await system.kill('temporal');
}, 180_000);
afterAll(() => system.stop(), 60_000);

test('nothing of a person is in Temporal’s store, in any log, or in any error text', () => {
  const secrets = [
    ...demoGraduates.flatMap(({ name, idNumber, phone }) => [name, idNumber, phone]),
    ...demoSchools.flatMap(({ name, reviewer, colleges }) => [name, reviewer.phone, ...colleges.map((c) => c.name)]),
    ...demoEmployers.flatMap(({ name, users }) => [name, ...users.flatMap((user) => [user.phone, user.name])]),
    ...[letter.positionTitle, letter.signingContactName, letter.contactPhone, letter.remarks, reason, demoPassword],
  ];
  const files = filesBelow(system.folder).filter((file) => !file.includes(`${path.sep}postgres${path.sep}`));
  const found = files.flatMap((file) => {
    const bytes = readFileSync(file);
    return secrets.filter((secret) => bytes.includes(secret)).map((secret) => `${path.basename(file)}: ${secret}`);
  });

  expect(found).toEqual([]);
  // The search can see: what may be there is found in the same files.
  const seen = (kind: string, text: string) =>
    files.some((file) => file.includes(kind) && readFileSync(file).includes(text));
  expect(seen('temporal', ids[0] ?? '?')).toBe(true);
  expect(seen('worker.ts.log', ids[0] ?? '?')).toBe(true);
  expect(seen('server.ts.log', requestId)).toBe(true);
});

test('one request id leads from HTTP to the decision and to each statement', () => {
  const lines = (file: string) =>
    readFileSync(path.join(system.folder, file), 'utf8')
      .split('\n')
      .filter((line) => line.includes(`"requestId":"${requestId}"`));
  const server = lines('server.ts.log');
  const worker = lines('worker.ts.log');

  expect(server.some((line) => line.includes('"status":200'))).toBe(true);
  expect(server.some((line) => line.includes('insert into'))).toBe(true);
  expect(worker.some((line) => line.includes('"decided"') && line.includes(ids[0] ?? '?'))).toBe(true);
  expect(worker.some((line) => line.includes('process_event'))).toBe(true);
});

async function fullRun(): Promise<void> {
  const employer = await signIn(system.baseUrl, 'EMPLOYER', '13800000001');
  const graduate = await signIn(system.baseUrl, 'GRADUATE', '13900000001');
  const college = await signIn(system.baseUrl, 'REVIEWER', '13700000001');
  const school = await signIn(system.baseUrl, 'REVIEWER', '13700000002');
  const unit = await employerUser(system, '13800000001');
  const { graduateId } = await graduateUser(system, '13900000001');
  const { id: favoriteId } = await favoriteOf(system, unit, graduateId);
  const invite = async () => {
    const { body } = await employer.post('/employer/signings', { favoriteId, ...letter });
    ids.push(body['id'] as string);
    return body['id'] as string;
  };
  const searched = { name: '林晓雨', idNumber: '990100200401010017', schoolCode: '99001' };
  expect((await employer.post('/employer/graduate-searches', searched)).status).toBe(200);

  const signed = await invite();
  await acceptUnderOurId(graduate, signed);
  expect((await college.post(`/review/cases/${signed}/approve`, {}, { seq: 2 })).status).toBe(200);
  expect(
    (await school.post(`/review/cases/${signed}/reject`, { reasonCode: 'OTHER', reason }, { seq: 3 })).status,
  ).toBe(200);
  const declined = await invite();
  expect((await graduate.post(`/graduate/signings/${declined}/decline`, { reason })).status).toBe(200);
  const again = await employer.post(`/employer/signings/${declined}/reinvite`, letter);
  expect(again.status).toBe(201);

  // Errors of every layer: bad fields, a wrong password, the database away in the middle of a decision and of an effect.
  await employer.post('/employer/signings', {
    favoriteId: letter.contactPhone,
    ...letter,
    positionTitle: letter.remarks.repeat(30),
  });
  await expect(signIn(system.baseUrl, 'GRADUATE', '13900000003x')).rejects.toThrow();
  system.order('effect-after', 'hold');
  const withdrawing = employer.post(`/employer/signings/${again.body['id'] as string}/withdraw`);
  await system.held('effect-after');
  await system.kill('postgres');
  system.release('effect-after');
  await employer.post('/employer/graduate-searches', searched);
  await system.begin('postgres');
  await withdrawing;
  await eventually(async () => {
    expect(await system.knex('effect').whereNull('endedAt')).toEqual([]);
  }, afterKillMs);
}

async function acceptUnderOurId(graduate: Caller, signingId: string): Promise<void> {
  const accepted = await graduate.post(`/graduate/signings/${signingId}/accept`, { confirmed: true }, { requestId });
  expect(accepted.status).toBe(200);
  expect(accepted.headers.get('x-request-id')).toBe(requestId);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    return statSync(file).isDirectory() ? (name === 'postgres' ? [] : filesBelow(file)) : [file];
  });
}
