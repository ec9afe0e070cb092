import type { Knex } from 'knex';
import { EmployerMembership } from '../database/models/employer-membership.ts';
import { DomainError } from '../domain/errors.ts';
import { endingRefusal, type EndingFacts } from '../domain/memberships.ts';

/**
 * 退出单位: by the user; a request not yet decided is taken back. The unit is held first: two who leave at once must not leave nobody.
 * Throws NOT_FOUND, LAST_MEMBER, ACTION_NOT_ALLOWED.
 */
export async function leaveUnit(knex: Knex, accountId: string): Promise<void> {
  await knex.transaction(async (trx) => {
    const { rows } = await trx.raw<{ rows: { id: string }[] }>(
      `select m.id from employer e join employer_membership m on m.employer_id = e.id
       where m.account_id = ? and m.status in ('PENDING', 'APPROVED') for no key update of e`,
      accountId,
    );
    const [own] = rows;
    if (!own) throw new DomainError('NOT_FOUND');
    const refusal = endingRefusal('SELF', await factsOf(trx, own.id));
    if (refusal) throw new DomainError(refusal);
    await EmployerMembership.query(trx).findById(own.id).patch({ status: 'ENDED' });
  });
}

async function factsOf(trx: Knex.Transaction, membershipId: string): Promise<EndingFacts> {
  const { rows } = await trx.raw<{ rows: [EndingFacts] }>(
    `select m.status,
       (select count(*)::integer from employer_membership o join account a on a.id = o.account_id
        where o.employer_id = m.employer_id and o.id <> m.id and o.status = 'APPROVED' and a.disabled_at is null) as others_active,
       exists (select from signing s join process p on p.id = s.id where s.employer_id = m.employer_id and p.is_open)
         or exists (select from employer_verification v join process p on p.id = v.id
           where v.employer_id = m.employer_id and p.is_open) as cases_open
     from employer_membership m where m.id = ? for no key update of m`,
    membershipId,
  );
  return rows[0];
}
