import type { Knex } from 'knex';
import type { MessageCode } from '../domain/vocabulary/messages.ts';

/** An SMS about no case, and which unit it names. */
interface DirectMessage {
  message: MessageCode;
  employerId: string | null;
}

/** Plans an SMS to the number an account has now, in the transaction of what it tells; nothing to a disabled account. */
export async function planDirectMessage(
  trx: Knex,
  { accountId, ...message }: DirectMessage & { accountId: string },
): Promise<void> {
  await planDirectMessages(trx, { ...message, accountIds: [accountId] });
}

/** Plans the same SMS to each of these accounts, as `planDirectMessage` does. */
export async function planDirectMessages(
  trx: Knex,
  { message, accountIds, employerId }: DirectMessage & { accountIds: readonly string[] },
): Promise<void> {
  await trx.raw(
    `insert into direct_message (message, account_id, employer_id, phone_encrypted, phone_hash)
     select :message, a.id, :employerId, a.phone_encrypted, a.phone_hash
     from jsonb_array_elements_text(:accountIds) wanted join account a on a.id = wanted.value::uuid
     where a.disabled_at is null and a.phone_hash is not null`,
    { message, accountIds: JSON.stringify(accountIds), employerId },
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
  await planDirectMessages(trx, { message: 'MEMBERSHIP_TO_DECIDE', accountIds: colleagues, employerId });
}
