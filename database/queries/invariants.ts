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
import { instantOf } from '../instants.ts';
import type { DataRule } from './data-rule.ts';
import { isStray } from './reconciliation.ts';
import { terminationRules } from './termination-invariants.ts';
import { verificationRules } from './verification-invariants.ts';

/** Something that must never be: the rule that is broken, and the id of the row that breaks it. */
export interface Violation {
  rule: string;
  id: string;
}

const commandRule = 'a command is decided within a minute';
const bindingRule = 'a binding belongs to a signing in review or signed';

/** The rules that reconciliation looks at as classes of their own. */
export const rulesOfClasses = [commandRule, bindingRule] as const;

const signingRules: Record<string, DataRule> = {
  [commandRule]: {
    zh: '操作应在一分钟内处理',
    ids: `select id from command where outcome is null and received_at < clock_timestamp() - interval '1 minute'`,
  },
  'a succeeded command has its event': {
    zh: '办理成功的操作应留有经过',
    ids: `select c.id from command c left join process_event e on e.command_id = c.id and e.seq = c.outcome_seq
     where c.outcome = 'SUCCEEDED' and e.seq is null`,
  },
  // A wrong amount is refused, and counts.
  'an event has a succeeded command': {
    zh: '每一步经过应来自办理成功的操作',
    ids: `select e.process_id as id from process_event e join command c on c.id = e.command_id
     where c.outcome is distinct from 'SUCCEEDED'
       and (c.refusal_code is distinct from 'AMOUNT_MISMATCH' or e.type not in ('amountMismatched', 'amountFailed'))`,
  },
  'seq counts the events of a process, without a gap': {
    zh: '案件的步数应与经过一一对应',
    ids: `select p.id from process p left join process_event e on e.process_id = p.id
     group by p.id having count(e.seq) <> p.seq or coalesce(max(e.seq), 0) <> p.seq`,
  },
  'the read model stands where its process stands': {
    zh: '签约记录应与案件状态一致',
    ids: `select s.id from signing s join process p on p.id = s.id
     where s.status <> p.state ->> 'status' or s.status_at <> (p.state ->> 'statusAt')::timestamptz`,
  },
  'a begun signing has its read model': {
    zh: '已发起的签约应有签约记录',
    ids: `select p.id from process p left join signing s on s.id = p.id
     where p.kind = 'SIGNING' and (p.seq > 0) <> (s.id is not null)`,
  },
  [bindingRule]: {
    zh: '占用学生的签约应在审核中或已签约',
    ids: `select b.graduate_id as id from graduate_binding b join signing s on s.id = b.signing_id where ${isStray}`,
  },
  'a signing in review or signed binds its graduate': {
    zh: '审核中或已签约的签约应占用学生',
    ids: `select s.id from signing s left join graduate_binding b on b.signing_id = s.id
     where s.status in ('COLLEGE_REVIEW', 'SCHOOL_REVIEW', 'SIGNED') and b.graduate_id is null`,
  },
  'a signing in review has one open task of its stage, others none': {
    zh: '审核中的签约应有且仅有一项本级待审',
    ids: `select s.id from signing s left join review_task t on t.process_id = s.id and t.decided_at is null
     where coalesce(t.stage || '_REVIEW', '') <> case when s.status like '%\\_REVIEW' then s.status else '' end`,
  },
  'a turn of a review tells its kind, and whether a later one follows': {
    zh: '审核任务应与案件类型及其先后一致',
    ids: `select r.id from review_task r join process p on p.id = r.process_id
     where r.kind <> p.kind or r.superseded <> exists (select from review_task later
       where later.process_id = r.process_id and later.opened_seq > r.opened_seq)`,
  },
  'a signed signing made its destination record': {
    zh: '签约完成应登记毕业去向',
    ids: `select s.id from signing s left join destination d on d.signing_id = s.id
     where s.status = 'SIGNED' and d.id is null`,
  },
  'the serial of a school and cohort is its highest number': {
    zh: '学校协议编号应连续',
    ids: `select a.school_code as id from agreement_serial a where a.last <> (select count(*) from signing s
     where s.school_code = a.school_code and s.cohort_year = a.cohort_year and s.agreement_no is not null)`,
  },
};

