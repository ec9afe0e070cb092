import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { ProcessView } from './process.ports.ts';

/** What a process workflow is started with; nothing of a person, and nothing that a decision could change. */
export interface StartProcess {
  processId: string;
}

/** A person's act: its command row is already stored; the answer comes when it is decided and stands on that row. */
export const act = defineUpdate<void, [commandId: string]>('act');

/** Something waits in the inbox, or may: decide what is there. The sender needs no answer. */
export const poke = defineSignal<[]>('poke');

/** What the last decision said; for people who look into a running process, never for business. */
export const view = defineQuery<ProcessView | null>('view');

/** The task queues: decisions never wait behind a slow gateway or a large import. */
export const taskQueues = { processes: 'processes', outside: 'outside', bulk: 'bulk' } as const;

/** The search attributes each process carries from its start. */
export const searchAttributeNames = { kind: 'AppKind', cohort: 'AppCohort' } as const;

/** Halves the pause after a worker was killed in the middle of a workflow task (the default is 10 s). */
export const workflowTaskTimeoutMs = 5_000;
