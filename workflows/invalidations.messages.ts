/** The registered name of the workflow that goes through a batch of invalidations. */
export const invalidationsWorkflowType = 'invalidations';

/** The workflow id of a batch; the only place that builds it. */
export function invalidationsWorkflowId(batchId: string): string {
  return `invalidations:${batchId}`;
}

/** What it is started with; where it stands is the database's. */
export interface StartInvalidations {
  batchId: string;
  /** Pages of one run; the next goes on with a history of its own. */
  pagesPerRun: number;
}
