import { isDeepStrictEqual } from 'node:util';
import type { Knex } from 'knex';
import { evolve, isOpen, type SigningEvent, type SigningState } from '../../domain/signing.ts';

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
  'an event has a succeeded command': `select e.process_id as id from process_event e join command c on c.id = e.command_id
     where c.outcome is distinct from 'SUCCEEDED'`,
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
  'a signed signing made its destination record': `select s.id from signing s left join destination d on d.signing_id = s.id
     where s.status = 'SIGNED' and d.id is null`,
  'the serial of a school and cohort is its highest number': `select a.school_code as id from agreement_serial a where a.last <> (select count(*) from signing s
     where s.school_code = a.school_code and s.cohort_year = a.cohort_year and s.agreement_no is not null)`,
};

/** Checks the whole database, with no change to it; an empty answer is a sound one. Source: design.md §10. */
export async function databaseViolations(knex: Knex): Promise<Violation[]> {
  const found: Violation[] = [];
  for (const [rule, statement] of Object.entries(statements)) {
    const { rows } = await knex.raw<{ rows: { id: string }[] }>(statement);
    found.push(...rows.map(({ id }) => ({ rule, id })));
  }
  return [...found, ...(await foldViolations(knex))];
}

const pageSizeMax = 1_000;

async function foldViolations(knex: Knex): Promise<Violation[]> {
  const found: Violation[] = [];
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const page = await knex('process')
      .where({ kind: 'SIGNING' })
      .andWhere('id', '>', after)
      .andWhere('seq', '>', 0)
      .orderBy('id')
      .limit(pageSizeMax)
      .select<{ id: string; state: SigningState; isOpen: boolean }[]>('id', 'state', 'isOpen');
    const last = page.at(-1);
    if (!last) return found;
    after = last.id;
    const folded = await fold(
      knex,
      page.map(({ id }) => id),
    );
    for (const { id, state, isOpen: open } of page) {
      if (!isDeepStrictEqual(folded.get(id), state))
        found.push({ rule: 'the events of a signing fold to its state', id });
      if (isOpen(state.status) !== open) found.push({ rule: 'a process is open while its state waits', id });
    }
  }
}

async function fold(knex: Knex, ids: readonly string[]): Promise<Map<string, SigningState>> {
  const events = await knex('process_event')
    .whereIn('processId', [...ids])
    .orderBy(['processId', 'seq'])
    .select<{ processId: string; type: string; at: string; data: object }[]>('processId', 'type', 'at', 'data');
  const states = new Map<string, SigningState>();
  for (const { processId, type, at, data } of events)
    states.set(processId, evolve(states.get(processId) ?? null, { ...data, type, at } as SigningEvent));
  return states;
}
