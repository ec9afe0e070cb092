/** The registered name of the signing workflow. */
export const signingWorkflowType = 'signing';

/** The workflow id of a signing; the only place that builds it. */
export function signingWorkflowId(signingId: string): string {
  return `signing:${signingId}`;
}
