import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { ActorRelation } from '../../domain/permissions.ts';
import type { CommandOutcome } from '../../domain/vocabulary/command-outcome.ts';
import type { EventCause } from '../../domain/vocabulary/event-cause.ts';
import type { ProcessKind } from '../../domain/vocabulary/process-kind.ts';
import type { StaffAct } from '../../domain/vocabulary/staff-act.ts';
import type { UserType } from '../../domain/vocabulary/user-type.ts';
import { pageClause, pageValues, withPosition, type PageRequest, type PlacedBy } from './keyset.ts';
import type { Placed } from './list-filters.ts';

/** One line of a trail: something asked for, something that happened, something staff did, a sign-in. */
export interface TrailLine {
  at: Instant;
  source: 'EVENT' | 'COMMAND' | 'STAFF' | 'SESSION';
  /** The name of the event or command, or the act of the staff. */
  code: string | StaffAct;
  processId: string | null;
  processKind: ProcessKind | null;
  seq: number | null;
  actorName: string | null;
  relation: ActorRelation | null;
  cause: EventCause | null;
  outcome: CommandOutcome | null;
  refusalCode: string | null;
  clientAddress: string | null;
  reason: string | null;
}

/** Places of lines of one instant: what was asked for, whose id begins with 0, then the events by their step, then the staff. */
const eventId = `('e0000000-0000-0000-0000-' || lpad(e.seq::text, 12, '0'))::uuid`;
const staffId = `overlay(s.id::text placing 'f' from 1 for 1)::uuid`;

const eventLine = `select ${eventId} as id, e.at, e.at::text as position_at, 'EVENT' as source, e.type as code, e.process_id, p.kind as process_kind, e.seq, a.name as actor_name,
    c.actor_relation as relation, e.cause, null as outcome, null as refusal_code, null as client_address, null as reason
  from process_event e join process p on p.id = e.process_id
    left join command c on c.id = e.command_id left join account a on a.id = c.actor_account_id`;
const commandLine = `select c.id, c.received_at as at, c.received_at::text as position_at, 'COMMAND' as source, c.kind as code, c.process_id, p.kind as process_kind,
    c.outcome_seq as seq, a.name as actor_name, c.actor_relation as relation, null as cause, c.outcome, c.refusal_code,
    host(c.client_address) as client_address, null as reason
  from command c join process p on p.id = c.process_id left join account a on a.id = c.actor_account_id`;
const staffLine = `select ${staffId} as id, s.at, s.at::text, 'STAFF', s.act, null::uuid, null, null::integer, a.name, null, null, null, null,
    host(s.client_address), s.details ->> 'reason'
  from staff_audit s left join account a on a.id = s.account_id`;
const sessionLine = `select s.id, s.created_at, s.created_at::text, 'SESSION', 'SIGNED_IN', null::uuid, null, null::integer, a.name, null, null, null, null,
    null, null
  from session s join account a on a.id = s.account_id`;

/** The branches of a trail as one page: each answers a page of its own, of which the first are taken. */
function pageOfLines(
  branches: readonly { line: string; where: string; at: string; id: string }[],
  direction: 'asc' | 'desc',
  page: PageRequest,
): string {
  const each = branches.map(
    ({ line, where, at, id }) => `(${line} where ${where} ${pageClause({ at, id, direction }, page)})`,
  );
  return `${each.join(' union all ')} order by at ${direction}, id ${direction} limit ${page.fetch}`;
}

/** One page of everything about one case in one line of time: events, commands, what staff did to it; oldest first. */
export async function caseTrail(knex: Knex, processId: string, page: PageRequest): Promise<(TrailLine & Placed)[]> {
  const branches = [
    { line: eventLine, where: 'e.process_id = :processId', at: 'e.at', id: eventId },
    { line: commandLine, where: 'c.process_id = :processId', at: 'c.received_at', id: 'c.id' },
    { line: staffLine, where: 's.thing_id = :thingId', at: 's.at', id: staffId },
  ];
  const { rows } = await knex.raw<{ rows: PlacedBy<TrailLine & { id: string }>[] }>(
    pageOfLines(branches, 'asc', page),
    {
      ...{ processId, thingId: processId },
      ...pageValues(page),
    },
  );
  return rows.map(withPosition);
}

/** Somebody as the trail knows them: an account, or a graduate the school recorded. */
export interface TrailPerson {
  id: string;
  kind: 'ACCOUNT' | 'GRADUATE';
  accountId: string | null;
  userType: UserType;
  name: string | null;
  unit: string | null;
  phoneEncrypted: string | null;
  idNumberEncrypted: string | null;
  disabledAt: Instant | null;
}

/** Who is meant: one account, or everybody with a telephone or an ID number of this hash. */
export type PersonWanted = { accountId: string } | { hash: Buffer };

const peopleMax = 50;

/** Each by an index of its own: with an OR over all of them PostgreSQL reads every account. */
const accountsOfHash = `select id from account where phone_hash = :wanted
  union select id from account where id_number_hash = :wanted
  union select account_id from graduate where id_number_hash = :wanted`;

/** The accounts and the school's records of a person. */
export async function peopleOf(knex: Knex, wanted: PersonWanted): Promise<TrailPerson[]> {
  const isAccount = 'accountId' in wanted;
  const { rows } = await knex.raw<{ rows: TrailPerson[] }>(
    `select a.id, 'ACCOUNT' as kind, a.id as account_id, a.user_type, a.name, coalesce(
         (select e.name from employer_membership m join employer e on e.id = m.employer_id
          where m.account_id = a.id and m.status = 'APPROVED'), a.company_name) as unit,
       a.phone_encrypted, null as id_number_encrypted, a.disabled_at
     from account a where ${isAccount ? 'a.id = :wanted' : `a.id in (${accountsOfHash})`}
     union all
     select g.id, 'GRADUATE', g.account_id, 'GRADUATE', g.name, s.name, g.phone_encrypted, g.id_number_encrypted, g.removed_at
     from graduate g join school s on s.school_code = g.school_code
     where ${isAccount ? 'g.account_id = :wanted' : 'g.id_number_hash = :wanted or g.phone_hash = :wanted'}
     limit ${peopleMax}`,
    { wanted: isAccount ? wanted.accountId : wanted.hash },
  );
  return rows;
}

/** One page of what some accounts did and what staff did to them, the newest first. */
export async function personTrail(
  knex: Knex,
  people: readonly TrailPerson[],
  page: PageRequest,
): Promise<(TrailLine & Placed)[]> {
  const accounts = JSON.stringify(people.flatMap(({ accountId }) => (accountId === null ? [] : [accountId])));
  const things = JSON.stringify(people.map(({ id }) => id));
  const person = 'in (select id from person)';
  const staffWhere = `(s.thing_id in (select id from thing) or s.account_id ${person})`;
  const branches = [
    { line: commandLine, where: `c.actor_account_id ${person}`, at: 'c.received_at', id: 'c.id' },
    { line: staffLine, where: staffWhere, at: 's.at', id: staffId },
    { line: sessionLine, where: `s.account_id ${person}`, at: 's.created_at', id: 's.id' },
  ];
  const { rows } = await knex.raw<{ rows: PlacedBy<TrailLine & { id: string }>[] }>(
    `with person as (select value::uuid as id from jsonb_array_elements_text(cast(:accounts as jsonb))),
       thing as (select value as id from jsonb_array_elements_text(cast(:things as jsonb))
         union select m.id::text from employer_membership m join person on person.id = m.account_id)
     ${pageOfLines(branches, 'desc', page)}`,
    { accounts, things, ...pageValues(page) },
  );
  return rows.map(withPosition);
}
