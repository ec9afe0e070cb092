import type { Knex } from 'knex';

/**
 * What PostgreSQL read for one page: rows to find it, and rows looked up to show what was found, but those of tables that do not
 * grow with the cases, which it may read whole.
 */
export interface RowsRead {
  toFind: number;
  toShow: number;
}

const fewRows = ['account', 'cohort', 'college', 'employer', 'reviewer', 'school'];

/** A node of a plan, as PostgreSQL tells it in JSON. */
export interface PlanNode {
  'Node Type': string;
  'Index Name'?: string;
  Alias?: string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  'Rows Removed by Join Filter'?: number;
  Plans?: PlanNode[];
}

/** A statement and its values. */
export interface Statement {
  sql: string;
  bindings: readonly unknown[];
}

/** The statements that some work sends, with their values. */
export async function statementsWithValues(knex: Knex, work: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const listen = ({ sql, bindings }: Statement) => void statements.push({ sql, bindings: bindings ?? [] });
  knex.on('query', listen);
  try {
    await work();
  } finally {
    knex.removeListener('query', listen);
  }
  return statements;
}

/**
 * Explains the statements of a page as they are sent, once with a plan made for their values and once with the plan that a
 * connection keeps for all values; the greater counts. Whatever stands below a page's own Limit is read to find it.
 */
export async function rowsRead(knex: Knex, work: () => Promise<unknown>): Promise<RowsRead> {
  const reads = (await statementsWithValues(knex, work)).filter(({ sql }) => /^\s*(select|with)\b/i.test(sql));
  const read = { toFind: 0, toShow: 0 };
  for (const statement of reads) {
    const plans = [await explain(knex, statement, 'custom'), await explain(knex, statement, 'generic')].map(readBy);
    read.toFind += Math.max(...plans.map(({ toFind }) => toFind));
    read.toShow += Math.max(...plans.map(({ toShow }) => toShow));
  }
  return read;
}

function explain(knex: Knex, statement: Statement, plan: 'custom' | 'generic'): Promise<PlanNode> {
  return explainWith(knex, statement, { plan, analyze: true });
}

/** Explains a statement by a plan for its values or for all values, with these ways of planning off; by running it if asked. */
export async function explainWith(
  knex: Knex,
  { sql, bindings }: Statement,
  { plan, off = [], analyze = false }: { plan: 'custom' | 'generic'; off?: readonly string[]; analyze?: boolean },
): Promise<PlanNode> {
  return knex.transaction(async (trx) => {
    await trx.raw(`set local plan_cache_mode = force_${plan}_plan`);
    for (const way of off) await trx.raw(`set local ${way} = off`);
    await trx.raw(`prepare explained as ${sql.replaceAll('?', '\\?')}`);
    const values = bindings.length === 0 ? '' : `(${bindings.map(literal).join(', ')})`;
    const how = analyze ? 'analyze, timing off, format json' : 'format json';
    const { rows } = await trx.raw<{ rows: { 'QUERY PLAN': [{ Plan: PlanNode }] }[] }>(
      `explain (${how}) execute explained${values.replaceAll('?', '\\?')}`,
    );
    await trx.raw('deallocate explained');
    const [answer] = Object.values(rows[0] ?? {}) as [[{ Plan: PlanNode }]];
    return answer[0].Plan;
  });
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return `'${value.toISOString()}'`;
  if (Array.isArray(value)) return `array[${value.map(literal).join(', ')}]`;
  return `'${String(value).replaceAll("'", "''")}'`;
}

function readBy(plan: PlanNode): RowsRead {
  const read = { toFind: 0, toShow: 0 };
  const look = (node: PlanNode, isFinding: boolean) => {
    // A Limit that ran once is the page's; one that ran for each row belongs to what is shown of it.
    const finding = isFinding || (node['Node Type'] === 'Limit' && node['Actual Loops'] === 1);
    if (isTableScan(node)) {
      if (finding) read.toFind += rowsOf(node);
      else if (!fewRows.includes(node['Relation Name'] ?? '')) read.toShow += rowsOf(node);
    }
    for (const child of node.Plans ?? []) look(child, finding);
  };
  look(plan, false);
  return read;
}

function isTableScan({ 'Node Type': type }: PlanNode): boolean {
  return ['Seq Scan', 'Index Scan', 'Index Only Scan', 'Bitmap Heap Scan'].includes(type);
}

function rowsOf(node: PlanNode): number {
  const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return Math.round((node['Actual Rows'] + removed) * node['Actual Loops']);
}
