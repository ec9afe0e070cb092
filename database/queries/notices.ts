import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import { pageClause, pageValues, withPosition, type PageRequest, type PlacedBy } from './keyset.ts';
import type { Placed } from './list-filters.ts';

/** 公告: something the platform tells all units. */
export interface NoticeRow {
  id: string;
  title: string;
  text: string;
  publishedAt: Instant;
  publishedBy: string | null;
  /** The last day on which it is shown, in Shanghai. */
  lastDay: string;
  withdrawnAt: Instant | null;
}

const shownMax = 10;

const selected = `select n.id, n.title, n.text, n.published_at, n.last_day, n.withdrawn_at, a.name as published_by
  from notice n join account a on a.id = n.published_by`;

/** The notices that units see on a day, newest first. */
export async function listShownNotices(knex: Knex, today: string): Promise<NoticeRow[]> {
  const { rows } = await knex.raw<{ rows: NoticeRow[] }>(
    `${selected} where n.withdrawn_at is null and n.last_day >= ? order by n.published_at desc, n.id desc limit ${shownMax}`,
    [today],
  );
  return rows;
}

/** One page of all notices, shown or not, newest first. */
export async function listNotices(knex: Knex, page: PageRequest): Promise<(NoticeRow & Placed)[]> {
  const order = { at: 'n.published_at', id: 'n.id', direction: 'desc' } as const;
  const { rows } = await knex.raw<{ rows: PlacedBy<NoticeRow>[] }>(
    `select listed.*, listed.published_at::text as position_at from (${selected} where true ${pageClause(order, page)}) listed
     order by listed.published_at desc, listed.id desc`,
    pageValues(page),
  );
  return rows.map(withPosition);
}
