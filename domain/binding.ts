import type { BindingReason } from './vocabulary/binding-reason.ts';
import type { TrainingMode } from './vocabulary/training-mode.ts';
import type { ErrorCode } from './errors.ts';

/** What stands in the way of a graduate's acceptance, as read from the database. */
export interface GraduateGround {
  trainingMode: TrainingMode;
  schoolLocked: boolean;
  otherDestination: boolean;
  /** The signing that binds the graduate, if any: whether it is the one asked about, and whether it is signed already. */
  binding: { isThisSigning: boolean; isSigned: boolean } | null;
}

/** Why a graduate cannot accept; empty when nothing stands in the way. Source: domain.md §6.5, api.md §7. */
export function bindingReasons(ground: GraduateGround): BindingReason[] {
  const reasons: BindingReason[] = [];
  if (ground.binding && !ground.binding.isThisSigning)
    reasons.push(ground.binding.isSigned ? 'SIGNED_ELSEWHERE' : 'ACCEPTED_ELSEWHERE');
  if (ground.trainingMode === 'DIRECTED') reasons.push('DIRECTED');
  if (ground.trainingMode === 'COMMISSIONED') reasons.push('COMMISSIONED');
  if (ground.schoolLocked) reasons.push('SCHOOL_LOCK');
  if (ground.otherDestination) reasons.push('OTHER_DESTINATION');
  return reasons;
}

/** Whether these reasons make an invitation view-only, so that not even a refusal of it is possible. */
export function isViewOnly(reasons: readonly BindingReason[]): boolean {
  return reasons.includes('ACCEPTED_ELSEWHERE') || reasons.includes('SIGNED_ELSEWHERE');
}

/** The refusal an acceptance meets for these reasons, or null when there is none. Source: api.md §7. */
export function acceptanceRefusal(reasons: readonly BindingReason[]): ErrorCode | null {
  if (reasons.some((reason) => reason === 'SCHOOL_LOCK' || reason === 'DIRECTED' || reason === 'COMMISSIONED'))
    return 'GRADUATE_LOCKED';
  return reasons.length > 0 ? 'GRADUATE_BOUND' : null;
}
