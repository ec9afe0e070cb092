import type { Knex } from 'knex';
import { reportOf } from '../domain/error-report.ts';
import type { InvalidationReason } from '../domain/vocabulary/invalidation-reason.ts';
import type { ProcessKind } from '../domain/vocabulary/process-kind.ts';
import type { CommandDependencies } from './dependencies.ts';
import type { ProcessRef } from './engine.ts';
import { storeForMany } from './inbox.ts';

/** A process that was told, and the command that tells it. */
export interface Told {
  process: ProcessRef;
  commandId: string;
}

/** How a process of each kind is told that its ground is gone: the words its own rules know. */
const tellings: Record<ProcessKind, (reason: InvalidationReason) => { kind: string; body: object }> = {
  SIGNING: (reason) => ({ kind: 'invalidate', body: { reason } }),
  TERMINATION: (reason) => ({ kind: 'invalidate', body: { reason } }),
  EMPLOYER_VERIFICATION: () => ({ kind: 'unitDisabled', body: {} }),
};

/**
 * Puts into the inbox of each of these processes, if it is open, that its ground is gone: in the transaction that takes it, or
 * that goes through a page of a batch. `cause` is the change of ground. Source: design.md §3.
 */
export async function tellGroundIsGone(
  deps: Pick<CommandDependencies, 'clock' | 'personalData'> & { knex: Knex.Transaction },
  processIds: readonly string[],
  { reason, cause }: { reason: InvalidationReason; cause: string },
): Promise<Told[]> {
  const told: Told[] = [];
  const open = await openProcesses(deps.knex, processIds);
  for (const kind of new Set(open.map((process) => process.kind))) {
    const processes = open.filter((process) => process.kind === kind);
    const requestId = `ground-change:${cause}`;
    const stored = await storeForMany(deps, processes, { ...tellings[kind](reason), requestId });
    told.push(...stored);
  }
  return told;
}

/** Holds them in the common order, so that what is decided meanwhile is decided before or after, then looks which are open. */
async function openProcesses(trx: Knex.Transaction, processIds: readonly string[]): Promise<ProcessRef[]> {
  const { rows } = await trx.raw<{ rows: (ProcessRef & { isOpen: boolean })[] }>(
    `select id, kind, cohort_year, is_open from process
     where id in (select value::uuid from jsonb_array_elements_text(?)) order by id for share`,
    [JSON.stringify(processIds)],
  );
  return rows.filter(({ isOpen }) => isOpen).map(({ id, kind, cohortYear }) => ({ id, kind, cohortYear }));
}

const wakesAtOnce = 8;

/** Lets processes look into their inboxes, a few at a time; what cannot be reached now is poked again by the Schedule. */
export async function wakeEach(
  { engine, log }: Pick<CommandDependencies, 'engine' | 'log'>,
  processes: readonly ProcessRef[],
  progress: () => void = () => undefined,
): Promise<void> {
  const waiting = [...processes];
  const wake = async () => {
    for (let process = waiting.shift(); process; process = waiting.shift()) {
      progress();
      try {
        await engine.poke(process);
      } catch (error) {
        log.warn({ processId: process.id, error: reportOf(error) }, 'the engine did not answer');
      }
    }
  };
  await Promise.all(Array.from({ length: wakesAtOnce }, wake));
}
