import type { Knex } from 'knex';
import { overdueSeconds } from '../../domain/reconciliation.ts';
import { processKindCodes, type ProcessKind } from '../../domain/vocabulary/process-kind.ts';

/** A process as it is found, with why where that is to be told. */
export interface PagedProcess {
  id: string;
  kind: ProcessKind;
  cohortYear: number | null;
  detail: string | null;
}

/** Processes of a page at most. */
export const processPageMax = 500;

const first = '00000000-0000-0000-0000-000000000000';

/**
 * Sources of ids: each answers its next ones in order, every id once, from an index that holds only what is open. `settled` is
 * an instant: what is younger may be on its way.
 */
const sources = {
  open: processKindCodes.map(
    (kind) =>
      `select id, null as detail from process where is_open and kind = '${kind}' and id > :after and updated_at < :settled`,
  ),
  effects: `select process_id as id, null as detail from effect
    where ended_at is null and process_id > :after and created_at < :settled group by process_id`,
  commands: `select process_id as id, null as detail from command
    where outcome is null and process_id > :after and received_at < :settled group by process_id`,
  // The bank may take its time: an order is overdue only when its case waits for it no longer.
  overdueEffects: `select e.process_id as id, min(e.kind) as detail from effect e
    where e.ended_at is null and e.process_id > :after and e.due_at < :settled
      and not (e.kind = 'REMIT' and exists (select from employer_verification v where v.id = e.process_id and v.status = 'SENDING'))
    group by e.process_id`,
};

/** An SQL expression of an instant. */
type SqlInstant = string;

/** Every process that is open, or has an effect or a command not at its end, since before `settled`; page by page by id. */
export function processesWithWork(knex: Knex, settled: SqlInstant): AsyncGenerator<PagedProcess[]> {
  return pages(knex, [...sources.open, sources.effects, sources.commands], settled);
}

/** Every process with a command that nobody decided for five minutes. */
export function processesWithOldCommands(knex: Knex, now: SqlInstant): AsyncGenerator<PagedProcess[]> {
  return pages(knex, [sources.commands], secondsBefore(now, overdueSeconds.command));
}

/** Every process with an effect an hour overdue; `detail` is its kind. */
export function processesWithOverdueEffects(knex: Knex, now: SqlInstant): AsyncGenerator<PagedProcess[]> {
  return pages(knex, [sources.overdueEffects], secondsBefore(now, overdueSeconds.effect));
}

/** An SQL expression of an instant some seconds earlier. */
export function secondsBefore(now: SqlInstant, seconds: number): SqlInstant {
  return `(${now} - interval '${seconds} seconds')`;
}

async function* pages(knex: Knex, from: readonly string[], settled: SqlInstant): AsyncGenerator<PagedProcess[]> {
  const union = from
    .map((source) => `(${source.replaceAll(':settled', settled)} order by 1 limit ${processPageMax})`)
    .join(' union all ');
  for (let after = first; ;) {
    const { rows } = await knex.raw<{ rows: PagedProcess[] }>(
      `select p.id, p.kind, p.cohort_year, found.detail
       from (select id, min(detail) as detail from (${union}) as next group by id order by id limit ${processPageMax}) as found
         join process p on p.id = found.id order by p.id`,
      { after },
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.id;
  }
}

/** Of these processes, those with nothing to do for a while: closed, every effect and command at its end. */
export async function processesWithoutWork(
  knex: Knex,
  ids: readonly string[],
  settled: SqlInstant,
): Promise<{ id: string; isThere: boolean }[]> {
  const { rows } = await knex.raw<{ rows: { id: string; isThere: boolean }[] }>(
    `select wanted.id, p.id is not null as is_there
     from (select value::uuid as id from jsonb_array_elements_text(:ids)) as wanted left join process p on p.id = wanted.id
     where p.id is null or (not p.is_open and p.updated_at < ${settled}
       and not exists (select from effect e where e.process_id = p.id and (e.ended_at is null or e.ended_at >= ${settled}))
       and not exists (select from command c where c.process_id = p.id and (c.outcome is null or c.decided_at >= ${settled})))`,
    { ids: JSON.stringify(ids) },
  );
  return rows;
}
