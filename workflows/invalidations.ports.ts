/** Where a batch stands after a page: more to go through, ahead of what those told can decide, held by staff, or at its end. */
export type InvalidationsProgress = 'MORE' | 'BEHIND' | 'PAUSED' | 'DONE';

/** What going through a batch needs done. */
export interface InvalidationPorts {
  /** Goes through the next page: each process is told, or found ended, once; then those that were told are woken. */
  invalidatePage(request: { batchId: string }): Promise<InvalidationsProgress>;
}
