/** The registered name of the workflow that goes through a batch somebody handed in. */
export const batchWorkflowType = 'batch';

/** The workflow id of a batch; the only place that builds it. */
export function batchWorkflowId(batchId: string): string {
  return `batch:${batchId}`;
}

/** What it is started with; where it stands is the database's. */
export interface StartBatch {
  batchId: string;
  /** Pages of one run; the next goes on with a history of its own. */
  pagesPerRun: number;
}
