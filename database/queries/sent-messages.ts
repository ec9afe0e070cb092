import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { EffectStatus } from '../../domain/vocabulary/effect-status.ts';
import type { MessageCode } from '../../domain/vocabulary/messages.ts';
import type { PageRequest, Position } from './keyset.ts';
import type { Placed } from './list-filters.ts';

/** What leaves the house, about a case or about none: messages, digests, documents. */
export interface SentMessage {
  /** Process, step, kind and recipient of what is about a case, its id otherwise; null for a digest, which has tomorrow's after it. */
  key: [string, number, string, string] | [string] | null;
  createdAt: Instant;
  /** The code of a message; of a document the kind of its effect. */
  what: MessageCode | 'AGREEMENT';
  status: EffectStatus;
  sendings: number;
  failureCode: string | null;
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

const readMsMax = 3_000;

/** One page of what fits, the newest first; money sent is none of it. A list that takes too long is given up. */
export async function listSentMessages(
  knex: Knex,
  filter: MessageFilter,
  { fetch, after }: Pick<PageRequest, 'fetch' | 'after'>,
): Promise<(SentMessage & Placed)[]> {
  const { employerId, processId, phoneHash, status } = filter;
  const parts = [ofCases(filter), ofNoCase(filter), digests(filter)].flatMap((part) => part ?? []);
  const pages = parts.map(({ columns, from, rules, at, id }) => {
    const begun =
      after &&
      `${at} <= cast(:afterAt as timestamptz) and (${at}, ${id}) < (cast(:afterAt as timestamptz), cast(:afterId as uuid))`;
    const where = [...rules, begun].filter((rule) => rule !== null && rule !== undefined && rule !== '');
    return `(select ${columns}, ${at} as created_at, ${at}::text as position_at, ${id} as position_id
      from ${from} where ${where.join(' and ') || 'true'} order by ${at} desc, ${id} desc limit ${fetch})`;
  });
  return knex.transaction(async (trx) => {
    await trx.raw(`set local statement_timeout = ${readMsMax}`);
    const { rows } = await trx.raw<{ rows: (SentMessage & { positionAt: string; positionId: string })[] }>(
      `select * from (${pages.join(' union all ')}) as listed order by created_at desc, position_id desc limit ${fetch}`,
      {
        ...{ employerId: employerId ?? null, processId: processId ?? null },
        ...{ phoneHash: phoneHash ?? null, status: status ?? null },
        ...{ afterAt: after?.at ?? null, afterId: after?.id ?? null },
      },
    );
    return rows.map(({ positionAt, positionId, ...row }) => ({ ...row, position: placeAt(positionAt, positionId) }));
  });
}

function placeAt(at: string, id: string): Position {
  return { at, id };
}

/** A source of rows: its columns, where they come from, which are wanted, and its place in the order. */
interface Part {
  columns: string;
  from: string;
  rules: (string | undefined)[];
  at: string;
  id: string;
}

function ofCases({ employerId, processId, phoneHash, status }: MessageFilter): Part {
  return {
    columns: `jsonb_build_array(ef.process_id, ef.seq, ef.kind, ef.recipient) as key, coalesce(ef.message, ef.kind) as what,
      ef.status, ef.sendings, ef.failure_code, ef.process_id, em.name_in_force as employer_name,
      coalesce(a.phone_encrypted, g.phone_encrypted) as phone_encrypted`,
    from: `effect ef
      left join signing s on s.id = ef.process_id
      left join employer_verification v on v.id = ef.process_id
      left join termination t on t.id = ef.process_id
      left join employer em on em.id = coalesce(s.employer_id, v.employer_id, t.employer_id)
      left join account a on a.id = case when ef.recipient like 'account:%' then split_part(ef.recipient, ':', 2)::uuid end
      left join graduate g on g.id = case when ef.recipient like 'graduate:%' then split_part(ef.recipient, ':', 2)::uuid end`,
    rules: [
      `ef.kind <> 'REMIT'`,
      employerId &&
        `ef.process_id in (select id from signing where employer_id = :employerId
         union all select id from employer_verification where employer_id = :employerId
         union all select id from termination where employer_id = :employerId)`,
      processId && 'ef.process_id = :processId',
      status && 'ef.status = :status',
      phoneHash &&
        `ef.recipient in (select 'account:' || id from account where phone_hash = :phoneHash
         union all select 'graduate:' || id from graduate where phone_hash = :phoneHash)`,
    ],
    at: 'ef.created_at',
    // Its key is of four parts; whatever is one of it puts rows of one instant in an order.
    id: `md5(concat_ws('/', ef.process_id, ef.seq, ef.kind, ef.recipient))::uuid`,
  };
}

function ofNoCase({ employerId, processId, phoneHash, status }: MessageFilter): Part | null {
  if (processId !== undefined) return null;
  return {
    columns: `jsonb_build_array(d.id), d.message, d.status, d.sendings, d.failure_code, null::uuid, em.name_in_force,
      d.phone_encrypted`,
    from: 'direct_message d left join employer em on em.id = d.employer_id',
    rules: [
      employerId && 'd.employer_id = :employerId',
      status && 'd.status = :status',
      phoneHash && 'd.phone_hash = :phoneHash',
    ],
    at: 'd.created_at',
    id: 'd.id',
  };
}

/** Digests of reviewers that were given up, or all of one person: there is one a day of everybody. */
function digests({ employerId, processId, phoneHash, status }: MessageFilter): Part | null {
  if (processId !== undefined || employerId !== undefined) return null;
  if (status !== 'GAVE_UP' && phoneHash === undefined) return null;
  return {
    columns: `null::jsonb, 'REVIEW_DIGEST', r.status, 1, r.failure_code, null::uuid, null, a.phone_encrypted`,
    from: 'review_digest r join account a on a.id = r.account_id',
    rules: [status && 'r.status = :status', phoneHash && 'a.phone_hash = :phoneHash'],
    at: 'r.counted_until',
    id: `md5(concat_ws('/', r.account_id, r.day))::uuid`,
  };
}
