import type { Knex } from 'knex';
import type { GroundChangeKind } from '../domain/vocabulary/ground-change-kind.ts';
import type { MessageCode } from '../domain/vocabulary/messages.ts';
import { planDirectMessages } from './plan-direct-message.ts';
import { openOrSigned, statusIn } from '../database/queries/open-statuses.ts';

/** The accounts of those concerned, as a query of a change `c`. */
const audiences = {
  graduate: `select g.account_id from graduate g where g.id = c.graduate_id`,
  // Whose signing ends or is voided with it hears of it by that case.
  graduateWithoutCase: `select g.account_id from graduate g where g.id = c.graduate_id and not exists (select from signing s
    where s.graduate_id = g.id and ${statusIn('s.status', openOrSigned)})`,
  users: `select m.account_id from employer_membership m where m.employer_id = c.employer_id and m.status = 'APPROVED'`,
  // Whose application waited for the unit hears of it by that case, too.
  agreementHolders: `select g.account_id from signing s join graduate g on g.id = s.graduate_id
    where s.employer_id = c.employer_id and s.status = 'SIGNED' and not exists (select from termination t
      where t.signing_id = s.id and t.status = 'AWAITING_COUNTERPARTY' and t.applicant = 'GRADUATE')`,
} as const;

/** What a change of ground is told beside the cases that it ends, and to whom. */
const told: Partial<Record<GroundChangeKind, Partial<Record<keyof typeof audiences, MessageCode>>>> = {
  GRADUATE_LOCKED: { graduate: 'SIGNING_LOCKED' },
  GRADUATE_UNLOCKED: { graduate: 'SIGNING_UNLOCKED' },
  GRADUATE_REMOVED: { graduateWithoutCase: 'RECORD_REMOVED' },
  GRADUATE_RESTORED: { graduate: 'RECORD_RESTORED' },
  DESTINATION_REGISTERED: { graduateWithoutCase: 'DESTINATION_REGISTERED' },
  DESTINATION_VOIDED: { graduate: 'DESTINATION_VOIDED' },
  EMPLOYER_DISABLED: { users: 'UNIT_DISABLED', agreementHolders: 'UNIT_DISABLED_AGREEMENT' },
  EMPLOYER_ENABLED: { users: 'UNIT_ENABLED', agreementHolders: 'UNIT_ENABLED_AGREEMENT' },
};

/** Tells those whom a change concerns outside any case, by inbox and SMS, in the transaction that makes it. Source: domain.md §6.2b. */
export async function tellOfGround(
  trx: Knex,
  { id, kind, employerId }: { id: string; kind: GroundChangeKind; employerId: string | null },
): Promise<void> {
  for (const [audience, message] of Object.entries(told[kind] ?? {}) as [keyof typeof audiences, MessageCode][]) {
    const { rows } = await trx.raw<{ rows: { accountId: string }[] }>(
      `insert into notification (account_id, ground_change_id, kind, message, created_at)
       select distinct a.id, c.id, :message, :message, c.at
       from ground_change c cross join lateral (${audiences[audience]}) concerned join account a on a.id = concerned.account_id
       where c.id = :id
       returning account_id`,
      { id, message },
    );
    const accountIds = rows.map(({ accountId }) => accountId);
    await planDirectMessages(trx, { message, accountIds, employerId });
  }
}
