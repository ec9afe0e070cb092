import type { Knex } from 'knex';
import { EmployerMembership } from '../database/models/employer-membership.ts';
import { DomainError } from '../domain/errors.ts';
import { membershipRefusal, type MembershipDecider, type MembershipFacts } from '../domain/memberships.ts';
import type { EmployerUser } from '../domain/permissions.ts';
import { tellAboutMembership } from './tell-about-membership.ts';

/** Who decides: a user of the unit. */
export type MembershipActor = { is: 'USER'; user: EmployerUser };

/** What is decided; the reason of a refusal is shown to the joiner. */
export type MembershipDecision = { decision: 'APPROVE' } | { decision: 'DECLINE'; reason: string };

interface Held extends MembershipFacts {
  accountId: string;
  employerId: string;
}

/**
 * 审核加入申请: once, by a colleague of a verified unit; the joiner is told. Throws NOT_FOUND, MEMBERSHIP_PENDING,
 * EMPLOYER_NOT_VERIFIED, ACTION_NOT_ALLOWED. Source: api.md §3.
 */
export async function decideMembership(
  knex: Knex,
  { user }: MembershipActor,
  { membershipId, ...decision }: { membershipId: string } & MembershipDecision,
): Promise<void> {
  await knex.transaction(async (trx) => {
    const { rows } = await trx.raw<{ rows: Held[] }>(
      `select m.account_id, m.employer_id, m.status, e.verification_state, a.disabled_at is null as account_active
       from employer_membership m join employer e on e.id = m.employer_id join account a on a.id = m.account_id
       where m.id = ? for share of e for no key update of m`,
      membershipId,
    );
    const [held] = rows;
    if (!held) throw new DomainError('NOT_FOUND');
    const refusal = membershipRefusal(decision.decision, await asUser(trx, user, held), held);
    if (refusal) throw new DomainError(refusal);
    await EmployerMembership.query(trx)
      .findById(membershipId)
      .patch({
        status: decision.decision === 'APPROVE' ? 'APPROVED' : 'DECLINED',
        declineReason: 'reason' in decision ? decision.reason : null,
        decidedAt: trx.raw('clock_timestamp()') as unknown as string,
      });
    const message = decision.decision === 'APPROVE' ? 'MEMBERSHIP_APPROVED' : 'MEMBERSHIP_DECLINED';
    await tellAboutMembership(trx, { membershipId, message });
  });
}

/** How a user stands to the unit now: what the session knew may be over. */
async function asUser(trx: Knex, { accountId }: EmployerUser, held: Held): Promise<MembershipDecider> {
  const own = await trx('employer_membership as m')
    .join('account as a', 'a.id', 'm.account_id')
    .where({ 'm.account_id': accountId, 'm.employer_id': held.employerId })
    .whereIn('m.status', ['PENDING', 'APPROVED'])
    .whereNull('a.disabled_at')
    .first<{ status: 'PENDING' | 'APPROVED' } | undefined>('m.status');
  return { is: 'USER', isJoiner: accountId === held.accountId, membership: own?.status ?? null };
}
