import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { DeterminismViolationError } from '@temporalio/workflow';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { installRuntime } from '../support/platform.ts';
import { testVariable } from '../support/servers.ts';
import { decoded, goldenHistories, goldenHistory } from './histories.ts';
import type { StoredEvent, StoredHistory, StoredPayload } from './histories.ts';

beforeAll(() => installRuntime());

/** What each history's replay failed with, undefined for those that replay. */
async function replayed(histories: [string, StoredHistory][]): Promise<Record<string, Error | undefined>> {
  const results = Worker.runReplayHistories(
    { workflowBundle: { codePath: testVariable('TEST_WORKFLOW_BUNDLE') } },
    histories.map(([name, history]) => ({ workflowId: name, history: historyFromJSON(history) })),
  );
  const outcome: Record<string, Error | undefined> = {};
  for await (const { workflowId, error } of results) outcome[workflowId] = error;
  return outcome;
}

test('every recorded path of a signing, a termination, a verification and the upkeep replays with the workflows as they are now', async () => {
  const outcome = await replayed(goldenHistories());
  expect(outcome).toEqual({
    batch: undefined,
    'check-rules': undefined,
    'close-cohorts': undefined,
    'closed-run-refuses': undefined,
    declined: undefined,
    'deliver-leftovers': undefined,
    'effect-retried': undefined,
    'forget-bank-data': undefined,
    'forget-expired': undefined,
    imports: undefined,
    invalidated: undefined,
    invalidations: undefined,
    lapsed: undefined,
    raced: undefined,
    reconcile: undefined,
    rejected: undefined,
    reminded: undefined,
    'restart-missing': undefined,
    'send-digests': undefined,
    'send-direct-messages': undefined,
    signed: undefined,
    'verification-late': undefined,
    'verification-reviewed': undefined,
    'verification-verified': undefined,
    withdrawn: undefined,
  });
});

test('each was recorded to its end, so that nothing of its path goes untried', () => {
  for (const [name, { events }] of goldenHistories())
    expect([name, events.at(-1)?.eventType]).toEqual([name, 'EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED']);
});

test('together they went through every part of the workflows: updates, signals, timers, reminders, effects', () => {
  const seen = new Set(goldenHistories().flatMap(([, { events }]) => events.flatMap(whatHappens)));
  expect([...seen].sort()).toEqual([
    'EVENT_TYPE_TIMER_CANCELED',
    'EVENT_TYPE_TIMER_FIRED',
    'EVENT_TYPE_TIMER_STARTED',
    'EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED',
    'EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED',
    'EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED',
    'checkRules',
    'closeCohorts',
    'core_local_activity',
    'deliverLeftovers',
    'forgetBankData',
    'forgetExpired',
    'goThroughBatchPage',
    'importPage',
    'invalidatePage',
    'issueAgreement',
    'issueMissingAgreements',
    'perform',
    'reconcile',
    'remindCounterparty',
    'remindGraduate',
    'remindReviewers',
    'remindStaff',
    'remindTerminationReviewers',
    'remit',
    'restartMissing',
    'sendDigests',
    'sendDirectMessages',
  ]);
});

function whatHappens(event: StoredEvent): string[] {
  const marker = event['markerRecordedEventAttributes'] as { markerName: string } | undefined;
  const activity = event['activityTaskScheduledEventAttributes'] as { activityType: { name: string } } | undefined;
  if (marker) return [marker.markerName];
  if (activity) return [activity.activityType.name];
  return /TIMER|SIGNALED|UPDATE/.test(event.eventType) ? [event.eventType] : [];
}

describe('the gate is not blind: a history that these workflows could not have made', () => {
  const tampered: [string, () => StoredHistory][] = [
    ['an activity of another name', () => edited('signed', activityOf('perform'), (type) => (type.name = 'performed'))],
    [
      'a reminder nobody asks for any more',
      () => edited('reminded', activityOf('remindGraduate'), (type) => (type.name = 'perform')),
    ],
    ['a decision by another activity', () => edited('declined', decision, renameIt)],
    [
      'an order to the bank that nobody gave',
      () => edited('verification-verified', activityOf('remit'), (type) => (type.name = 'perform')),
    ],
    ['the history of another workflow', () => edited('lapsed', begun, (type) => (type.name = 'restartMissing'))],
  ];
  test.each(tampered)('%s is refused as non-determinism', async (name, make) => {
    const outcome = await replayed([[name, make()]]);
    expect(outcome[name]).toBeInstanceOf(DeterminismViolationError);
    expect(outcome[name]?.message).toContain('TMPRL1100');
  });
});

type ActivityType = { name: string };

/** The type of an activity of this name where an event schedules one. */
function activityOf(name: string) {
  return (event: StoredEvent): ActivityType | undefined => {
    const scheduled = event['activityTaskScheduledEventAttributes'] as { activityType: ActivityType } | undefined;
    return scheduled?.activityType.name === name ? scheduled.activityType : undefined;
  };
}

/** What a decision's marker says about it. */
function decision(event: StoredEvent): StoredPayload | undefined {
  const marker = event['markerRecordedEventAttributes'] as
    { details: { data: { payloads: StoredPayload[] } } } | undefined;
  return marker?.details.data.payloads[0];
}

function renameIt(payload: StoredPayload): void {
  const renamed = { ...(decoded(payload) as object), activity_type: 'decide' };
  payload.data = Buffer.from(JSON.stringify(renamed)).toString('base64');
}

/** The type of the workflow, in the event that begins a run. */
function begun(event: StoredEvent): { name: string } | undefined {
  return (event['workflowExecutionStartedEventAttributes'] as { workflowType: { name: string } } | undefined)
    ?.workflowType;
}

function edited<T>(
  name: string,
  find: (event: StoredEvent) => T | undefined,
  change: (found: T) => void,
): StoredHistory {
  const history = goldenHistory(name);
  const found = history.events.map(find).find((each) => each !== undefined);
  if (found === undefined) throw new Error(`nothing to change in ${name}`);
  change(found);
  return history;
}

describe('one copy of protobufjs: with two, JSON histories cannot be read', () => {
  test('is installed, beside one of gRPC’s that never sees a history', () => {
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, unknown> };
    const copies = Object.keys(lock.packages).filter((place) => /(^|\/)node_modules\/protobufjs$/.test(place));
    expect(copies).toEqual(['node_modules/@grpc/proto-loader/node_modules/protobufjs', 'node_modules/protobufjs']);
  });

  test('is what every part of the SDK loads', () => {
    const here = createRequire(import.meta.url);
    const loadedBy = (name: string) => createRequire(here.resolve(name)).resolve('protobufjs');
    const parts = ['@temporalio/proto', '@temporalio/common', '@temporalio/client', '@temporalio/worker'];
    expect(new Set(parts.map(loadedBy))).toEqual(new Set([here.resolve('protobufjs')]));
  });
});
