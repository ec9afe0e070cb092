import type { ProcessKind } from '../../domain/vocabulary/process-kind.ts';

/** The id of what a command or a message is about, under the name of its kind. */
export function aboutOf(
  kind: ProcessKind,
  processId: string,
): {
  signingId?: string;
  verificationId?: string;
  terminationId?: string;
} {
  switch (kind) {
    case 'SIGNING':
      return { signingId: processId };
    case 'EMPLOYER_VERIFICATION':
      return { verificationId: processId };
    case 'TERMINATION':
      return { terminationId: processId };
  }
}
