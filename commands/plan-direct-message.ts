import type { Knex } from 'knex';
import type { MessageCode } from '../domain/vocabulary/messages.ts';

/** Whom an SMS about no case goes to, and which unit it names. */
interface DirectMessageTo {
  message: MessageCode;
  accountId: string;
  employerId: string | null;
}

/** Plans an SMS to the number an account has now, in the transaction of what it tells; nothing to a disabled account. */
export async function planDirectMessage(trx: Knex, { message, accountId, employerId }: DirectMessageTo): Promise<void> {
  await trx.raw(
    `insert into direct_message (message, account_id, employer_id, phone_encrypted, phone_hash)
     select :message, a.id, :employerId, a.phone_encrypted, a.phone_hash from account a
     where a.id = :accountId and a.disabled_at is null and a.phone_hash is not null`,
    { message, accountId, employerId },
  );
}

/** 申请加入: told to the joiner and to the colleagues who may decide, in the transaction of the request. Source: domain.md §6.2b. */
export async function tellMembershipRequested(
  trx: Knex,
  { accountId, employerId }: { accountId: string; employerId: string },
): Promise<void> {
  await planDirectMessage(trx, { message: 'MEMBERSHIP_REQUESTED', accountId, employerId });
  const colleagues = await trx('employer_membership')
    .where({ employerId, status: 'APPROVED' })
    .pluck<string[]>('account_id');
  for (const colleague of colleagues)
    await planDirectMessage(trx, { message: 'MEMBERSHIP_TO_DECIDE', accountId: colleague, employerId });
}
