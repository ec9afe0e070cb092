import type { Knex } from 'knex';
import { EmployerMembership } from '../database/models/employer-membership.ts';
import { inTransaction } from '../database/transactions.ts';
import { DomainError } from '../domain/errors.ts';
import { endingRefusal, type EndingFacts } from '../domain/memberships.ts';
import { planDirectMessage } from './plan-direct-message.ts';
import { recordStaffAct } from './staff-audit.ts';
import { pressOnce, type StaffCall } from './staff-press.ts';
import { tellAboutMembership } from './tell-about-membership.ts';

/** 移除单位用户: by a supervisor on a sealed request; the person is told. Throws NOT_FOUND, LAST_MEMBER, ACTION_NOT_ALLOWED. */
export async function removeMember(
  knex: Knex,
  call: StaffCall,
  { membershipId, reason }: { membershipId: string; reason: string },
): Promise<void> {
  await pressOnce(knex, { act: 'MEMBER_REMOVED', call }, async (trx, place) => {
    const ending = { membershipId, by: 'STAFF', actorId: call.member.accountId, reason } as const;
    const { accountId, employerId } = await endMembership(trx, ending);
    await planDirectMessage(trx, { message: 'MEMBER_REMOVED', accountId, employerId });
    await tellAboutMembership(trx, { membershipId, message: 'MEMBER_REMOVED' });
    const thing = { kind: 'employer_membership', id: membershipId, details: { reason } };
    await recordStaffAct(trx, 'MEMBER_REMOVED', place, thing);
  });
}

/** 退出单位: by the user; a request not yet decided is taken back. Throws NOT_FOUND, LAST_MEMBER, ACTION_NOT_ALLOWED. */
export async function leaveUnit(knex: Knex, accountId: string): Promise<void> {
  await inTransaction(knex, async (trx) => {
    const own = await EmployerMembership.query(trx)
      .findOne({ accountId })
      .whereIn('status', ['PENDING', 'APPROVED'])
      .select('id');
    if (!own) throw new DomainError('NOT_FOUND');
    await endMembership(trx, { membershipId: own.id, by: 'SELF', actorId: accountId, reason: null });
  });
}

interface Ending {
  membershipId: string;
  by: 'STAFF' | 'SELF';
  actorId: string;
  reason: string | null;
}

/** Ends a membership in the caller's transaction. The unit is held first: two who leave at once must not leave nobody. */
async function endMembership(trx: Knex.Transaction, { membershipId, by, actorId, reason }: Ending) {
  const { rows } = await trx.raw<{ rows: { employerId: string }[] }>(
    `select e.id as employer_id from employer e join employer_membership m on m.employer_id = e.id
     where m.id = ? for no key update of e`,
    membershipId,
  );
  if (rows.length === 0) throw new DomainError('NOT_FOUND');
  const facts = await factsOf(trx, membershipId);
  const refusal = endingRefusal(by, facts);
  if (refusal) throw new DomainError(refusal);
  await EmployerMembership.query(trx)
    .findById(membershipId)
    .patch({
      status: 'ENDED',
      endedAt: trx.raw('clock_timestamp()') as unknown as string,
      endedBy: actorId,
      endReason: reason,
    });
  return facts;
}

async function factsOf(trx: Knex.Transaction, membershipId: string) {
  const { rows } = await trx.raw<{ rows: [EndingFacts & { accountId: string; employerId: string }] }>(
    `select m.account_id, m.employer_id, m.status,
       (select count(*)::integer from employer_membership o join account a on a.id = o.account_id
        where o.employer_id = m.employer_id and o.id <> m.id and o.status = 'APPROVED' and a.disabled_at is null) as others_active,
       exists (select from signing s join process p on p.id = s.id where s.employer_id = m.employer_id and p.is_open)
         or exists (select from employer_verification v join process p on p.id = v.id
           where v.employer_id = m.employer_id and p.is_open)
         or exists (select from termination t join process p on p.id = t.id
           where t.employer_id = m.employer_id and p.is_open) as cases_open
     from employer_membership m where m.id = ? for no key update of m`,
    membershipId,
  );
  return rows[0];
}
