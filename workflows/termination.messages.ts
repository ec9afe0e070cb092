/** The registered name of the termination workflow. */
export const terminationWorkflowType = 'termination';

/** The workflow id of a termination; the only place that builds it. */
export function terminationWorkflowId(terminationId: string): string {
  return `termination:${terminationId}`;
}
