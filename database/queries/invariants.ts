import { isDeepStrictEqual } from 'node:util';
import type { Knex } from 'knex';
import type { EmployerVerificationEvent } from '../../domain/employer-verification-model.ts';
import * as verifications from '../../domain/employer-verification-state.ts';
import type { EmployerVerificationState } from '../../domain/employer-verification-state.ts';
import * as signings from '../../domain/signing.ts';
import type { SigningEvent, SigningState } from '../../domain/signing.ts';
import type { ProcessKind } from '../../domain/vocabulary/process-kind.ts';
import * as terminations from '../../domain/termination-state.ts';
import type { TerminationEvent, TerminationState } from '../../domain/termination-model.ts';
import { terminationStatements } from './termination-invariants.ts';
import { verificationStatements } from './verification-invariants.ts';

/** Something that must never be: the rule that is broken, and the id of the row that breaks it. */
export interface Violation {
  rule: string;
  id: string;
}

/** Rules that one statement can check; each answers the ids that break it. */
const statements: Record<string, string> = {
  'a command is decided within a minute': `select id from command where outcome is null and received_at < clock_timestamp() - interval '1 minute'`,
  'a succeeded command has its event': `select c.id from command c left join process_event e on e.command_id = c.id and e.seq = c.outcome_seq
     where c.outcome = 'SUCCEEDED' and e.seq is null`,
  // A wrong amount is refused, and counts.
  'an event has a succeeded command': `select e.process_id as id from process_event e join command c on c.id = e.command_id
     where c.outcome is distinct from 'SUCCEEDED'
       and (c.refusal_code is distinct from 'AMOUNT_MISMATCH' or e.type not in ('amountMismatched', 'amountFailed'))`,
  'seq counts the events of a process, without a gap': `select p.id from process p left join process_event e on e.process_id = p.id
     group by p.id having count(e.seq) <> p.seq or coalesce(max(e.seq), 0) <> p.seq`,
  'the read model stands where its process stands': `select s.id from signing s join process p on p.id = s.id
     where s.status <> p.state ->> 'status' or s.status_at <> (p.state ->> 'statusAt')::timestamptz`,
  'a begun signing has its read model': `select p.id from process p left join signing s on s.id = p.id
     where p.kind = 'SIGNING' and (p.seq > 0) <> (s.id is not null)`,
  'a binding belongs to a signing in review or signed': `select b.graduate_id as id from graduate_binding b join signing s on s.id = b.signing_id
     where s.status not in ('COLLEGE_REVIEW', 'SCHOOL_REVIEW', 'SIGNED') or s.graduate_id <> b.graduate_id`,
  'a signing in review or signed binds its graduate': `select s.id from signing s left join graduate_binding b on b.signing_id = s.id
     where s.status in ('COLLEGE_REVIEW', 'SCHOOL_REVIEW', 'SIGNED') and b.graduate_id is null`,
  'a signing in review has one open task of its stage, others none': `select s.id from signing s left join review_task t on t.process_id = s.id and t.decided_at is null
     where coalesce(t.stage || '_REVIEW', '') <> case when s.status like '%\\_REVIEW' then s.status else '' end`,
  'a turn of a review tells its kind, and whether a later one follows': `select r.id from review_task r join process p on p.id = r.process_id
     where r.kind <> p.kind or r.superseded <> exists (select from review_task later
       where later.process_id = r.process_id and later.opened_seq > r.opened_seq)`,
  'a signed signing made its destination record': `select s.id from signing s left join destination d on d.signing_id = s.id
     where s.status = 'SIGNED' and d.id is null`,
  'the serial of a school and cohort is its highest number': `select a.school_code as id from agreement_serial a where a.last <> (select count(*) from signing s
     where s.school_code = a.school_code and s.cohort_year = a.cohort_year and s.agreement_no is not null)`,
};

/** Checks the whole database, with no change to it; an empty answer is a sound one. Source: design.md §10. */
export async function databaseViolations(knex: Knex): Promise<Violation[]> {
  const found: Violation[] = [];
  for (const [rule, statement] of Object.entries({
    ...statements,
    ...terminationStatements,
    ...verificationStatements,
  })) {
    const { rows } = await knex.raw<{ rows: { id: string }[] }>(statement);
    found.push(...rows.map(({ id }) => ({ rule, id })));
  }
  for (const rules of folds) found.push(...(await foldViolations(knex, rules)));
  return found;
}

const pageSizeMax = 1_000;

/** How the events of one kind of process make its state. */
interface Fold {
  kind: ProcessKind;
  evolve(state: unknown, event: object): unknown;
  isOpen(state: unknown): boolean;
}

const folds: readonly Fold[] = [
  {
    kind: 'SIGNING',
    evolve: (state, event) => signings.evolve(state as SigningState | null, event as SigningEvent),
    isOpen: (state) => signings.isOpen((state as SigningState).status),
  },
  {
    kind: 'TERMINATION',
    evolve: (state, event) => terminations.evolve(state as TerminationState | null, event as TerminationEvent),
    isOpen: (state) => terminations.isOpen((state as TerminationState).status),
  },
  {
    kind: 'EMPLOYER_VERIFICATION',
    evolve: (state, event) =>
      verifications.evolve(state as EmployerVerificationState | null, event as EmployerVerificationEvent),
    isOpen: (state) => verifications.isOpen((state as EmployerVerificationState).status),
  },
];

async function foldViolations(knex: Knex, rules: Fold): Promise<Violation[]> {
  const found: Violation[] = [];
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const page = await knex('process')
      .where({ kind: rules.kind })
      .andWhere('id', '>', after)
      .andWhere('seq', '>', 0)
      .orderBy('id')
      .limit(pageSizeMax)
      .select<{ id: string; state: unknown; isOpen: boolean }[]>('id', 'state', 'isOpen');
    const last = page.at(-1);
    if (!last) return found;
    after = last.id;
    const folded = await fold(
      knex,
      rules,
      page.map(({ id }) => id),
    );
    for (const { id, state, isOpen: open } of page) {
      if (!isDeepStrictEqual(folded.get(id), state))
        found.push({ rule: 'the events of a process fold to its state', id });
      if (rules.isOpen(state) !== open) found.push({ rule: 'a process is open while its state waits', id });
    }
  }
}

async function fold(knex: Knex, { evolve }: Fold, ids: readonly string[]): Promise<Map<string, unknown>> {
  const events = await knex('process_event')
    .whereIn('processId', [...ids])
    .orderBy(['processId', 'seq'])
    .select<{ processId: string; type: string; at: string; data: object }[]>('processId', 'type', 'at', 'data');
  const states = new Map<string, unknown>();
  for (const { processId, type, at, data } of events)
    states.set(processId, evolve(states.get(processId) ?? null, { ...data, type, at }));
  return states;
}
