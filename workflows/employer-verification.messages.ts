/** The registered name of the workflow of an employer verification. */
export const employerVerificationWorkflowType = 'employerVerification';

/** The workflow id of an employer verification; the only place that builds it. */
export function employerVerificationWorkflowId(verificationId: string): string {
  return `employer-verification:${verificationId}`;
}
