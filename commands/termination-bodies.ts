import type { VoidOutcome } from '../domain/termination-model.ts';
import type { TerminationKind } from '../domain/vocabulary/termination-kind.ts';
import type { TerminationReason } from '../domain/vocabulary/termination-reason.ts';
import type { VoidReason } from '../domain/vocabulary/void-reason.ts';

/** What stands in the inbox for an application; the only reader is the termination's decision. */
export interface ApplyBody {
  signingId: string;
  /** Left out where the decision is to choose: mediation against a disabled unit, else consent. */
  kind?: Exclude<TerminationKind, 'VOID'> | undefined;
  reason: TerminationReason;
  detail: string;
  fileIds: readonly string[];
  /** Embedded mode only: replaces every deadline of the case. */
  sandboxDeadlineSeconds?: number | undefined;
}

/** What stands in the inbox for a void. */
export interface VoidBody {
  signingId: string;
  outcome: VoidOutcome;
  /** Null where the graduate's record was removed: the detail says why. */
  voidReason: VoidReason | null;
  detail: string;
}