const dataRules: Record<string, DataRule> = { ...signingRules, ...terminationRules, ...verificationRules };

const foldRule = 'the events of a process fold to its state';
const openRule = 'a process is open while its state waits';

/** What a rule says to staff, in Chinese. */
export function ruleText(rule: string): string {
  const ofFolds: Record<string, string> = {
    [foldRule]: '案件状态应由其经过逐步得出',
    [openRule]: '办理中的案件应有所等待',
  };
  return dataRules[rule]?.zh ?? ofFolds[rule] ?? rule;
}

/** How a check of the whole database goes. */
interface CheckOptions {
  /** Rules that somebody else looks at. */
  except?: readonly string[];
  /** Called between the steps of a long check. */
  progress?: () => void;
}

/** Violations that are told of each rule at most. */
const toldOfRuleMax = 1_000;

/**
 * Checks the whole database, with no change to it; an empty answer is a sound one. Each rule sees one moment, so that what is
 * decided meanwhile breaks none. Source: design.md §10.
 */
export async function databaseViolations(
  knex: Knex,
  { except = [], progress = () => undefined }: CheckOptions = {},
): Promise<Violation[]> {
  const found: Violation[] = [];
  for (const [rule, { ids }] of Object.entries(dataRules).filter(([rule]) => !except.includes(rule))) {
    progress();
    found.push(...(await breaking(knex, ids)).map((id) => ({ rule, id })));
  }
  for (const rules of folds) found.push(...(await foldViolations(knex, rules, progress)));
  return found;
}

/** A statement over whole tables may take longer than one that somebody waits for. */
async function breaking(knex: Knex, ids: string): Promise<string[]> {
  return knex.transaction(async (trx) => {
    await trx.raw(`set local statement_timeout = '10min'`);
    const { rows } = await trx.raw<{ rows: { id: string }[] }>(
      `select id from (${ids}) as broken limit ${toldOfRuleMax}`,
    );
    return rows.map(({ id }) => id);
  });
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

interface Folded {
  id: string;
  state: unknown;
  isOpen: boolean;
  events: { type: string; at: string; data: object }[];
}

async function foldViolations(knex: Knex, rules: Fold, progress: () => void): Promise<Violation[]> {
  const found: Violation[] = [];
  for (let after = '00000000-0000-0000-0000-000000000000'; found.length < toldOfRuleMax;) {
    progress();
    const page = await foldedPage(knex, rules.kind, after);
    const last = page.at(-1);
    if (!last) break;
    after = last.id;
    for (const { id, state, isOpen, events } of page) {
      const folded = events.reduce<unknown>(
        (before, { type, at, data }) => rules.evolve(before, { ...data, type, at: instantOf(at) }),
        null,
      );
      if (!isDeepStrictEqual(folded, state)) found.push({ rule: foldRule, id });
      if (rules.isOpen(state) !== isOpen) found.push({ rule: openRule, id });
    }
  }
  return found;
}

/** Processes with their events, in one statement: as they were at one moment. */
async function foldedPage(knex: Knex, kind: ProcessKind, after: string): Promise<Folded[]> {
  const { rows } = await knex.raw<{ rows: Folded[] }>(
    `select p.id, p.state, p.is_open, coalesce((
         select jsonb_agg(jsonb_build_object('type', e.type, 'at', e.at::text, 'data', e.data) order by e.seq)
         from process_event e where e.process_id = p.id), '[]') as events
     from process p where p.kind = :kind and p.id > :after and p.seq > 0 order by p.id limit ${pageSizeMax}`,
    { kind, after },
  );
  return rows;
}
