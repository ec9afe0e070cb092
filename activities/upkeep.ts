import { heartbeat } from '@temporalio/activity';
import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { closeCohorts } from '../commands/close-cohorts.ts';
import { startBatch } from '../commands/batches.ts';
import type { CommandDependencies, FileDependencies } from '../commands/dependencies.ts';
import { durableKinds, type Engine, type ProcessRef } from '../commands/engine.ts';
import { startImport } from '../commands/store-import.ts';
import { startInvalidations } from '../commands/invalidation-batches.ts';
import { pokeEach } from '../commands/poke-processes.ts';
import { reconcile } from '../commands/reconcile.ts';
import { processesWithWork } from '../database/queries/process-pages.ts';
import type { UpkeepPorts } from '../workflows/upkeep.ports.ts';
import { forgetBankData } from './employer-verification/forget-bank-data.ts';
import { forgetExpired } from './forget-expired.ts';
import { forgetFiles } from './forget-files.ts';
import { sendDigests, type DigestDependencies } from './send-digests.ts';
import { planMissingAgreements } from './signing/missing-agreements.ts';

const leftoverSeconds = 10;
const pageSizeMax = 500;

interface UpkeepDependencies {
  knex: Knex;
  engine: Engine;
  log: Logger;
}

/** What the Schedules do: deliver what was left, reconcile, send digests, forget what must not be kept. Each may run at any time. */
export function createUpkeep(
  deps: CommandDependencies & DigestDependencies & FileDependencies,
): Omit<UpkeepPorts, 'sendDirectMessages'> {
  const { knex, engine, log, clock } = deps;
  return {
    closeCohorts: () => closeCohorts(deps),
    deliverLeftovers: async () =>
      (await deliverLeftovers({ knex, engine, log }, heartbeat)) +
      (await restartInvalidations({ knex, engine, log })) +
      (await restartRows({ knex, engine, log })),
    restartMissing: () => restartMissing({ knex, engine, log }, heartbeat),
    reconcile: () => reconcile(deps, 'reconcile', heartbeat),
    checkRules: () => reconcile(deps, 'checkRules', heartbeat),
    forgetBankData: () => forgetBankData({ knex, clock }, heartbeat),
    forgetExpired: async () => (await forgetExpired({ knex, clock }, heartbeat)) + (await forgetFiles(deps, heartbeat)),
    sendDigests: () => sendDigests(deps, heartbeat),
    issueMissingAgreements: () =>
      pokeEach({ engine, log }, planMissingAgreements({ knex, clock }, heartbeat), heartbeat),
  };
}

/** Pokes each process with a command that nobody decided for 10 s, or a message that was to be sent again and was not. */
async function deliverLeftovers({ knex, engine, log }: UpkeepDependencies, progress: () => void): Promise<number> {
  const leftover = (processes: Knex.QueryBuilder) =>
    processes.whereRaw(
      `p.id in (
         select process_id from command
         where outcome is null and received_at < clock_timestamp() - make_interval(secs => :leftoverSeconds)
         union
         select process_id from effect where ended_at is null and sendings > 1 and status = 'PLANNED'
           and due_at < clock_timestamp() - make_interval(secs => :leftoverSeconds))`,
      { leftoverSeconds },
    );
  return pokeEach({ engine, log }, pagesOf(knex, leftover), progress);
}

/** Sets each batch going that stands still though nobody holds it: its start was lost, or the engine lost it. */
async function restartInvalidations({ knex, engine, log }: UpkeepDependencies): Promise<number> {
  const standing = await knex('invalidation_batch')
    .whereNull('finishedAt')
    .whereNull('pausedAt')
    .whereRaw(`moved_at < clock_timestamp() - make_interval(secs => ?)`, [leftoverSeconds])
    .orderBy('movedAt')
    .limit(pageSizeMax)
    .select<{ id: string }[]>('id');
  for (const { id } of standing) await startInvalidations({ engine, log }, id);
  return standing.length;
}

/** Sets each batch and each import going that stands still: its start was lost, or the engine lost it. */
async function restartRows({ knex, engine, log }: UpkeepDependencies): Promise<number> {
  const standing = (table: 'batch' | 'import') =>
    knex(table)
      .whereNull('finishedAt')
      .whereRaw(`moved_at < clock_timestamp() - make_interval(secs => ?)`, [leftoverSeconds])
      .orderBy('movedAt')
      .limit(pageSizeMax)
      .select<{ id: string }[]>('id');
  const [batches, imports] = [await standing('batch'), await standing('import')];
  for (const { id } of batches) await startBatch({ engine, log }, id);
  for (const { id } of imports) await startImport({ engine, log }, id);
  return batches.length + imports.length;
}

/** Starts the workflow of each process that is open, or has an effect or a command not at its end, and has none running. */
export async function restartMissing(
  { knex, engine, log }: UpkeepDependencies,
  progress: () => void = () => undefined,
): Promise<number> {
  const running = new Set<string>();
  for (const kind of durableKinds) for (const id of await engine.runningProcesses(kind, progress)) running.add(id);
  return pokeEach({ engine, log }, processesWithWork(knex, `'infinity'::timestamptz`), progress, running);
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
