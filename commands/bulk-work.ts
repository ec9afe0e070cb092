import type { Client } from '@temporalio/client';
import { batchWorkflowId, batchWorkflowType, type StartBatch } from '../workflows/batch.messages.ts';
import { importsWorkflowId, importsWorkflowType, type StartImport } from '../workflows/imports.messages.ts';
import {
  invalidationsWorkflowId,
  invalidationsWorkflowType,
  type StartInvalidations,
} from '../workflows/invalidations.messages.ts';
import { poke, taskQueues, workflowTaskTimeoutMs } from '../workflows/process.messages.ts';

/** The part of the engine that has many rows gone through; what stands where is the database's. */
export interface BulkWork {
  /** Lets a batch of invalidations go on; starts it where it is missing. */
  invalidate(batchId: string): Promise<void>;
  /** Lets a batch that somebody handed in be gone through; joins it where it is. */
  goThroughBatch(batchId: string): Promise<void>;
  /** Lets an import be gone through; joins it where it is. */
  goThroughImport(importId: string): Promise<void>;
}

/** A page makes about seven events of a history: a run stays far below what the engine takes. */
const pagesPerRun = 500;

/** Starts such work; `soon` gives up on a start that takes too long. */
export function bulkWork(client: Client, soon: <T>(start: () => Promise<T>) => Promise<T>): BulkWork {
  const options = <Start>(workflowId: string, start: Start) => ({
    ...{ workflowId, taskQueue: taskQueues.bulk, args: [start] as [Start] },
    ...({ workflowIdReusePolicy: 'ALLOW_DUPLICATE', workflowTaskTimeout: workflowTaskTimeoutMs } as const),
  });
  const joined = { workflowIdConflictPolicy: 'USE_EXISTING' } as const;
  return {
    async invalidate(batchId) {
      const start: StartInvalidations = { batchId, pagesPerRun };
      const waking = { signal: poke, signalArgs: [] as [] };
      await soon(() =>
        client.workflow.signalWithStart(invalidationsWorkflowType, {
          ...options(invalidationsWorkflowId(batchId), start),
          ...waking,
        }),
      );
    },
    async goThroughBatch(batchId) {
      const start: StartBatch = { batchId, pagesPerRun };
      await soon(() =>
        client.workflow.start(batchWorkflowType, { ...options(batchWorkflowId(batchId), start), ...joined }),
      );
    },
    async goThroughImport(importId) {
      const start: StartImport = { importId, pagesPerRun };
      await soon(() =>
        client.workflow.start(importsWorkflowType, { ...options(importsWorkflowId(importId), start), ...joined }),
      );
    },
  };
}
