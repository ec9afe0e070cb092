import type { Knex } from 'knex';
import { databaseViolations, type Violation } from '../database/queries/invariants.ts';
import type { ProcessKind } from '../domain/vocabulary/process-kind.ts';
import type { Engine } from './engine.ts';

interface Row {
  id: string;
  kind: ProcessKind;
  seq: number;
  isOpen: boolean;
  unended: boolean;
  /** Moved by another process, which its workflow need not have seen: it was closed before. */
  movedByAnother: boolean;
}

/**
 * Checks the database, and the engine against it: every open process has its running workflow at the same seq, no closed one
 * has one left that has nothing to do, no workflow task fails. Changes nothing. Source: design.md §10.
 */
export async function findViolations({ knex, engine }: { knex: Knex; engine: Engine }): Promise<Violation[]> {
  const found = await databaseViolations(knex);
  const { rows } = await knex.raw<{ rows: Row[] }>(
    `select id, kind, seq, is_open, exists (select from effect e where e.process_id = p.id and e.ended_at is null) as unended,
       exists (select from process_event e where e.process_id = p.id and e.seq = p.seq and e.cause = 'PROCESS') as moved_by_another
     from process p`,
  );
  for (const { id, kind, seq, isOpen, unended, movedByAnother } of rows) {
    const workflow = await engine.look({ id, kind, cohortYear: null });
    if ((isOpen || unended) && !workflow.running) found.push({ rule: 'a process with work has its workflow', id });
    if (!isOpen && !unended && workflow.running) found.push({ rule: 'a process at its end has no workflow', id });
    const isSeen = workflow.seq === seq || (movedByAnother && workflow.seq === seq - 1);
    if (workflow.running && !isSeen) found.push({ rule: 'a workflow stands at its process’s seq', id });
    if (workflow.failingTasks > 0) found.push({ rule: 'no workflow task fails', id });
  }
  return found;
}
