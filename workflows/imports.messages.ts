/** The registered name of the workflow that goes through the rows of an import. */
export const importsWorkflowType = 'imports';

/** The workflow id of an import; the only place that builds it. */
export function importsWorkflowId(importId: string): string {
  return `import:${importId}`;
}

/** What it is started with; where it stands is the database's. */
export interface StartImport {
  importId: string;
  /** Pages of one run; the next goes on with a history of its own. */
  pagesPerRun: number;
}
