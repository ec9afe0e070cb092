import { heartbeat } from '@temporalio/activity';
import type { Knex } from 'knex';
import type { Engine, ProcessRef } from '../commands/engine.ts';
import type { UpkeepPorts } from '../workflows/upkeep.ports.ts';

const leftoverSeconds = 10;
const pageSizeMax = 500;

/** What the Schedules do: deliver what was left, start what is missing. Every poke is harmless when nothing waits. */
export function createUpkeep({ knex, engine }: { knex: Knex; engine: Engine }): UpkeepPorts {
  return {
    async deliverLeftovers() {
      const processes = await knex<ProcessRef>('process as p')
        .whereIn('p.id', (inbox) =>
          inbox
            .from('command')
            .whereNull('outcome')
            .whereRaw(`received_at < clock_timestamp() - make_interval(secs => ?)`, [leftoverSeconds])
            .select('process_id'),
        )
        .orderBy('p.id')
        .limit(pageSizeMax)
        .select('p.id', 'p.kind', 'p.cohort_year');
      return pokeAll(engine, processes);
    },
    restartMissing: () => restartMissing({ knex, engine }, heartbeat),
  };
}

/** Starts the workflow of each process that is open, or has an effect or a command not at its end, and has none running. */
export async function restartMissing(
  { knex, engine }: { knex: Knex; engine: Engine },
  progress: () => void = () => undefined,
): Promise<number> {
  const running = await engine.runningProcesses('SIGNING');
  let started = 0;
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const page = await processesWithWork(knex, after);
    const last = page.at(-1);
    if (!last) return started;
    after = last.id;
    started += await pokeAll(
      engine,
      page.filter(({ id }) => !running.has(id)),
      progress,
    );
  }
}

async function processesWithWork(knex: Knex, after: string): Promise<ProcessRef[]> {
  return knex<ProcessRef>('process as p')
    .where('p.id', '>', after)
    .where((work) =>
      work
        .where('p.is_open', true)
        .orWhereExists((effects) => effects.from('effect as e').whereRaw('e.process_id = p.id').whereNull('e.ended_at'))
        .orWhereExists((inbox) => inbox.from('command as c').whereRaw('c.process_id = p.id').whereNull('c.outcome')),
    )
    .orderBy('p.id')
    .limit(pageSizeMax)
    .select('p.id', 'p.kind', 'p.cohort_year');
}

async function pokeAll(
  engine: Engine,
  processes: readonly ProcessRef[],
  progress: () => void = () => undefined,
): Promise<number> {
  for (const process of processes) {
    await engine.poke(process);
    progress();
  }
  return processes.length;
}
