import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { StartBatch } from './batch.messages.ts';
import type { BatchPorts } from './batch.ports.ts';
import { taskQueues } from './process.messages.ts';

const { goThroughBatchPage } = proxyActivities<BatchPorts>({
  taskQueue: taskQueues.bulk,
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '10s', // also how long a killed worker's page waits for its next try
  retry: { initialInterval: '1s', maximumInterval: '1 minute' },
});

/**
 * 批量处理: what somebody handed in row by row is done page by page. Where it stands is in the rows of the batch, and every row has
 * a key of its own, so a page that is tried again repeats nothing. Source: design.md §3.
 */
export async function batch(start: StartBatch): Promise<void> {
  for (let pages = 0; ; pages += 1) {
    if (pages === start.pagesPerRun || workflowInfo().continueAsNewSuggested) await continueAsNew<typeof batch>(start);
    if ((await goThroughBatchPage({ batchId: start.batchId })) === 'DONE') return;
  }
}
