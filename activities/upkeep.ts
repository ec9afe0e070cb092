import { heartbeat } from '@temporalio/activity';
import type { Knex } from 'knex';
import type { Engine, ProcessRef } from '../commands/engine.ts';
import type { UpkeepPorts } from '../workflows/upkeep.ports.ts';

const leftoverSeconds = 10;
const pageSizeMax = 500;

/** What the Schedules do: deliver what was left, start what is missing. Every poke is harmless when nothing waits. */
export function createUpkeep({ knex, engine }: { knex: Knex; engine: Engine }): UpkeepPorts {
  return {
    deliverLeftovers: () => deliverLeftovers({ knex, engine }, heartbeat),
    restartMissing: () => restartMissing({ knex, engine }, heartbeat),
  };
}

/** Pokes each process with a command that nobody decided for 10 s. */
async function deliverLeftovers(
  { knex, engine }: { knex: Knex; engine: Engine },
  progress: () => void,
): Promise<number> {
  const leftover = (processes: Knex.QueryBuilder) =>
    processes.whereIn('p.id', (inbox: Knex.QueryBuilder) =>
      inbox
        .from('command')
        .whereNull('outcome')
        .whereRaw(`received_at < clock_timestamp() - make_interval(secs => ?)`, [leftoverSeconds])
        .select('process_id'),
    );
  return pokeEach(engine, pagesOf(knex, leftover), progress);
}

/** Starts the workflow of each process that is open, or has an effect or a command not at its end, and has none running. */
export async function restartMissing(
  { knex, engine }: { knex: Knex; engine: Engine },
  progress: () => void = () => undefined,
): Promise<number> {
  const running = await engine.runningProcesses('SIGNING');
  const withWork = (processes: Knex.QueryBuilder) =>
    processes.where((work) =>
      work
        .where('p.is_open', true)
        .orWhereExists((effects) => effects.from('effect as e').whereRaw('e.process_id = p.id').whereNull('e.ended_at'))
        .orWhereExists((inbox) => inbox.from('command as c').whereRaw('c.process_id = p.id').whereNull('c.outcome')),
    );
  return pokeEach(engine, pagesOf(knex, withWork), progress, running);
}

/** The processes that a condition picks, page by page in the order of their ids. */
async function* pagesOf(knex: Knex, pick: (processes: Knex.QueryBuilder) => void): AsyncGenerator<ProcessRef[]> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const page = await knex<ProcessRef>('process as p')
      .where('p.id', '>', after)
      .modify(pick)
      .orderBy('p.id')
      .limit(pageSizeMax)
      .select('p.id', 'p.kind', 'p.cohort_year');
    const last = page.at(-1);
    if (!last) return;
    yield page;
    after = last.id;
  }
}

async function pokeEach(
  engine: Engine,
  pages: AsyncGenerator<ProcessRef[]>,
  progress: () => void,
  except: ReadonlySet<string> = new Set(),
): Promise<number> {
  let poked = 0;
  for await (const page of pages)
    for (const process of page) {
      if (except.has(process.id)) continue;
      await engine.poke(process);
      poked += 1;
      progress();
    }
  return poked;
}
