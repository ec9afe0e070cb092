import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';

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
const listedMax = 100;

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

/** The newest notices, shown or not. */
export async function listNotices(knex: Knex): Promise<NoticeRow[]> {
  const { rows } = await knex.raw<{ rows: NoticeRow[] }>(
    `${selected} order by n.published_at desc, n.id desc limit ${listedMax}`,
  );
  return rows;
}
