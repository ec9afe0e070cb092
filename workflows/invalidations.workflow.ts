import { condition, continueAsNew, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { StartInvalidations } from './invalidations.messages.ts';
import type { InvalidationPorts } from './invalidations.ports.ts';
import { poke, taskQueues } from './process.messages.ts';

const { invalidatePage } = proxyActivities<InvalidationPorts>({
  taskQueue: taskQueues.bulk,
  startToCloseTimeout: '2 minutes',
  heartbeatTimeout: '10s', // also how long a killed worker's page waits for its next try
  retry: { initialInterval: '1s', maximumInterval: '1 minute' },
});

/**
 * 批量失效: thousands of processes whose ground is gone are told page by page, while staff may hold it and let it go on. Where it
 * stands is in the rows of the batch, so a page that is tried again repeats nothing. Source: design.md §3, domain.md §8.
 */
export async function invalidations(start: StartInvalidations): Promise<void> {
  let knocks = 0;
  setHandler(poke, () => {
    knocks += 1;
  });
  for (let pages = 0; ; pages += 1) {
    if (pages === start.pagesPerRun || workflowInfo().continueAsNewSuggested)
      await continueAsNew<typeof invalidations>(start);
    const heard = knocks;
    const progress = await invalidatePage({ batchId: start.batchId });
    if (progress === 'DONE') return;
    if (progress === 'BEHIND') await condition(() => knocks > heard, '1s');
    if (progress === 'PAUSED') await condition(() => knocks > heard); // staff let it go on
  }
}
