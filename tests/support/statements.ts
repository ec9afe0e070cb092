import type { Knex } from 'knex';

/** The statements a piece of work makes, in order, without what each test run names differently. */
export async function statementsOf(knex: Knex, work: () => PromiseLike<unknown>): Promise<string[]> {
  const statements: string[] = [];
  const listen = ({ sql }: { sql: string }) => void statements.push(sql);
  knex.on('query', listen);
  try {
    await work();
  } finally {
    knex.removeListener('query', listen);
  }
  return statements;
}
