import type { Knex } from 'knex';
import { findOwnFile } from '../database/queries/own-file.ts';
import { inTransaction } from '../database/transactions.ts';
import { DomainError } from '../domain/errors.ts';
import { joinableStates, joiningRefusal } from '../domain/memberships.ts';
import type { EmployerUser } from '../domain/permissions.ts';
import type { VerificationState } from '../domain/vocabulary/verification-state.ts';
import { tellMembershipRequested } from './plan-direct-message.ts';
import { tellAboutMembership } from './tell-about-membership.ts';

/** What is wrong with a request that could not be made. */
export type JoiningFlaw =
  | { pointer: '/uscc'; code: 'NOT_FOUND' }
  | { pointer: '/signingAuthorizationLetterFileId'; code: 'NOT_FOUND' | 'WRONG_PURPOSE' };

interface Present {
  id: string;
  status: 'PENDING' | 'APPROVED';
  verificationState: VerificationState;
}

/**
 * 申请加入单位: asks to join the verified unit of a credit code with a sealed letter; its users and the joiner are told. A unit of one's
 * own that nobody verified is given up. Throws PROFILE_INCOMPLETE, VERIFICATION_OPEN, ACTION_NOT_ALLOWED. Source: domain.md §3.2.
 */
export async function requestMembership(
  knex: Knex,
  { accountId }: EmployerUser,
  { uscc, letterFileId }: { uscc: string; letterFileId: string },
): Promise<{ flaw: JoiningFlaw } | { membershipId: string }> {
  return inTransaction(knex, async (trx) => {
    // Two requests of one person at once: the second finds the first. Without the key: whoever holds the unit may tell this person something.
    await trx('account').where({ id: accountId }).forNoKeyUpdate().first('id');
    if (!(await isProfileComplete(trx, accountId))) throw new DomainError('PROFILE_INCOMPLETE');
    const present = await presentPlace(trx, accountId);
    const refusal = joiningRefusal(present);
    if (refusal) throw new DomainError(refusal);
    const file = await findOwnFile(trx, { accountId, employerId: null, id: letterFileId });
    if (file?.purpose !== 'SIGNING_AUTHORIZATION_LETTER')
      return { flaw: { pointer: '/signingAuthorizationLetterFileId', code: file ? 'WRONG_PURPOSE' : 'NOT_FOUND' } };
    const employerId = await unitOf(trx, uscc);
    if (employerId === undefined) return { flaw: { pointer: '/uscc', code: 'NOT_FOUND' } };
    if (present)
      await trx('employer_membership')
        .where({ id: present.id })
        .update({ status: 'ENDED', endedAt: trx.raw('clock_timestamp()'), endedBy: accountId });
    const [joining] = await trx('employer_membership')
      .insert({ employerId, accountId, status: 'PENDING', letterFileId })
      .returning<{ id: string }[]>('id');
    if (!joining) throw new Error('MEMBERSHIP_MISSING');
    const membershipId = joining.id;
    await tellAboutMembership(trx, { membershipId, message: 'MEMBERSHIP_REQUESTED' });
    await tellAboutMembership(trx, { membershipId, message: 'MEMBERSHIP_TO_DECIDE' });
    await tellMembershipRequested(trx, { accountId, employerId });
    return { membershipId };
  });
}

async function isProfileComplete(trx: Knex.Transaction, accountId: string): Promise<boolean> {
  const complete = await trx('account')
    .where({ id: accountId })
    .whereRaw(
      `num_nulls(name, company_name, department, job_title, email) = 0 and coalesce(office_phone, fax) is not null`,
    )
    .first<{ id: string } | undefined>('id');
  return complete !== undefined;
}

/** Where somebody belongs now; the unit is held, so that it cannot begin to be verified meanwhile. */
async function presentPlace(trx: Knex.Transaction, accountId: string): Promise<Present | undefined> {
  const { rows } = await trx.raw<{ rows: Present[] }>(
    `select m.id, m.status, e.verification_state from employer_membership m join employer e on e.id = m.employer_id
     where m.account_id = ? and m.status in ('PENDING', 'APPROVED') for no key update of e`,
    accountId,
  );
  return rows[0];
}

async function unitOf(trx: Knex.Transaction, uscc: string): Promise<string | undefined> {
  const unit = await trx('employer')
    .where({ usccInForce: uscc })
    .whereIn('verificationState', joinableStates)
    .first<{ id: string } | undefined>('id');
  return unit?.id;
}
