import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDatabase } from '../../database/knex.ts';
import { personalDataWith } from '../../database/personal-data.ts';
import { buildSigning, type BuiltSigning } from '../support/build-signing.ts';
import { buildTermination } from '../support/build-termination.ts';
import { buildFile, buildGraduate } from '../support/factories.ts';
import { testKeys } from '../support/test-keys.ts';
import { createTestDatabase } from '../support/servers.ts';
import { accountConstraintCases, accountRows } from './account-constraint-cases.ts';
import { agreementConstraintCases, agreementRows } from './agreement-constraint-cases.ts';
import { batchConstraintCases, batchRows } from './batch-constraint-cases.ts';
import { constraintCases as otherCases, copyOf, newId } from './constraint-cases.ts';
import { groundConstraintCases, groundRows } from './ground-constraint-cases.ts';
import { importConstraintCases, importRows } from './import-constraint-cases.ts';
import { messageConstraintCases, messageRows } from './message-constraint-cases.ts';
import { reconciliationConstraintCases, reconciliationRows } from './reconciliation-constraint-cases.ts';
import { staffConstraintCases, staffRows } from './staff-constraint-cases.ts';
import { terminationConstraintCases } from './termination-constraint-cases.ts';
import { tokenConstraintCases, tokenRows } from './token-constraint-cases.ts';
import { verificationConstraintCases, verificationRows } from './verification-constraint-cases.ts';

const constraintCases = [
  ...otherCases,
  ...verificationConstraintCases,
  ...accountConstraintCases,
  ...agreementConstraintCases,
  ...terminationConstraintCases,
  ...tokenConstraintCases,
  ...messageConstraintCases,
  ...staffConstraintCases,
  ...groundConstraintCases,
  ...batchConstraintCases,
  ...importConstraintCases,
  ...reconciliationConstraintCases,
];

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let knex: Knex;
/** Ids that the statements below name as `:signed`, `:employer` and so on. */
const ids: Record<string, string> = {};
beforeAll(async () => {
  database = await createTestDatabase();
  knex = openDatabase(database.url);
  const data = { knex, personalData: personalDataWith(testKeys) };
  await knex('cohort').insert([
    { year: 2026, opensOn: '2025-09-01', closesOn: '2026-08-31' },
    { year: 2027, opensOn: '2026-09-01', closesOn: '2027-08-31' },
  ]);
  const signed = await buildSigning(data, { status: 'SIGNED' });
  const waiting = await buildSigning(data, { status: 'AWAITING_GRADUATE' });
  const inReview = await buildSigning(data, { status: 'COLLEGE_REVIEW' });
  const unbound = await buildGraduate(data);
  Object.assign(ids, named(signed), { waiting: waiting.id, inReview: inReview.id, unbound: unbound.graduateId });
  await fill();
  const fileIds = [await buildFile(data, signed.employer.accountId)];
  ids['termination'] = (await buildTermination(data, signed, { fileIds })).id;
  ids['verification'] = '00000000-0000-7000-8000-00000000000b';
  await run(verificationRows);
  Object.assign(ids, { change: '00000000-0000-7000-8000-00000000000c', batch: '00000000-0000-7000-8000-00000000000d' });
  await run(groundRows);
  ids['handedIn'] = '00000000-0000-7000-8000-00000000000e';
  await run(batchRows);
  await run(accountRows);
  await run(tokenRows);
  await run(messageRows);
  await run(staffRows);
  await run(reconciliationRows);
  await run(agreementRows);
  await run(importRows);
}, 60_000);
afterAll(async () => {
  await knex.destroy();
  await database.drop();
});

const named = ({ id, employer, graduate, favoriteId }: BuiltSigning) => ({
  signed: id,
  favorite: favoriteId,
  employer: employer.employerId,
  user: employer.accountId,
  graduate: graduate.graduateId,
  school: graduate.school.schoolCode,
  college: graduate.school.collegeId,
  reviewer: graduate.school.collegeReviewer ?? '',
});

/** One row each of what building a signing does not make. */
async function fill(): Promise<void> {
  await run(`insert into session (account_id, token_hash, expires_at) values (:user, '\\x01', now())`);
  await run(`insert into agreement_serial values (:school, 2026, 1)`);
  await run(
    `insert into effect (process_id, seq, kind, recipient, message, due_at) values (:signed, 1, 'K', 'account:a', 'M', now())`,
  );
  await run(
    `insert into notification (account_id, process_id, seq, kind, message, created_at) values (:user, :signed, 1, 'K', 'M', now())`,
  );
  await run(
    `insert into command (process_id, kind, actor_account_id, actor_relation, body_encrypted, fingerprint, idempotency_key, request_id, received_at)
     values (:waiting, 'accept', :user, 'INVITEE', 'x', '\\x01', 'key', 'r', now())`,
  );
  ids['member'] = '00000000-0000-7000-8000-00000000000a';
  await run(`insert into account (id, user_type, password_hash) values (:member, 'STAFF', 'x');
    insert into staff_account (account_id, sign_in_name, role) values (:member, 'member', 'REVIEWER');
    insert into staff_session (account_id, token_hash, expires_at) values (:member, '\\x01', now());
    insert into staff_audit (account_id, act) values (:member, 'SIGNED_IN')`);
  await run(
    `insert into sandbox_message (idempotency_key, channel, to_encrypted, to_hash, text_encrypted) values ('key', 'SMS', 'x', '\\x01', 'x')`,
  );
  await run(`insert into sandbox_transfer values ('r', 'x', 'x', now(), 'SETTLED', now())`);
}

