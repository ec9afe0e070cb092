import { defineSignal, defineUpdate } from '@temporalio/workflow';

/** Inserts one row by a local activity; the caller waits for it. */
export const insertRow = defineUpdate<void, [rowId: string]>('insertRow');

/** Ends an idle floor workflow. */
export const finish = defineSignal<[]>('finish');

/** The floor's workflow types. */
export const floorWorkflowTypes = { bareWorkflow: 'bareWorkflow', floorLife: 'floorLife' } as const;
