import { createHash } from 'node:crypto';
import type { Client, QueryConfig, QueryResult } from 'pg';

/** Statements that may have a name at once; texts made of lists of changing length must not fill a connection's memory. */
const namesMax = 500;

/** A schema changed under a prepared statement; PostgreSQL refuses to answer it in the old shape. */
const planOutdated = '0A000';

const names = new Map<string, string>();

type Answered = (error: (Error & { code?: string }) | null, result?: QueryResult) => void;
type Send = (query: QueryConfig | string, answered?: Answered) => unknown;

/**
 * Lets a connection prepare each statement once, under a name of its text: PostgreSQL plans our joins for longer than it runs
 * them (docs/benchmarks.md). When a migration changed a statement's shape it is sent once more without its name, and the
 * connection is given up at its next turn. Source: docs/adr/0005.
 */
export function prepareByName(connection: Client): void {
  const plain = connection.query.bind(connection) as Send;
  const prepared: Send = (query, answered) => {
    const name = typeof query === 'string' || !query.values?.length ? undefined : nameOf(query.text);
    if (name === undefined || typeof query === 'string' || !answered) return plain(query, answered);
    return plain({ ...query, name }, (error, result) => {
      if (error?.code !== planOutdated) return answered(error, result);
      (connection as { __knex__disposed?: Error }).__knex__disposed = error; // knex looks here before it lends it again
      plain(query, (again, repeated) => answered(again && error, repeated));
    });
  };
  Object.assign(connection, { query: prepared });
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= namesMax) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 22);
  names.set(text, name);
  return name;
}
