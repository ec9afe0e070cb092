import type { Client } from '@temporalio/client';
import { disableEmployer } from '../../commands/disable-employer.ts';
import { pauseInvalidations, resumeInvalidations } from '../../commands/pause-invalidations.ts';
import { invalidationsWorkflowId } from '../../workflows/invalidations.messages.ts';
import { buildSigning } from '../support/build-signing.ts';
import { eventually } from '../support/eventually.ts';
import { buildEmployer, buildGraduate } from '../support/factories.ts';
import { newestBatch, pressBy, withoutBatches } from '../support/ground-cast.ts';
import type { TestPlatform } from '../support/platform.ts';

const cases = 51; // one more than a page holds

/** A batch that staff hold before its first page and let go on, told to its end; answers the workflow's id. */
export async function recordInvalidations(platform: TestPlatform, client: Client): Promise<string> {
  const employer = await buildEmployer(platform);
  const { school } = await buildGraduate(platform);
  for (let i = 0; i < cases; i += 1)
    await buildSigning(platform, { employer, graduate: await buildGraduate(platform, { school }) });
  const wish = { employerId: employer.employerId, reason: '单位注销' };
  await disableEmployer(withoutBatches(platform), await pressBy(platform, 'SUPERVISOR'), wish);
  const { id } = await newestBatch(platform);
  await pauseInvalidations(platform, await pressBy(platform, 'SUPERVISOR'), id);
  await platform.engine.invalidate(id);
  const handle = client.workflow.getHandle(invalidationsWorkflowId(id));
  await eventually(async () => {
    const { events } = await handle.fetchHistory();
    if (!events?.some((event) => event.activityTaskCompletedEventAttributes)) throw new Error('no page yet');
  });
  await platform.engine.invalidate(id); // knocks in vain
  await resumeInvalidations(platform, await pressBy(platform, 'SUPERVISOR'), id);
  await eventually(async () => {
    const { finishedAt } = await newestBatch(platform);
    if (finishedAt === null) throw new Error('goes on');
  }, 120_000);
  return invalidationsWorkflowId(id);
}
