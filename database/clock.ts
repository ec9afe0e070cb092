/**
 * The one clock that judges: answers an SQL expression for the present instant, to be evaluated where it stands in a
 * statement, as `knex.raw(await clock())`. A text and no Raw, which a promise would run.
 */
export type Clock = () => Promise<string>;

/** The database's own clock: one for all servers and workers, whatever theirs say. */
export const databaseClock: Clock = () => Promise.resolve('clock_timestamp()');

/** A clock that others turn, for tests with time skipping; `now` answers milliseconds since 1970. */
export function clockAt(now: () => Promise<number>): Clock {
  return async () => `timestamptz '${new Date(await now()).toISOString()}'`;
}
