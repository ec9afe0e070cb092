/** Where a batch stands after a page: more to go through, or at its end. */
export type BatchProgress = 'MORE' | 'DONE';

/** What going through a batch needs done. */
export interface BatchPorts {
  /** Does the next rows, each once; fails while one of them waits for the engine, to be tried again. */
  goThroughBatchPage(request: { batchId: string }): Promise<BatchProgress>;
}
