import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pino from 'pino';
import { findViolations } from '../../commands/check-invariants.ts';
import type { CommandDependencies, FaultPoint } from '../../commands/dependencies.ts';
import { noFaults } from '../../commands/faults.ts';
import { databaseClock } from '../../database/clock.ts';
import { eventually } from '../support/eventually.ts';
import {
  actsOnVerification,
  amountSent,
  buildUnit,
  remittanceBody,
  submit,
  verificationOf,
} from '../support/verification-cast.ts';
import { FaultSystem } from './system.ts';

const system = new FaultSystem();
beforeAll(() => system.start(), 120_000);
afterAll(() => system.stop(), 60_000);

const platform = (): CommandDependencies => {
  const { knex, engine, personalData } = system;
  return { knex, engine, personalData, clock: databaseClock, faults: noFaults, log: pino({ level: 'silent' }) };
};

const points: [string, FaultPoint][] = [
  ['before the order reached the bank', 'effect-before'],
  ['after it reached the bank, before that was written down', 'effect-after'],
];
test.each(points)(
  'a worker killed %s pays once, and the unit is verified',
  async (_, point) => {
    const deps = platform();
    const unit = await buildUnit(deps);
    system.order(point, 'kill');
    const id = await submit(deps, unit, await remittanceBody(deps, unit));

    await system.reviveAfterDeath('worker');

    await eventually(async () => expect((await verificationOf(deps, id)).status).toBe('AWAITING_AMOUNT'), 90_000);
    expect(await actsOnVerification(deps).amount(unit, id, await amountSent(deps, id))).toBe('SUCCEEDED');
    const payments = await deps.knex('sandbox_transfer').whereLike('paymentReference', `${id}%`);
    expect(payments).toHaveLength(1);
    await eventually(async () => expect(await findViolations(deps)).toEqual([]), 60_000);
  },
  240_000,
);
