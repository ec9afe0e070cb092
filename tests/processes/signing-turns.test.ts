import type { Client } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { signingWorkflowId } from '../../workflows/signing.messages.ts';
import { eventually } from '../support/eventually.ts';
import { actsOn, invite } from '../support/people.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { buildCast, eventsOf, outcomeOfCommand, storeUndelivered } from '../support/signing-cast.ts';
import { openClient } from '../support/temporal-client.ts';

let platform: TestPlatform;
let client: Client;
/** While set, decisions are committed and then keep the workflow waiting for their answer. */
let held: Promise<void> | undefined;
beforeAll(async () => {
  platform = await startPlatform({ faults: async (point) => (point === 'decision-committed' ? held : undefined) });
  client = await openClient(platform.namespace);
}, 60_000);
afterAll(async () => {
  await client.connection.close();
  await platform.stop();
}, 60_000);

const acceptedUpdates = async (id: string) => {
  const { events } = await client.workflow.getHandle(signingWorkflowId(id)).fetchHistory();
  return (events ?? []).filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes).length;
};

test('an act that arrives while a decision takes long is decided by the next one', async () => {
  const { employer, graduate } = await buildCast(platform);
  const id = await invite(platform, employer, graduate.graduateId);
  let release: () => void = () => undefined;
  held = new Promise((resolve) => (release = resolve));
  const first = actsOn(platform).accept(graduate, id);
  await eventually(async () => expect(await eventsOf(platform, id)).toHaveLength(2));

  const second = await storeUndelivered(platform, id, { kind: 'withdraw', by: 'INVITER', ...employer });
  const delivered = platform.engine.act({ id, kind: 'SIGNING', cohortYear: 2027 }, second).catch(() => undefined);
  // Written when the engine asks how long it still takes; the second act comes with its question.
  await eventually(async () => expect(await acceptedUpdates(id)).toBe(2), 20_000);
  held = undefined;
  release();

  expect(await outcomeOfCommand(platform, second)).toBe('ACTION_NOT_ALLOWED');
  expect(await first).toBe('SUCCEEDED');
  await delivered;
}, 60_000);