/** Runs statements one after the other; what they name of `ids` is filled in. */
async function run(sql: string, on: Knex | Knex.Transaction = knex): Promise<void> {
  for (const statement of sql.split(';')) {
    const used = Object.entries(ids).filter(([name]) => statement.includes(`:${name}`));
    await on.raw(statement, Object.fromEntries(used));
  }
}

/** The name of the constraint that refuses a statement, or what happened instead; nothing of it stays. */
async function refusedBy(sql: string): Promise<string> {
  const trx = await knex.transaction();
  try {
    await run(sql, trx);
    return 'nothing: it was taken';
  } catch (error) {
    const { constraint, message } = error as Error & { constraint?: string };
    return constraint ?? message;
  } finally {
    await trx.rollback();
  }
}

describe('the database refuses', () => {
  test.each(constraintCases)('%s: %s', async (constraint, _, sql) => {
    expect(await refusedBy(sql)).toBe(constraint);
  });

  test('by each check, unique rule and guard of its own, none of them untried above', async () => {
    const { rows } = await knex.raw<{ rows: { name: string }[] }>(
      `select conname as name from pg_constraint where connamespace = 'public'::regnamespace and contype in ('c', 'u')
       union select indexname from pg_indexes i where schemaname = 'public' and indexdef like 'CREATE UNIQUE INDEX%'
         and not exists (select from pg_constraint k where k.conname = i.indexname)
       union select tgname from pg_trigger where not tgisinternal`,
    );
    const tried = new Set(constraintCases.map(([constraint]) => constraint));
    // They are there for foreign keys to point to; the primary key refuses whatever they would.
    const onlyPointedTo = ['college_of_school', 'account_with_person'];
    // It refuses nothing: it writes down on a signing that a termination of it is open.
    const onlyWrite = [
      'termination_shown',
      'signing_named',
      'termination_named',
      'review_task_named',
      'graduate_binding_of_person',
    ];
    const untried = rows.filter(
      ({ name }) => !tried.has(name) && !onlyPointedTo.includes(name) && !onlyWrite.includes(name),
    );
    expect(untried).toEqual([]);
  });

  test('at once, and never by removing or changing something else', async () => {
    const { rows } = await knex.raw<{ rows: { name: string }[] }>(
      `select conname as name from pg_constraint where connamespace = 'public'::regnamespace
         and (condeferrable or not convalidated or (contype = 'f' and (confdeltype <> 'a' or confupdtype <> 'a')))`,
    );
    expect(rows).toEqual([]);
  });

  test('what has no name of its own: every foreign key and check is named by the migrations', async () => {
    const { rows } = await knex.raw<{ rows: { name: string }[] }>(
      `select k.conname as name from pg_constraint k where k.connamespace = 'public'::regnamespace
         and k.contype in ('c', 'f', 'u') and k.conname ~ '(_fkey|_check|_key)[0-9]*$'`,
    );
    expect(rows).toEqual([]);
  });
});

test('what the rules leave open is taken: a second invitation after a failed one, a favorite after its removal, a decided body erased', async () => {
  expect(
    await refusedBy(`update signing set status = 'DECLINED' where id = :waiting;
      insert into process (id, kind) values ('00000000-0000-7000-8000-000000000001', 'SIGNING');
      ${copyOf('signing', 'id = :waiting', { id: `'00000000-0000-7000-8000-000000000001'`, status: `'AWAITING_GRADUATE'` })}`),
  ).toBe('nothing: it was taken');
  expect(
    await refusedBy(`update favorite set removed_at = now() where id = :favorite;
      ${copyOf('favorite', 'id = :favorite', { ...newId, removed_at: 'null' })}`),
  ).toBe('nothing: it was taken');
  expect(await refusedBy(`update command set body_encrypted = null where process_id = :signed`)).toBe(
    'nothing: it was taken',
  );
  expect(await refusedBy(`update graduate_binding set seq = 9 where signing_id = :signed`)).toBe(
    'nothing: it was taken',
  );
});
