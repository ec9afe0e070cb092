import { mkdirSync, writeFileSync } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { clockAt } from '../../database/clock.ts';
import type { SmsSender } from '../../integrations/sms/sms.ts';
import { employerVerificationWorkflowId } from '../../workflows/employer-verification.messages.ts';
import { signingWorkflowId } from '../../workflows/signing.messages.ts';
import { terminationWorkflowId } from '../../workflows/termination.messages.ts';
import { upkeepSchedules } from '../../workflows/upkeep.messages.ts';
import { eventually } from '../support/eventually.ts';
import { actsOn, invite } from '../support/people.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { testVariable } from '../support/servers.ts';
import { buildCast, outcomeOfCommand, storeUndelivered, type Cast } from '../support/signing-cast.ts';
import { startTestServers } from '../support/test-servers.ts';
import { recordBatch } from './batch-story.ts';
import { recordImport } from './import-story.ts';
import { recordInvalidations } from './invalidation-story.ts';
import { terminationStories } from './termination-stories.ts';
import { verificationStories } from './verification-stories.ts';

/**
 * Records the golden histories anew: `node --import tsx tests/replay/record.ts`, or some of them, named after it. Needed when a path is added, or when a change is
 * meant not to replay; the old ones then stay beside the new until no run of that time is open. All in them is synthetic.
 */
const folder = new URL('./histories/', import.meta.url);
/** 10:00 in Shanghai on a working day, so that no message waits for the morning. */
const aheadMs = Date.parse('2026-11-02T02:00:00.000Z') - Date.now();

const named = process.argv.slice(2);
const isAsked = (name: string) => named.length === 0 || named.includes(name);

interface Stage {
  platform: TestPlatform;
  client: Client;
}

async function record({ client }: Stage, name: string, workflowId: string): Promise<void> {
  const handle = client.workflow.getHandle(workflowId);
  await handle.result();
  const json = historyToJSON(await handle.fetchHistory());
  const anonymous = JSON.stringify(JSON.parse(json), (key, value: unknown) => anonymised(key, value, name), 1);
  writeFileSync(new URL(`${name}.json`, folder), `${anonymous}\n`);
  process.stdout.write(`${name}\n`);
}

/** Who polled and called is the recording machine's name and process number; sticky queues are named after it too. */
function anonymised(key: string, value: unknown, name: string): unknown {
  if (key === 'stackTrace') return ''; // holds the paths of that machine
  return key === 'identity' || (key === 'name' && /^\d+@/.test(String(value))) ? name : value;
}

type Story = (stage: Stage & { cast: Cast; acts: ReturnType<typeof actsOn> }) => Promise<string>;
const begin = ({ platform, cast }: { platform: TestPlatform; cast: Cast }, sandboxDeadlineSeconds?: number) =>
  invite(platform, cast.employer, cast.graduate.graduateId, { sandboxDeadlineSeconds });
const defined = (row: unknown) => {
  if (row === undefined) throw new Error('not there yet');
};
const remindedOf = ({ platform }: Stage, id: string, kind: string) =>
  eventually(() => platform.knex('notification').where({ processId: id, kind }).first().then(defined), 30_000);

/** A turn of the process that decides nothing new: an acceptance that comes too late. */
async function refusedTurn({ platform, cast }: Parameters<Story>[0], id: string): Promise<void> {
  const late = await storeUndelivered(platform, id, { kind: 'accept', by: 'INVITEE', ...cast.graduate });
  await platform.engine.act({ id, kind: 'SIGNING', cohortYear: 2027 }, late);
}

/** Messages that get lost on the way to a gateway that then answers again. */
let lost = 0;
const sms: SmsSender = {
  recognisesRepeats: true,
  send({ to, key }) {
    lost -= 1;
    if (lost >= 0) return Promise.reject(new Error(`no answer for ${to}`));
    return Promise.resolve({ status: 'SENT', providerMessageId: key });
  },
};

