import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pino from 'pino';
import type { CommandDependencies } from '../../commands/dependencies.ts';
import { noFaults } from '../../commands/faults.ts';
import { storeImport } from '../../commands/store-import.ts';
import { databaseClock } from '../../database/clock.ts';
import { eventually } from '../support/eventually.ts';
import { idNumberNo, buildEmployer, buildSchool, type BuiltSchool } from '../support/factories.ts';
import { buildGraduates, type ManyGraduates } from '../support/import-cast.ts';
import { FaultSystem } from './system.ts';

const system = new FaultSystem();
beforeAll(() => system.start(), 120_000);
afterAll(() => system.stop(), 60_000);

/** With an engine that no import reaches: the caller died before it could start one, and the Schedule does. */
function platform(): CommandDependencies {
  const { knex, personalData } = system;
  const engine = { ...system.engine, goThroughImport: () => Promise.reject(new Error('ENGINE_ABSENT')) };
  return { knex, engine, personalData, clock: databaseClock, faults: noFaults, log: pino({ level: 'silent' }) };
}

const done = async (importId: string) =>
  eventually(async () => {
    const { finishedAt } = await system.knex('import').where({ id: importId }).first<{ finishedAt: string | null }>();
    expect(finishedAt).not.toBeNull();
    const counted = await system.knex('import_row').where({ importId }).groupBy('outcome').select('outcome').count();
    return Object.fromEntries(counted.map(({ outcome, count }) => [outcome, Number(count)])) as Record<string, number>;
  }, 120_000);
const call = (accountId: string) => ({ accountId, requestId: 'test', clientAddress: null });
const waiting = (cells: string[][]) =>
  cells.map((each, i) => ({ row: i + 2, cells: each, outcome: null, reasons: null }));

test('a worker killed before and after a page’s commit brings each row of a unit’s and of a school’s file to its outcome once', async () => {
  const deps = platform();
  const school = await buildSchool(deps);
  const { schoolCode } = school;
  const { employerId, accountId } = await buildEmployer(deps);
  const people = await buildGraduates(deps, school, { from: 1, count: 300 });
  const known = await buildGraduates(deps, school, { from: 1_001, count: 60 });
  const favorites = waiting(people.map(({ name, idNumber }) => [name, idNumber, schoolCode, '']));
  const graduates = waiting([...rowsOf(school, known), ...rowsOf(school, newPeople(300))]);
  system.order('page-open', 'kill');
  system.order('page-committed', 'kill');

  const ofUnit = { kind: 'FAVORITES', owner: { employerId }, call: call(accountId) } as const;
  const ofSchool = { kind: 'GRADUATES', owner: { schoolCode }, call: call(school.schoolReviewer) } as const;
  const ids = [await storeImport(deps, ofUnit, favorites), await storeImport(deps, ofSchool, graduates)];
  await system.reviveAfterDeath('worker');
  await system.reviveAfterDeath('worker');

  expect(await Promise.all(ids.map(done))).toEqual([{ ADDED: 300 }, { UPDATED: 60, CREATED: 300 }]);
  expect(await deps.knex('favorite').where({ employerId })).toHaveLength(300);
  expect(await deps.knex('graduate_search').where({ employerId })).toHaveLength(300);
  expect(await deps.knex('graduate').where({ schoolCode })).toHaveLength(660);
  expect(await deps.knex('ground_change')).toHaveLength(60);
}, 240_000);

function newPeople(count: number): ManyGraduates[] {
  return Array.from({ length: count }, (_, i) => ({ name: `新生${i}`, idNumber: idNumberNo(2_000 + i) }));
}

function rowsOf({ collegeName }: BuiltSchool, people: readonly ManyGraduates[]): string[][] {
  const phone = (idNumber: string) => `136${idNumber.slice(-8).replace('X', '0')}`;
  return people.map(({ name, idNumber }) => [
    ...[idNumber.slice(-9), name, idNumber, collegeName],
    ...['本科', '网络工程', '2027', phone(idNumber)],
  ]);
}
