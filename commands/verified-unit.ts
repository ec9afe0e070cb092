import { DomainError } from '../domain/errors.ts';
import { mayBegin, type EmployerUser } from '../domain/permissions.ts';

/** The unit for which somebody may begin something new. Throws MEMBERSHIP_PENDING, EMPLOYER_NOT_VERIFIED. */
export function verifiedUnitOf(actor: EmployerUser): string {
  const verdict = mayBegin(actor);
  if (verdict !== 'YES') throw new DomainError(verdict);
  if (actor.employerId === null) throw new DomainError('EMPLOYER_NOT_VERIFIED');
  return actor.employerId;
}
