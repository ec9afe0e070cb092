import type { Knex } from 'knex';
import { EmployerMembership } from '../database/models/employer-membership.ts';
import { isPartial } from '../database/queries/partiality.ts';
import { inTransaction } from '../database/transactions.ts';
import { DomainError } from '../domain/errors.ts';
import { membershipRefusal, type MembershipDecider, type MembershipFacts } from '../domain/memberships.ts';
import type { EmployerUser } from '../domain/permissions.ts';
import type { StaffMember } from '../domain/staff.ts';
import { planDirectMessage } from './plan-direct-message.ts';
import { recordStaffAct } from './staff-audit.ts';
import { pressOnce, type StaffCall } from './staff-press.ts';
import { tellAboutMembership } from './tell-about-membership.ts';

/** Who decides: a member of the staff by a press in the panel, or a user of the unit. */
export type MembershipActor = { is: 'STAFF'; call: StaffCall } | { is: 'USER'; user: EmployerUser };

/** What is decided; the reason of a refusal is shown to the joiner. */
export type MembershipDecision = { decision: 'APPROVE' } | { decision: 'DECLINE'; reason: string };

/**
 * 审核加入申请: once, by staff or by a colleague of a verified unit; the joiner is told. Throws NOT_FOUND,
 * MEMBERSHIP_PENDING, EMPLOYER_NOT_VERIFIED, REVIEWER_PARTIAL, ACTION_NOT_ALLOWED. Source: api.md §3, §8.
 */
export async function decideMembership(
  knex: Knex,
  actor: MembershipActor,
  { membershipId, ...decision }: { membershipId: string } & MembershipDecision,
): Promise<void> {
  if (actor.is === 'USER') {
    const deciding = { membershipId, actorId: actor.user.accountId, decision };
    await inTransaction(knex, (trx) =>
      decide(trx, { ...deciding, deciderOf: (held) => asUser(trx, actor.user, held) }),
    );
    return;
  }
  const { call } = actor;
  const { accountId: actorId } = call.member;
  const act = decision.decision === 'APPROVE' ? 'MEMBERSHIP_APPROVED' : 'MEMBERSHIP_DECLINED';
  await pressOnce(knex, { act, call }, async (trx, place) => {
    await decide(trx, {
      ...{ membershipId, actorId, decision },
      deciderOf: (held) => asStaff(trx, call.member, held),
    });
    const details = 'reason' in decision ? { reason: decision.reason } : {};
    await recordStaffAct(trx, act, place, { kind: 'employer_membership', id: membershipId, details });
  });
}

interface Held extends MembershipFacts {
  accountId: string;
  employerId: string;
}

interface Deciding {
  membershipId: string;
  actorId: string;
  decision: MembershipDecision;
  deciderOf(held: Held): Promise<MembershipDecider>;
}

async function decide(trx: Knex.Transaction, { membershipId, actorId, decision, deciderOf }: Deciding): Promise<void> {
  const { rows } = await trx.raw<{ rows: Held[] }>(
    `select m.account_id, m.employer_id, m.status, e.verification_state, a.disabled_at is null as account_active
     from employer_membership m join employer e on e.id = m.employer_id join account a on a.id = m.account_id
     where m.id = ? for share of e for no key update of m`,
    membershipId,
  );
  const [held] = rows;
  if (!held) throw new DomainError('NOT_FOUND');
  const refusal = membershipRefusal(decision.decision, await deciderOf(held), held);
  if (refusal) throw new DomainError(refusal);
  await EmployerMembership.query(trx)
    .findById(membershipId)
    .patch({
      status: decision.decision === 'APPROVE' ? 'APPROVED' : 'DECLINED',
      declineReason: 'reason' in decision ? decision.reason : null,
      decidedBy: actorId,
      decidedAt: trx.raw('clock_timestamp()') as unknown as string,
    });
  const message = decision.decision === 'APPROVE' ? 'MEMBERSHIP_APPROVED' : 'MEMBERSHIP_DECLINED';
  await tellAboutMembership(trx, { membershipId, message });
  await planDirectMessage(trx, { message, accountId: held.accountId, employerId: held.employerId });
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

/** A member of the staff who has a part in the unit's cases decides nothing about its people either. */
async function asStaff(trx: Knex, { accountId, role }: StaffMember, { employerId }: Held): Promise<MembershipDecider> {
  const { rows } = await trx.raw<{ rows: [{ isPartial: boolean }] }>(
    `select ${isPartial({ staff: 'cast(:accountId as uuid)', employer: 'cast(:employerId as uuid)' })} as is_partial`,
    { accountId, employerId },
  );
  return { is: 'STAFF', role, ...rows[0] };
}
