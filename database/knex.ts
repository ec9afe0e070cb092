import knexModule, { type Knex } from 'knex';
import { knexSnakeCaseMappers } from 'objection';
import pg from 'pg';
import { instantOf } from './instants.ts';
import { prepareByName } from './prepared-statements.ts';
import { currentRequestId } from './request-context.ts';

// A DATE is a day on the calendar, not an instant: as a Date it would move by the zone of the machine.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
// An instant is a string in one form from here to the HTTP answer, so that it can be compared and sorted as text.
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, instantOf);

const mappers = knexSnakeCaseMappers() as {
  wrapIdentifier: (identifier: string, origWrap: (identifier: string) => string) => string;
  postProcessResponse: (response: unknown) => unknown;
};

/** Called with each statement's text (never its values), how long it took, and the request that caused it. */
export type StatementListener = (statement: {
  sql: string;
  durationMs: number;
  failed: boolean;
  requestId: string | undefined;
}) => void;

const silent = () => undefined;

/** Opens a pool on a PostgreSQL database; camelCase here, snake_case there. */
export function openDatabase(
  url: string,
  options: { poolMax?: number; forMigrations?: boolean; onStatement?: StatementListener | undefined } = {},
): Knex {
  const knex = knexModule({
    client: 'pg',
    connection: {
      connectionString: url,
      application_name: 'signing-platform',
      statement_timeout: options.forMigrations ? 0 : 30_000,
      // A worker whose host was cut off must not hold a process, or a school's serial, until TCP gives up.
      idle_in_transaction_session_timeout: 20_000,
    },
    pool: {
      min: 0,
      max: options.poolMax ?? 10,
      afterCreate(connection: pg.Client, done: (error: null, connection: pg.Client) => void) {
        prepareByName(connection);
        done(null, connection);
      },
    },
    acquireConnectionTimeout: 5_000,
    // It would write to the console, around our log, what callers get as an error anyway.
    log: { warn: silent, error: silent, deprecate: silent, debug: silent },
    ...mappers,
    postProcessResponse: (result: unknown) => {
      // A raw statement answers the driver's whole result: its rows are mapped like everybody else's.
      const { rows } = (result ?? {}) as { rows?: unknown };
      if (Array.isArray(rows)) return { rows: mappers.postProcessResponse(rows) as unknown };
      return mappers.postProcessResponse(result);
    },
  });
  const { onStatement } = options;
  if (onStatement) listen(knex, onStatement);
  return knex;
}

function listen(knex: Knex, onStatement: StatementListener): void {
  interface Query {
    __knexQueryUid: string;
    sql: string;
  }
  const begun = new Map<string, { at: number; requestId: string | undefined }>();
  // The request is known where a statement begins; its end comes from the connection's own thread of events.
  knex.on('query', ({ __knexQueryUid: id }: Query) =>
    begun.set(id, { at: performance.now(), requestId: currentRequestId() }),
  );
  const ended = ({ __knexQueryUid: id, sql }: Query, failed: boolean) => {
    const { at, requestId } = begun.get(id) ?? { at: performance.now(), requestId: undefined };
    begun.delete(id);
    // To the microsecond: what a double has behind that is noise, whose digits have looked like a phone number.
    const durationMs = Math.round((performance.now() - at) * 1_000) / 1_000;
    onStatement({ sql, durationMs, failed, requestId });
  };
  knex.on('query-response', (_response: unknown, query: Query) => ended(query, false));
  knex.on('query-error', (_error: unknown, query: Query) => ended(query, true));
}
