import type { Knex } from 'knex';
import type { Clock } from '../../database/clock.ts';
import type { TurnedTime } from './time-skipping.ts';

/** A turned time whose clock is one text, and so one prepared statement each, for a test of thousands of acts. */
export interface QuickTime extends TurnedTime {
  /** Once the database is there. */
  keepIn(knex: Knex): Promise<void>;
}

/**
 * Keeps in a table how far the turned time is ahead of the database's own, which between two turns runs as fast: no statement
 * asks the engine for its time but while it is turned.
 */
export function quickTime(time: TurnedTime): QuickTime {
  let knex: Knex | undefined;
  let turns = 0;
  const write = async (): Promise<void> => {
    const aheadMs = Date.parse(await time.now()) - Date.now();
    await knex?.raw(`update turned_clock set ahead = make_interval(secs => ?)`, [aheadMs / 1_000]);
  };
  const clock: Clock = async () => {
    if (!knex) return time.clock();
    if (turns > 0) await write();
    return '(clock_timestamp() + (select ahead from turned_clock))';
  };
  return {
    ...time,
    clock,
    async keepIn(database) {
      await database.raw(`create table turned_clock (ahead interval)`);
      await database.raw(`insert into turned_clock values ('0')`);
      knex = database;
      await write();
    },
    async set(instant) {
      await time.set(instant);
      await write();
    },
    async passUntil(instant) {
      turns += 1;
      try {
        await time.passUntil(instant);
        await write();
      } finally {
        turns -= 1;
      }
    },
  };
}
