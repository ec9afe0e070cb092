import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { EffectStatus } from '../../domain/vocabulary/effect-status.ts';
import type { MessageCode } from '../../domain/vocabulary/messages.ts';

/** A message that leaves the house, about a case or about none; `key` names it. */
export interface SentMessage {
  /** Process, step, kind and recipient of one about a case; its id otherwise. */
  key: [string, number, string, string] | [string];
  createdAt: Instant;
  message: MessageCode;
  status: EffectStatus;
  tries: number;
  sendings: number;
  failureCode: string | null;
  endedAt: Instant | null;
  processId: string | null;
  employerName: string | null;
  phoneEncrypted: string | null;
}

/** Which messages: of a unit, of a case, to a number by its hash, in a status; all given must fit. */
export interface MessageFilter {
  employerId?: string | undefined;
  processId?: string | undefined;
  phoneHash?: Buffer | undefined;
  status?: EffectStatus | undefined;
}

/** Messages a list shows at most, the newest. */
export const sentMessagesMax = 100;

const readMsMax = 3_000;

/** The newest messages that fit; money sent is none. A list that takes too long is given up. */
export async function listSentMessages(knex: Knex, filter: MessageFilter): Promise<SentMessage[]> {
  const { employerId, processId, phoneHash, status } = filter;
  const ofCase = [
    'ef.message is not null',
    employerId && 'coalesce(s.employer_id, v.employer_id) = :employerId',
    processId && 'ef.process_id = :processId',
    status && 'ef.status = :status',
    phoneHash &&
      `ef.recipient in (select 'account:' || id from account where phone_hash = :phoneHash
         union all select 'graduate:' || id from graduate where phone_hash = :phoneHash)`,
  ].filter((rule) => rule !== undefined && rule !== '');
  const direct = [
    processId ? 'false' : 'true',
    employerId && 'd.employer_id = :employerId',
    status && 'd.status = :status',
    phoneHash && 'd.phone_hash = :phoneHash',
  ].filter((rule) => rule !== undefined && rule !== '');
  return knex.transaction(async (trx) => {
    await trx.raw(`set local statement_timeout = ${readMsMax}`);
    const { rows } = await trx.raw<{ rows: SentMessage[] }>(
      `(select jsonb_build_array(ef.process_id, ef.seq, ef.kind, ef.recipient) as key, ef.created_at, ef.message, ef.status,
          ef.tries, ef.sendings, ef.failure_code, ef.ended_at, ef.process_id, em.name_in_force as employer_name,
          coalesce(a.phone_encrypted, g.phone_encrypted) as phone_encrypted
        from effect ef
          left join signing s on s.id = ef.process_id
          left join employer_verification v on v.id = ef.process_id
          left join employer em on em.id = coalesce(s.employer_id, v.employer_id)
          left join account a on a.id = case when ef.recipient like 'account:%' then split_part(ef.recipient, ':', 2)::uuid end
          left join graduate g on g.id = case when ef.recipient like 'graduate:%' then split_part(ef.recipient, ':', 2)::uuid end
        where ${ofCase.join(' and ')} order by ef.created_at desc limit ${sentMessagesMax})
       union all
       (select jsonb_build_array(d.id), d.created_at, d.message, d.status, d.tries, d.sendings, d.failure_code, d.ended_at,
          null, em.name_in_force, d.phone_encrypted
        from direct_message d left join employer em on em.id = d.employer_id
        where ${direct.join(' and ')} order by d.created_at desc limit ${sentMessagesMax})
       order by created_at desc limit ${sentMessagesMax}`,
      {
        ...{ employerId: employerId ?? null, processId: processId ?? null },
        ...{ phoneHash: phoneHash ?? null, status: status ?? null },
      },
    );
    return rows;
  });
}
