/** Where an import stands after a page. */
export type ImportProgress = 'MORE' | 'DONE';

/** What going through an import needs done. */
export interface ImportPorts {
  /** Goes through the next page: each of its rows comes to its outcome once. */
  importPage(request: { importId: string }): Promise<ImportProgress>;
}
