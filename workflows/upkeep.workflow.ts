import { proxyActivities } from '@temporalio/workflow';
import { taskQueues } from './process.messages.ts';
import type { UpkeepPorts } from './upkeep.ports.ts';

const ports = proxyActivities<UpkeepPorts>({
  taskQueue: taskQueues.bulk,
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '1s', maximumInterval: '1 minute', maximumAttempts: 5 },
});

/** Every 10 s: a command whose caller could not reach the engine is decided all the same. Source: design.md §3. */
export async function deliverLeftovers(): Promise<number> {
  return ports.deliverLeftovers();
}

/** Every hour: a process the engine lost is started again from the database. Source: design.md §5. */
export async function restartMissing(): Promise<number> {
  return ports.restartMissing();
}

/** Every day: accounts and amounts are forgotten once nobody can need them any more. Source: domain.md §3.3, §14. */
export async function forgetBankData(): Promise<number> {
  return ports.forgetBankData();
}

/** Every day: what has ended long ago is forgotten. Source: domain.md §14. */
export async function forgetExpired(): Promise<number> {
  return ports.forgetExpired();
}

/** Every quarter of an hour: on a working day, reviewers with new tasks get the one SMS of that day. Source: domain.md §6.2b. */
export async function sendDigests(): Promise<number> {
  return ports.sendDigests();
}

/** Every 10 s: SMS about no case, such as joining a unit, go out. Source: domain.md §6.2b. */
export async function sendDirectMessages(): Promise<number> {
  return ports.sendDirectMessages();
}

/** Every day: a signed agreement without a document gets another chance at one. Source: domain.md §6.6. */
export async function issueMissingAgreements(): Promise<number> {
  return ports.issueMissingAgreements();
}
