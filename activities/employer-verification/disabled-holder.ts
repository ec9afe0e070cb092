import { wasEverVerified } from '../../database/queries/ever-verified.ts';

/**
 * Whether a disabled unit, not this one, holds a credit code, as an SQL condition: by money alone nobody is verified under it then,
 * and staff look into the material. One that was never verified holds nothing, disabled or not. Source: domain.md §3.3, §8.
 */
export function disabledUnitHolds({ uscc, employerId }: { uscc: string; employerId: string }): string {
  return `exists (select from employer o where o.uscc_in_force = ${uscc} and o.id <> ${employerId}
    and o.verification_state = 'REVOKED' and ${wasEverVerified('o')})`;
}
