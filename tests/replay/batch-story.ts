import { sendInvitations } from '../../commands/send-invitations.ts';
import { batchWorkflowId } from '../../workflows/batch.messages.ts';
import { eventually } from '../support/eventually.ts';
import { buildEmployer, buildFavorite, buildGraduate } from '../support/factories.ts';
import { callBy, someLetter } from '../support/people.ts';
import type { TestPlatform } from '../support/platform.ts';
import { asEmployerUser } from '../support/signing-cast.ts';

const cases = 21; // one more than a page holds

/** A batch of invitations gone through to its end; answers the workflow's id. */
export async function recordBatch(platform: TestPlatform): Promise<string> {
  const employer = await buildEmployer(platform);
  const { school } = await buildGraduate(platform);
  const favorites: { id: string }[] = [];
  for (let i = 0; i < cases; i += 1)
    favorites.push({ id: await buildFavorite(platform, employer, await buildGraduate(platform, { school })) });
  const { id } = await sendInvitations(platform, callBy(asEmployerUser(employer)), favorites, someLetter);
  await eventually(async () => {
    const { finishedAt } = await platform.knex('batch').where({ id }).first<{ finishedAt: string | null }>();
    if (finishedAt === null) throw new Error('goes on');
  }, 120_000);
  return batchWorkflowId(id);
}
