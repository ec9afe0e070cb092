import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { ActorRelation } from '../../domain/permissions.ts';
import type { SigningEvent } from '../../domain/signing.ts';

/** One event of a signing and who caused it; no relation where the clock did. */
export interface SigningHistoryEntry {
  seq: number;
  event: SigningEvent;
  relation: ActorRelation | null;
  accountName: string | null;
}

/** What a signing's own page shows beyond its record. */
export interface SigningHistory {
  entries: SigningHistoryEntry[];
  uscc: string;
  startedByName: string | null;
  nextSigningId: string | null;
}

type Links = Omit<SigningHistory, 'entries'>;

interface EventRow {
  seq: number;
  type: string;
  at: Instant;
  data: object;
  actorRelation: ActorRelation | null;
  accountName: string | null;
}

/** Reads a signing's line of events and what it is linked to. */
export async function readSigningHistory(knex: Knex, signingId: string): Promise<SigningHistory> {
  const [entries, links] = await Promise.all([readEntries(knex, signingId), readLinks(knex, signingId)]);
  return { entries, ...links };
}

async function readEntries(knex: Knex, signingId: string): Promise<SigningHistoryEntry[]> {
  const rows = await knex<EventRow, EventRow[]>('process_event as e')
    .leftJoin('command as c', 'c.id', 'e.command_id')
    .leftJoin('account as a', 'a.id', 'c.actor_account_id')
    .where('e.process_id', signingId)
    .orderBy('e.seq')
    .select('e.seq', 'e.type', 'e.at', 'e.data', 'c.actor_relation')
    .select({ accountName: 'a.name' });
  return rows.map(({ seq, type, at, data, actorRelation, accountName }) => ({
    seq,
    // Written from a SigningEvent by its decision, the only writer.
    event: { type, at, ...data } as SigningEvent,
    relation: actorRelation,
    accountName,
  }));
}

async function readLinks(knex: Knex, signingId: string): Promise<Links> {
  const row = await knex('signing as s')
    .join('employer as e', 'e.id', 's.employer_id')
    .join('account as a', 'a.id', 's.started_by')
    .where('s.id', signingId)
    .select({ uscc: 'e.uscc', startedByName: 'a.name' })
    .select({
      nextSigningId: knex.raw(
        `(select n.id from signing n where n.graduate_id = s.graduate_id and n.previous_signing_id = s.id
          order by n.sent_at desc, n.id desc limit 1)`,
      ),
    })
    .first<Links | undefined>();
  if (!row) throw new Error('SIGNING_MISSING');
  return row;
}
