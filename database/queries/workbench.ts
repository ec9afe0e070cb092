import type { Knex } from 'knex';
import { defaultCohortYear, plusSeconds, shanghaiDate, type Instant } from '../../domain/calendar.ts';
import type { EmployerVerificationState } from '../../domain/employer-verification-state.ts';
import { pairsIn } from '../../domain/signing-tabs.ts';
import type { SigningTab } from '../../domain/vocabulary/signing-tab.ts';
import type { VerificationState } from '../../domain/vocabulary/verification-state.ts';
import { dueSoonHours, unitConfirmMonths } from '../../domain/workbench.ts';
import type { Clock } from '../clock.ts';
import { listShownNotices, type NoticeRow } from './notices.ts';
import { openVerification, statusIn } from './open-statuses.ts';
import { presentInstant } from './present-instant.ts';
import { readSigningPage, type ListedSigning } from './signing-lists.ts';
import { countSigningTabs } from './signing-tab-counters.ts';
import { inOneSnapshot } from './snapshot.ts';

/** Something that waits for the unit or ends soon, and when. */
export interface DueRow {
  signingId: string;
  terminationId: string | null;
  graduateName: string;
  cohort: number;
  dueAt: Instant;
}

/** The soonest of what is due, and how many there are. */
export interface Due {
  rows: DueRow[];
  total: number;
}

/** 工作台: what a unit sees of one cohort, all of one moment. */
export interface Workbench {
  cohort: number;
  counters: Record<SigningTab, number>;
  invitationsEnding: Due;
  /** Of every cohort: whoever looks at another one must not miss them. */
  terminationsToAnswer: Due;
  /** Of signings by their own status, and of signings by their newest termination's; newest first each. */
  changes: { signings: ListedSigning[]; terminations: ListedSigning[] };
  verificationState: VerificationState;
  /** Since when a verified unit is asked to look at its data again, or null. */
  confirmDueAt: Instant | null;
  /** Who asks to join and could be let in: how many, and since when the first. */
  joining: { total: number; since: Instant } | null;
  openVerification: { id: string; state: EmployerVerificationState } | null;
  notices: NoticeRow[];
}

const dueMax = 20;

/** How many changes are told. */
export const changesMax = 10;

/** Reads the workbench of a unit for a cohort, or for the one that lists open with, in one snapshot. */
export async function readWorkbench(
  knex: Knex,
  clock: Clock,
  { employerId, cohort: asked }: { employerId: string; cohort?: number | undefined },
): Promise<Workbench> {
  return inOneSnapshot(knex, async (snapshot) => {
    const now = await presentInstant(snapshot, clock);
    const cohort = asked ?? defaultCohortYear(now);
    const unit = { employerId, cohort };
    const page = { fetch: changesMax, after: null, count: false };
    const filter = { party: { employerId }, pairs: pairsIn({}), cohort };
    const read = (byTermination: boolean) => readSigningPage(snapshot, clock, { ...filter, byTermination }, page);
    const { verificationState, confirmDueAt } = await findStanding(snapshot, employerId, now);
    return {
      cohort,
      counters: await countSigningTabs(snapshot, unit),
      invitationsEnding: await invitationsEnding(snapshot, unit, now),
      terminationsToAnswer: await terminationsToAnswer(snapshot, unit, now),
      changes: { signings: (await read(false)).rows, terminations: (await read(true)).rows },
      verificationState,
      confirmDueAt,
      joining: verificationState === 'VERIFIED' ? await findJoining(snapshot, employerId) : null,
      openVerification: await findOpenVerification(snapshot, employerId),
      notices: await listShownNotices(snapshot, shanghaiDate(now)),
    };
  });
}

/** How a unit stands, and since when it is asked to look at its data again. */
async function findStanding(
  knex: Knex,
  employerId: string,
  now: Instant,
): Promise<Pick<Workbench, 'verificationState' | 'confirmDueAt'>> {
  const { verificationState, due } = await knex('employer')
    .where({ id: employerId })
    .first<{ verificationState: VerificationState; due: Instant }>(
      'verificationState',
      knex.raw(`updated_at + interval '${unitConfirmMonths} months' as due`),
    );
  return { verificationState, confirmDueAt: verificationState === 'VERIFIED' && due <= now ? due : null };
}

async function findJoining(knex: Knex, employerId: string): Promise<Workbench['joining']> {
  const { total, since } = await knex('employer_membership')
    .where({ employerId, status: 'PENDING' })
    .first<{ total: number; since: Instant | null }>(
      knex.raw('count(*)::integer as total'),
      knex.raw('min(requested_at) as since'),
    );
  return since === null ? null : { total, since };
}

interface Unit {
  employerId: string;
  cohort: number;
}

async function invitationsEnding(knex: Knex, { employerId, cohort }: Unit, now: Instant): Promise<Due> {
  const { rows } = await knex.raw<{ rows: CountedRow[] }>(
    `select s.id as signing_id, null as termination_id, f.graduate_name, s.cohort_year as cohort, s.respond_by as due_at,
       count(*) over ()::integer as total
     from signing s join favorite f on f.id = s.favorite_id
     where s.employer_id = :employerId and s.cohort_year = :cohort and s.status = 'AWAITING_GRADUATE'
       and s.respond_by between :now and :until
     order by s.respond_by, s.id limit ${dueMax}`,
    { employerId, cohort, now, until: plusSeconds(now, dueSoonHours * 3_600) },
  );
  return dueOf(rows);
}

async function terminationsToAnswer(knex: Knex, { employerId }: Unit, now: Instant): Promise<Due> {
  const { rows } = await knex.raw<{ rows: CountedRow[] }>(
    `select t.signing_id, t.id as termination_id, f.graduate_name, t.cohort_year as cohort, t.answer_by as due_at,
       count(*) over ()::integer as total
     from termination t join signing s on s.id = t.signing_id join favorite f on f.id = s.favorite_id
     where t.employer_id = :employerId and t.status = 'AWAITING_COUNTERPARTY'
       and t.applicant = 'GRADUATE' and t.answer_by >= :now
     order by t.answer_by, t.id limit ${dueMax}`,
    { employerId, now },
  );
  return dueOf(rows);
}

type CountedRow = DueRow & { total: number };

function dueOf(counted: readonly CountedRow[]): Due {
  const rows = counted.map(({ signingId, terminationId, graduateName, cohort, dueAt }) => ({
    ...{ signingId, terminationId, graduateName, cohort, dueAt },
  }));
  return { rows, total: counted[0]?.total ?? 0 };
}

async function findOpenVerification(knex: Knex, employerId: string): Promise<Workbench['openVerification']> {
  const { rows } = await knex.raw<{ rows: { id: string; state: EmployerVerificationState }[] }>(
    `select v.id, p.state from employer_verification v join process p on p.id = v.id
     where v.employer_id = ?
       and ${statusIn('v.status', openVerification)}`,
    [employerId],
  );
  return rows[0] ?? null;
}
