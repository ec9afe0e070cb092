import { eventually } from '../support/eventually.ts';
import type { TestPlatform } from '../support/platform.ts';
import { outcomeOfCommand, storeUndelivered } from '../support/signing-cast.ts';
import { actsOnTermination, apply, buildSignedCast, terminationOf } from '../support/termination-cast.ts';

const untilStatus = (platform: TestPlatform, id: string, status: string) =>
  eventually(async () => {
    if ((await terminationOf(platform, id)).termination.status !== status) throw new Error(`not ${status} yet`);
  }, 60_000);
const reminded = (platform: TestPlatform, processId: string, kind: string) =>
  eventually(async () => {
    const row: unknown = await platform.knex('notification').where({ processId, kind }).first();
    if (row === undefined) throw new Error('not reminded yet');
  }, 60_000);

/** The paths of a termination, each told to its end; answers its id. */
export const terminationStories: Record<string, (platform: TestPlatform) => Promise<string>> = {
  /** The other side is reminded and agrees, the reviewers are reminded, both levels approve, the notice runs out. */
  async 'termination-terminated'(platform) {
    const cast = await buildSignedCast(platform, { terminationChain: ['COLLEGE', 'SCHOOL'] });
    const acts = actsOnTermination(platform);
    await platform.knex('school').where({ schoolCode: cast.school.schoolCode }).update({ terminationNoticeDays: 7 });
    const id = await apply(platform, cast.employer, cast.signingId, { sandboxDeadlineSeconds: 45 });
    await reminded(platform, id, 'DAY_5');
    await acts.agree(cast.graduate, id);
    await acts.approve(cast.college, id);
    await acts.approve(cast.school, id);
    await untilStatus(platform, id, 'TERMINATED');
    return id;
  },
  /** Nobody answers. */
  async 'termination-lapsed'(platform) {
    const { employer, signingId } = await buildSignedCast(platform);
    const id = await apply(platform, employer, signingId, { sandboxDeadlineSeconds: 3 });
    await untilStatus(platform, id, 'COUNTERPARTY_EXPIRED');
    return id;
  },
  /** The school mediates, is reminded, and rejects. */
  async 'termination-mediated'(platform) {
    const { employer, graduate, school, signingId } = await buildSignedCast(platform);
    await platform.knex('employer').where({ id: employer.employerId }).update({ verificationState: 'REVOKED' });
    const asked = { kind: 'MEDIATION', sandboxDeadlineSeconds: 4 } as const;
    const id = await apply(platform, graduate, signingId, asked);
    await reminded(platform, id, 'REVIEW_REMINDER');
    await reminded(platform, id, 'REVIEW_ESCALATION');
    await actsOnTermination(platform).reject(school, id);
    return id;
  },
  /** The ground is gone while the other side is waited for. */
  async 'termination-invalidated'(platform) {
    const { employer, signingId } = await buildSignedCast(platform);
    const id = await apply(platform, employer, signingId);
    const body = { reason: 'DESTINATION_VOIDED' };
    const fact = await storeUndelivered(platform, id, { kind: 'invalidate', by: 'SYSTEM', body });
    await platform.engine.poke({ id, kind: 'TERMINATION', cohortYear: 2027 });
    await outcomeOfCommand(platform, fact);
    return id;
  },
};
