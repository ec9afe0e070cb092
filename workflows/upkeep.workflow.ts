import { proxyActivities } from '@temporalio/workflow';
import { taskQueues } from './process.messages.ts';
import type { UpkeepPorts } from './upkeep.ports.ts';

const ports = proxyActivities<UpkeepPorts>({
  taskQueue: taskQueues.bulk,
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '1s', maximumInterval: '1 minute', maximumAttempts: 5 },
});

/** Statements over whole tables, with nothing to tell between them. */
const wholeScan = proxyActivities<Pick<UpkeepPorts, 'checkRules'>>({
  taskQueue: taskQueues.bulk,
  startToCloseTimeout: '4 hours',
  heartbeatTimeout: '15 minutes',
  retry: { initialInterval: '1 minute', maximumAttempts: 3 },
});

/** Every 10 s: a command whose caller could not reach the engine is decided all the same. Source: design.md §3. */
export async function deliverLeftovers(): Promise<number> {
  return ports.deliverLeftovers();
}

/** Every hour: what database and engine do not agree on is set right or told, a lost workflow among it. Source: temporal.md §2.4. */
export async function reconcile(): Promise<number> {
  return ports.reconcile();
}

/** Every day: the whole database is held against its rules. Source: design.md §10. */
export async function checkRules(): Promise<number> {
  return wholeScan.checkRules();
}

/** Only for runs that a Schedule of an earlier version began; `reconcile` does it now. */
export async function restartMissing(): Promise<number> {
  return ports.restartMissing();
}

/** Every day: accounts and amounts are forgotten once nobody can need them any more. Source: domain.md §3.3, §14. */
export async function forgetBankData(): Promise<number> {
  return ports.forgetBankData();
}

/** Every hour: a cohort whose last day is over has its open signings told. Source: domain.md §8. */
export async function closeCohorts(): Promise<number> {
  return ports.closeCohorts();
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
