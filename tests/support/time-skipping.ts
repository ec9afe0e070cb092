import { TestWorkflowEnvironment } from '@temporalio/testing';
import { clockAt, type Clock } from '../../database/clock.ts';
import type { Instant } from '../../domain/calendar.ts';
import { searchAttributes } from '../../scripts/support/temporal.ts';
import { installRuntime } from './platform.ts';
import { testVariable } from './servers.ts';

const triesMax = 3;

/** An engine whose time is turned by the test, and the clock that judges deadlines with it. */
export interface TurnedTime {
  engineAddress: string;
  /** The only namespace that server has. */
  namespace: 'default';
  clock: Clock;
  now(): Promise<Instant>;
  /** Sets what the clock shows, forward or back; timers that run already keep their length. */
  set(instant: Instant): Promise<void>;
  /** Lets time pass until the clock shows this; whatever is due on the way happens. */
  passUntil(instant: Instant): Promise<void>;
  stop(): Promise<void>;
}

/** Starts Temporal's time-skipping server for one test file; its time is one for all, so tests run one after the other. */
export async function startTurnedTime(): Promise<TurnedTime> {
  installRuntime();
  const environment = await startEnvironment();
  let aheadMs = 0;
  const nowMs = async () => (await environment.currentTimeMs()) + aheadMs;
  return {
    engineAddress: environment.address,
    namespace: 'default',
    clock: clockAt(nowMs),
    now: async () => new Date(await nowMs()).toISOString(),
    async set(instant) {
      aheadMs += Date.parse(instant) - (await nowMs());
    },
    async passUntil(instant) {
      const leftMs = Date.parse(instant) - (await nowMs());
      if (leftMs < 0) throw new Error(`${instant} is over`);
      await environment.sleep(leftMs);
    },
    stop: () => environment.teardown(),
  };
}

/** The SDK gives the server five seconds to come up, which a busy machine may need more than once. */
async function startEnvironment(): Promise<TestWorkflowEnvironment> {
  const executable = { type: 'existing-path', path: testVariable('TEST_TIME_SKIPPING_SERVER') } as const;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await withSearchAttributes(await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } }));
    } catch (error) {
      if (attempt >= triesMax) throw error;
    }
  }
}

/** It refuses a workflow with attributes it does not know, and cannot list those it does. */
async function withSearchAttributes(environment: TestWorkflowEnvironment): Promise<TestWorkflowEnvironment> {
  const keyword = 2; // enums/v1: INDEXED_VALUE_TYPE_KEYWORD
  const attributes = Object.fromEntries(searchAttributes.map((name) => [name, keyword]));
  try {
    await environment.connection.operatorService.addSearchAttributes({
      namespace: 'default',
      searchAttributes: attributes,
    });
    return environment;
  } catch (error) {
    await environment.teardown();
    throw error;
  }
}
