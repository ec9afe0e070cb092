import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { VerificationState } from '../../domain/vocabulary/verification-state.ts';
import { openSigning, openVerification, statusIn } from './open-statuses.ts';

/** A unit as whoever disables or enables it looks at it. */
export interface UnitAccess {
  id: string;
  name: string;
  uscc: string;
  verificationState: VerificationState;
  openSignings: number;
  openVerifications: number;
  /** Terminations that wait for this unit's answer. */
  waitingTerminations: number;
  /** When it was last disabled, null if it never was. */
  disabledAt: Instant | null;
}

/** The units that have entered this credit code: the verified one, and whoever tried besides. */
export async function findUnitAccess(knex: Knex, uscc: string): Promise<UnitAccess[]> {
  const { rows } = await knex.raw<{ rows: UnitAccess[] }>(
    `select e.id, e.name, e.uscc, e.verification_state,
       (select count(*)::integer from signing s where s.employer_id = e.id
          and ${statusIn('s.status', openSigning)}) as open_signings,
       (select count(*)::integer from employer_verification v where v.employer_id = e.id
          and ${statusIn('v.status', openVerification)}) as open_verifications,
       (select count(*)::integer from termination t where t.employer_id = e.id
          and t.status = 'AWAITING_COUNTERPARTY' and t.applicant = 'GRADUATE') as waiting_terminations,
       (select max(c.at) from ground_change c where c.employer_id = e.id and c.kind = 'EMPLOYER_DISABLED') as disabled_at
     from employer e where :uscc in (e.uscc, e.uscc_in_force) order by e.created_at limit 20`,
    { uscc },
  );
  return rows;
}
