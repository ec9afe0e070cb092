import { employerVerificationWorkflowId } from '../workflows/employer-verification.messages.ts';

/** Where Temporal's own pages show a verification's workflow; `pages` is their address, with the namespace. */
export function verificationWorkflowPage(pages: string, verificationId: string): string {
  return `${pages}/workflows/${encodeURIComponent(employerVerificationWorkflowId(verificationId))}`;
}