/** The paths of a signing, each told to its end; answers its id. */
const stories: Record<string, Story> = {
  // `signed` is the same as it went before there were documents.
  async 'signed-with-agreement'(stage) {
    const id = await begin(stage);
    await stage.acts.accept(stage.cast.graduate, id);
    await stage.acts.approve(stage.cast.college, id);
    await stage.acts.approve(stage.cast.school, id);
    return id;
  },
  lapsed: (stage) => begin(stage, 3),
  async declined(stage) {
    const id = await begin(stage);
    await stage.acts.decline(stage.cast.graduate, id);
    return id;
  },
  async withdrawn(stage) {
    const id = await begin(stage);
    await stage.acts.withdraw(stage.cast.employer, id);
    return id;
  },
  async rejected(stage) {
    const id = await begin(stage);
    await stage.acts.accept(stage.cast.graduate, id);
    await stage.acts.reject(stage.cast.college, id);
    return id;
  },
  async reminded(stage) {
    const id = await begin(stage, 8);
    await remindedOf(stage, id, 'HALF_TIME');
    await stage.acts.accept(stage.cast.graduate, id);
    await remindedOf(stage, id, 'REVIEW_REMINDER');
    await remindedOf(stage, id, 'REVIEW_ESCALATION');
    await refusedTurn(stage, id); // reminds nobody a second time
    await stage.acts.approve(stage.cast.school, id);
    await stage.acts.approve(stage.cast.school, id);
    return id;
  },
  async 'effect-retried'(stage) {
    lost = 1;
    const id = await begin(stage);
    await eventually(() =>
      stage.platform.knex('effect').where({ processId: id, status: 'DONE' }).first().then(defined),
    );
    await stage.acts.withdraw(stage.cast.employer, id);
    return id;
  },
  async invalidated(stage) {
    const id = await begin(stage);
    await stage.acts.accept(stage.cast.graduate, id);
    const body = { reason: 'EMPLOYER_DISABLED' };
    const fact = await storeUndelivered(stage.platform, id, { kind: 'invalidate', by: 'SYSTEM', body });
    await stage.platform.engine.poke({ id, kind: 'SIGNING', cohortYear: 2027 });
    await outcomeOfCommand(stage.platform, fact);
    return id;
  },
  async raced(stage) {
    const id = await begin(stage);
    const { acts, cast } = stage;
    await Promise.all([
      acts.accept(cast.graduate, id),
      acts.withdraw(cast.employer, id),
      acts.decline(cast.graduate, id),
    ]);
    const body = { reason: 'COHORT_CLOSED' };
    await storeUndelivered(stage.platform, id, { kind: 'invalidate', by: 'SYSTEM', body });
    await stage.platform.engine.poke({ id, kind: 'SIGNING', cohortYear: 2027 });
    return id;
  },
  async 'closed-run-refuses'(stage) {
    const id = await begin(stage);
    await stage.acts.withdraw(stage.cast.employer, id);
    await stage.client.workflow.getHandle(signingWorkflowId(id)).result();
    await refusedTurn(stage, id);
    return id;
  },
};

/** One run of each Schedule, with something to find. */
async function recordUpkeep(stage: Stage): Promise<void> {
  const { platform, client } = stage;
  const cast = await buildCast(platform);
  const id = await begin({ platform, cast });
  const body = { reason: 'COHORT_CLOSED' };
  const receivedAt = new Date(Date.now() - 60_000).toISOString();
  await storeUndelivered(platform, id, { kind: 'invalidate', by: 'SYSTEM', body, receivedAt });
  await platform.engine.ensureSchedules();
  for (const { id: scheduleId } of upkeepSchedules.filter((schedule) => isAsked(schedule.id))) {
    const handle = client.schedule.getHandle(scheduleId);
    await handle.pause();
    await handle.trigger();
    const workflowId = await eventually(async () => {
      const [run] = (await handle.describe()).info.recentActions;
      if (!run) throw new Error('not started yet');
      return run.action.workflow.workflowId;
    });
    await record(stage, scheduleId, workflowId);
    await handle.delete();
  }
}

const servers = await startTestServers();
try {
  mkdirSync(folder, { recursive: true });
  const platform = await startPlatform({ sms, clock: clockAt(() => Promise.resolve(Date.now() + aheadMs)) });
  const connection = await Connection.connect({ address: testVariable('TEST_TEMPORAL_ADDRESS') });
  const stage: Stage = { platform, client: new Client({ connection, namespace: platform.namespace }) };
  try {
    for (const [name, story] of Object.entries(stories).filter(([each]) => isAsked(each))) {
      const id = await story({ ...stage, cast: await buildCast(platform), acts: actsOn(platform) });
      await record(stage, name, signingWorkflowId(id));
    }
    for (const [name, story] of Object.entries(verificationStories).filter(([each]) => isAsked(each)))
      await record(stage, name, employerVerificationWorkflowId(await story(platform)));
    if (isAsked('batch')) await record(stage, 'batch', await recordBatch(platform));
    if (isAsked('invalidations'))
      await record(stage, 'invalidations', await recordInvalidations(platform, stage.client));
    if (isAsked('imports')) await record(stage, 'imports', await recordImport(platform));
    for (const [name, story] of Object.entries(terminationStories).filter(([each]) => isAsked(each)))
      await record(stage, name, terminationWorkflowId(await story(platform)));
    await recordUpkeep(stage);
  } finally {
    await platform.stop();
    await connection.close();
  }
} finally {
  await servers.stop();
}
