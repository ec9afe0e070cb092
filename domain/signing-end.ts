import type { Instant } from './calendar.ts';
import type { SigningEvent, SigningState } from './signing.ts';
import type { InvalidationReason } from './vocabulary/invalidation-reason.ts';

/**
 * What a termination that ended a signed agreement adds to the line of its signing, in the same transaction. Throws where
 * nothing is signed: its decision has made sure of that under lock. Source: design.md §3.
 */
export function endedBy(
  state: SigningState,
  { terminationId, at, invalidation }: { terminationId: string; at: Instant; invalidation: InvalidationReason | null },
): SigningEvent {
  if (state.status !== 'SIGNED') throw new Error('Only what is signed can be terminated');
  return invalidation === null
    ? { type: 'terminated', at, terminationId }
    : { type: 'invalidated', at, reason: invalidation, terminationId };
}
