import { WithStartWorkflowOperation, type Client } from '@temporalio/client';
import { taskQueues, workflowTaskTimeoutMs } from '../workflows/process.messages.ts';
import type { HttpDriver } from './http.ts';
import type { Invitee } from './people.ts';
import { floorWorkflowTypes, insertRow } from './workflows/floor.messages.ts';

/** Regular activities (one SMS each) after each of the four acts of a life: invite, accept, college and school approve. */
export const effectsOfLife: readonly number[] = [1, 1, 0, 2];

const letter = {
  positionCategory: '13',
  positionTitle: '软件工程师',
  responseWindowDays: 7,
  signingContactName: '张招聘',
} as const;

/** 发起签约邀请 over HTTP; answers the new signing's id. */
export async function invite(http: HttpDriver, { unit, favoriteId }: Invitee): Promise<string> {
  const { body } = await http.post('/employer/signings', { favoriteId, ...letter }, 201, { cookie: unit.employer });
  return body['id'] as string;
}

/** 应约 over HTTP; answers how long it took, in ms. */
export async function accept(http: HttpDriver, { cookie }: Invitee, signingId: string, requestId?: string) {
  const options = requestId === undefined ? { cookie } : { cookie, requestId };
  const path = `/graduate/signings/${signingId}/accept`;
  const { ms } = await http.post(path, { confirmed: true }, 200, options);
  return ms;
}

/** A whole life over HTTP, from the invitation to SIGNED, each act after the answer to the one before. */
export async function live(http: HttpDriver, invitee: Invitee): Promise<void> {
  const { collegeReviewer, schoolReviewer } = invitee.unit;
  const id = await invite(http, invitee);
  await accept(http, invitee, id);
  await http.post(`/review/cases/${id}/approve`, {}, 200, { cookie: collegeReviewer, seq: 2 });
  const { body } = await http.post(`/review/cases/${id}/approve`, {}, 200, { cookie: schoolReviewer, seq: 3 });
  if (body['status'] !== 'SIGNED') throw new Error(`a life ended as ${String(body['status'])}`);
}

const startOptions = { taskQueue: taskQueues.processes, workflowTaskTimeout: workflowTaskTimeoutMs };

/** An open bare workflow that has answered one Update already, as an invited signing has. */
export async function openBare(client: Client, workflowId: string) {
  const { bareWorkflow } = floorWorkflowTypes;
  const handle = await client.workflow.start(bareWorkflow, { ...startOptions, workflowId });
  await handle.executeUpdate(insertRow, { args: [`${workflowId}/0`] });
  return handle;
}

/** One bare Update of an open workflow by a Temporal client; answers how long it took, in ms. */
export async function bareUpdate(handle: Awaited<ReturnType<typeof openBare>>): Promise<number> {
  const begunAt = performance.now();
  await handle.executeUpdate(insertRow, { args: [`${handle.workflowId}/1`] });
  return performance.now() - begunAt;
}

/** A floor life by a Temporal client: the same number of Updates, one-row local activities and one-row regular activities. */
export async function liveOnFloor(client: Client, workflowId: string): Promise<void> {
  const options = { ...startOptions, workflowId, args: [effectsOfLife], workflowIdConflictPolicy: 'FAIL' as const };
  const startWorkflowOperation = new WithStartWorkflowOperation(floorWorkflowTypes.floorLife, options);
  await client.workflow.executeUpdateWithStart(insertRow, { args: [`${workflowId}/0`], startWorkflowOperation });
  const handle = client.workflow.getHandle(workflowId);
  for (let act = 1; act < effectsOfLife.length; act += 1)
    await handle.executeUpdate(insertRow, { args: [`${workflowId}/${act}`] });
}
