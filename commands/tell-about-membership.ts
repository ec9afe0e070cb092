import type { Knex } from 'knex';

/** What is told about a membership, and to whom: the joiner, or the colleagues who may decide. Source: domain.md §6.2b. */
const audience = {
  MEMBERSHIP_REQUESTED: 'm.account_id = joining.account_id',
  MEMBERSHIP_TO_DECIDE: `m.employer_id = joining.employer_id and m.status = 'APPROVED'`,
  MEMBERSHIP_APPROVED: 'm.account_id = joining.account_id',
  MEMBERSHIP_DECLINED: 'm.account_id = joining.account_id',
  MEMBER_REMOVED: 'm.account_id = joining.account_id',
} as const;

/** Puts what became of a joining, or its end, into the inboxes of those concerned, in the transaction in which it does. */
export async function tellAboutMembership(
  trx: Knex.Transaction,
  { membershipId, message }: { membershipId: string; message: keyof typeof audience },
): Promise<void> {
  await trx.raw(
    `insert into notification (account_id, membership_id, kind, message, created_at)
     select distinct m.account_id, joining.id, :message, :message, clock_timestamp()
     from employer_membership joining join employer_membership m on ${audience[message]}
     where joining.id = :membershipId
     on conflict do nothing`,
    { membershipId, message },
  );
}
