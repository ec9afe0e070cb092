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

/** Every day: accounts and amounts are forgotten once nobody can need them any more, sessions and codes once they are over. Source: domain.md §3.3, §14. */
export async function forgetBankData(): Promise<number> {
  return ports.forgetBankData();
}
