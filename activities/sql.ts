import type { Knex } from 'knex';

/**
 * Parts of one statement: the common table expressions it begins with, and the values they name. Every part sees the rows as they
 * were before the statement; what another part writes it learns from that part's name (`from subject`).
 */
export interface SqlParts {
  /** `name as (…)`, each. */
  with: readonly string[];
  /** Values by name; parts of one statement that share a name share the value. */
  values: Readonly<Record<string, Knex.RawBinding | undefined>>;
}

/** Runs parts and one last query as one statement, and answers its rows. */
export async function runTogether<Row>(
  trx: Knex.Transaction,
  parts: readonly SqlParts[],
  lastly: string,
): Promise<Row[]> {
  const { rows } = await trx.raw<{ rows: Row[] }>(
    `with ${parts.flatMap((part) => part.with).join(',\n')}\n${lastly}`,
    Object.assign({}, ...parts.map(({ values }) => values)) as Record<string, Knex.RawBinding>,
  );
  return rows;
}
