import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Test } from 'supertest';
import { explainWith, statementsWithValues, type PlanNode } from '../../benchmarks/list-plans.ts';
import type { Route } from '../../api/route.ts';
import { allRoutes } from '../../api/routes/all.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { bankCallbackKey } from '../support/bank-caller.ts';
import { signedInAs } from '../support/factories.ts';
import { memoryFiles } from '../support/memory-files.ts';
import { bring, pathOf, rowOf, withActHeaders } from '../support/right-calls.ts';
import { buildPeople, type People } from '../support/right-requests.ts';

/** Few rows by nature, or of the sandbox: reading them all costs what reading one does. */
const fewRows = [
  ...['cohort', 'college', 'notice', 'reviewer', 'school', 'staff_account', 'working_calendar'],
  ...['knex_migrations', 'sandbox_message', 'sandbox_transfer'],
];
/** Indexes of what waits and of what was given up: their rows are counted whole. */
const countedWhole = [
  ...['command_undecided_by_age', 'effect_gave_up', 'effect_unended', 'process_open'],
  ...['direct_message_gave_up', 'direct_message_unended', 'review_digest_gave_up', 'review_digest_unended'],
];
/** Indexes that cost as much to walk, among as few rows as here, as the one that answers the question. */
const shortHere = ['account_with_person', 'api_token_of_creator', 'destination_one_in_force'];
/** Who holds a file: among few rows PostgreSQL makes a hash of all of them, whatever ways are off. See `file-holders.ts`. */
const holders = ['ha', 'he', 'hm', 'hv', 'ht'];
/** Without these PostgreSQL reads a table whole only where no index answers the question. */
const readingWholeLast = ['enable_seqscan', 'enable_bitmapscan', 'enable_hashjoin', 'enable_mergejoin'];

let api: TestApi;
let people: People;
let accounts: Record<'EMPLOYER' | 'GRADUATE' | 'REVIEWER' | 'SCHOOL', string>;
beforeAll(async () => {
  const files = { ...memoryFiles(), get: async () => Buffer.from('a file') };
  api = await startApi({ files, settings: { bankCallbackKeys: [bankCallbackKey] } });
  people = await buildPeople(api);
  const { employer, graduate } = people;
  const { collegeReviewer, schoolReviewer } = graduate.school;
  accounts = {
    ...{ EMPLOYER: employer.accountId, GRADUATE: graduate.accountId },
    ...{ REVIEWER: collegeReviewer ?? '', SCHOOL: schoolReviewer },
  };
}, 60_000);
afterAll(() => api.stop());

/** A right call of a route, with its body, in a session of its own: some calls end it. */
async function rightCall(route: Route): Promise<() => Test> {
  const { access, method, path } = route;
  const who = access === 'SIGNED_IN' ? 'GRADUATE' : access;
  const by = path.startsWith('/api/v1/school/') ? 'SCHOOL' : who;
  const caller = by === 'OPEN' ? api.call : await signedInAs(api, accounts[by]);
  const body = { ...rowOf(route).body?.(people) };
  return () => bring(route, withActHeaders(route, caller(method, pathOf(route, people)), people.seq), body);
}

/** The tables that a plan walks through: read whole, or along an index that no condition of the question limits. */
function walked(node: PlanNode): string[] {
  const table = node['Relation Name'] ?? '';
  const { 'Node Type': type, 'Index Name': index = '', Alias: alias = '' } = node;
  const isWhole = type === 'Seq Scan' || (type.startsWith('Index') && !('Index Cond' in node));
  const mayBe = fewRows.includes(table) || [...countedWhole, ...shortHere].includes(index) || holders.includes(alias);
  const below = (node.Plans ?? []).flatMap(walked);
  return isWhole && !mayBe ? [`${table} ${index}`, ...below] : below;
}

test('no call walks through a table that grows with the cases', async () => {
  const found: string[] = [];
  for (const route of allRoutes) {
    const call = await rightCall(route);
    const statements = await statementsWithValues(api.knex, async () => {
      const { status, body } = await call();
      if (status === 401) found.push(`${route.method} ${route.path}: ${String((body as { code?: string }).code)}`);
    });
    for (const statement of statements.filter(({ sql }) => /^\s*(select|with|insert|update|delete)\b/i.test(sql))) {
      const plan = await explainWith(api.knex, statement, { plan: 'generic', off: readingWholeLast });
      for (const table of walked(plan))
        found.push(`${route.method} ${route.path} ${table}: ${statement.sql.slice(0, 300)}`);
    }
  }
  expect(found).toEqual([]);
}, 120_000);
