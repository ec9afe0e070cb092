import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import { inOrder, positionAt, type PageRequest } from './keyset.ts';

/** A session that has not ended. */
export interface SessionRow {
  id: string;
  createdAt: Instant;
  expiresAt: Instant;
  positionAt: string;
}

const live = (knex: Knex, accountId: string) =>
  knex('session').where({ accountId }).whereNull('endedAt').whereRaw('expires_at > clock_timestamp()');

/** One page of an account's live sessions, the newest first. */
export async function listSessions(
  knex: Knex,
  accountId: string,
  page: PageRequest,
): Promise<{ rows: SessionRow[]; total?: number }> {
  const listed = live(knex, accountId)
    .select('id', 'createdAt', 'expiresAt', { positionAt: positionAt(knex, 'createdAt') })
    .limit(page.fetch);
  const rows: SessionRow[] = await inOrder(listed, { at: 'createdAt', id: 'id', direction: 'desc' }, page.after);
  if (!page.count) return { rows };
  const [counted] = await live(knex, accountId).count<{ total: string }[]>({ total: '*' });
  return { rows, total: Number(counted?.total ?? 0) };
}

/** A live session of an account, or undefined: also when it is somebody else's. */
export async function findOwnSession(
  knex: Knex,
  { accountId, id }: { accountId: string; id: string },
): Promise<{ id: string } | undefined> {
  return live(knex, accountId).where({ id }).first<{ id: string } | undefined>('id');
}
