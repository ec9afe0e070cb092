import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { StartImport } from './imports.messages.ts';
import type { ImportPorts } from './imports.ports.ts';
import { taskQueues } from './process.messages.ts';

const { importPage } = proxyActivities<ImportPorts>({
  taskQueue: taskQueues.bulk,
  startToCloseTimeout: '2 minutes',
  heartbeatTimeout: '10s', // also how long a killed worker's page waits for its next try
  retry: { initialInterval: '1s', maximumInterval: '1 minute' },
});

/**
 * 批量导入: the rows of a file, page by page. Where it stands is in the rows, so a page that is tried again repeats nothing.
 * Source: design.md §3.
 */
export async function imports(start: StartImport): Promise<void> {
  for (let pages = 0; ; pages += 1) {
    if (pages === start.pagesPerRun || workflowInfo().continueAsNewSuggested)
      await continueAsNew<typeof imports>(start);
    if ((await importPage({ importId: start.importId })) === 'DONE') return;
  }
}
