import {
  Client,
  Connection,
  ScheduleNotFoundError,
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
} from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { processKindCodes, type ProcessKind } from '../domain/vocabulary/process-kind.ts';
import {
  act,
  poke,
  searchAttributeNames,
  taskQueues,
  view,
  workflowTaskTimeoutMs,
} from '../workflows/process.messages.ts';
import {
  employerVerificationWorkflowId,
  employerVerificationWorkflowType,
} from '../workflows/employer-verification.messages.ts';
import { bulkWork, type BulkWork } from './bulk-work.ts';
import { signingWorkflowId, signingWorkflowType } from '../workflows/signing.messages.ts';
import { terminationWorkflowId, terminationWorkflowType } from '../workflows/termination.messages.ts';
import { retiredSchedules, upkeepSchedules, type ScheduleId } from '../workflows/upkeep.messages.ts';

/** What the engine needs to know of a process to find it or to start it. */
export interface ProcessRef {
  id: string;
  kind: ProcessKind;
  cohortYear: number | null;
}

/** Where the engine is and how to get in. */
export interface EngineAddress {
  address: string;
  namespace: string;
  apiKey?: string | undefined;
  tls?: boolean | undefined;
}

/** The engine as commands use it. Every call has a deadline and throws when it passes or the engine cannot be reached. */
export interface Engine extends BulkWork {
  /** Delivers a stored command and waits until it is decided. The same command twice is the same Update. */
  act(process: ProcessRef, commandId: string): Promise<void>;
  /** Lets a process look into its inbox; starts it where it is missing. */
  poke(process: ProcessRef): Promise<void>;
  /** The ids of the processes of a kind that have a running workflow. */
  runningProcesses(kind: ProcessKind, progress?: () => void): Promise<Set<string>>;
  /** Whether a process has a running workflow, without asking the workflow itself. */
  isRunning(process: ProcessRef): Promise<boolean>;
  /** Looks at the workflow of one process: whether it runs, at which seq, how often its present task has failed. */
  look(process: ProcessRef): Promise<WorkflowLook>;
  /** The workflows whose tasks have failed again and again: how many, and the ids of the first. */
  failingWorkflows(max: number): Promise<{ count: number; workflowIds: string[] }>;
  /** Creates the Schedules that are missing, gives the others their present spec, and deletes those of before. */
  ensureSchedules(): Promise<void>;
  /** Lets a Schedule do now what it does at its times; where it is doing it, nothing more. */
  runSchedule(id: ScheduleId): Promise<void>;
  /** Whether the engine answers within a second. */
  isReachable(): Promise<boolean>;
  close(): Promise<void>;
}

/** What there is to see of a process's workflow. `seq` is null where it does not answer. */
export interface WorkflowLook {
  running: boolean;
  seq: number | null;
  failingTasks: number;
}

/** How long a person waits for the engine before the answer is 202. Source: design.md §3. */
export const actDeadlineMs = 5_000;

/** Hundreds of thousands of open processes, at the ten pages a second that a server allows. */
const listDeadlineMs = 1_200_000;
const kindKey = defineSearchAttributeKey(searchAttributeNames.kind, SearchAttributeType.KEYWORD);
const cohortKey = defineSearchAttributeKey(searchAttributeNames.cohort, SearchAttributeType.KEYWORD);

/** The kinds of process that have a workflow. */
export const durableKinds = processKindCodes;

const workflows: Record<ProcessKind, { type: string; idOf: (processId: string) => string }> = {
  EMPLOYER_VERIFICATION: { type: employerVerificationWorkflowType, idOf: employerVerificationWorkflowId },
  SIGNING: { type: signingWorkflowType, idOf: signingWorkflowId },
  TERMINATION: { type: terminationWorkflowType, idOf: terminationWorkflowId },
};

/** The process a workflow carries, by the workflow's id; null for one that carries none. */
export function processIdOf(workflowId: string): string | null {
  const idOf = Object.values(workflows).find(({ idOf }) => workflowId.startsWith(idOf('')))?.idOf;
  return idOf ? workflowId.slice(idOf('').length) : null;
}

function startOptions(process: ProcessRef) {
  const { type, idOf } = workflows[process.kind];
  const attributes = [
    { key: kindKey, value: process.kind },
    ...(process.cohortYear === null ? [] : [{ key: cohortKey, value: String(process.cohortYear) }]),
  ];
  const options = {
    workflowId: idOf(process.id),
    taskQueue: taskQueues.processes,
    args: [{ processId: process.id }] as [{ processId: string }],
    // A closed run is followed by a short one that catches up from the database.
    workflowIdReusePolicy: 'ALLOW_DUPLICATE' as const,
    workflowTaskTimeout: workflowTaskTimeoutMs,
    typedSearchAttributes: attributes,
  };
  return { type, options };
}

/** Opens the engine; connects at the first call, so a server starts and serves reads while the engine is away. */
export function openEngine({ address, namespace, apiKey, tls }: EngineAddress): Engine {
  const connection = Connection.lazy({ address, ...(apiKey ? { apiKey } : {}), ...(tls ? { tls } : {}) });
  const client = new Client({ connection, namespace });
  const within = <T>(ms: number, call: () => Promise<T>) => connection.withDeadline(Date.now() + ms, call);
  return {
    async act(process, commandId) {
      const { type, options } = startOptions(process);
      await within(actDeadlineMs, () =>
        client.workflow.executeUpdateWithStart(act, {
          updateId: commandId,
          args: [commandId],
          startWorkflowOperation: new WithStartWorkflowOperation(type, {
            ...options,
            workflowIdConflictPolicy: 'USE_EXISTING', // a running one is joined
          }),
        }),
      );
    },
    async poke(process) {
      const { type, options } = startOptions(process);
      await within(actDeadlineMs, () =>
        client.workflow.signalWithStart(type, { ...options, signal: poke, signalArgs: [] }),
      );
    },
    ...bulkWork(client, (start) => within(actDeadlineMs, start)),
    async runningProcesses(kind, progress) {
      const prefix = workflows[kind].idOf('');
      const query = `ExecutionStatus = 'Running' AND ${searchAttributeNames.kind} = '${kind}'`;
      return within(listDeadlineMs, async () => {
        const ids = new Set<string>();
        for await (const { workflowId } of client.workflow.list({ query })) {
          ids.add(workflowId.slice(prefix.length));
          progress?.();
        }
        return ids;
      });
    },
    async isRunning(process) {
      try {
        const handle = client.workflow.getHandle(workflows[process.kind].idOf(process.id));
        const { status } = await within(actDeadlineMs, () => handle.describe());
        return status.name === 'RUNNING';
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return false;
        throw error;
      }
    },
    async look(process) {
      const handle = client.workflow.getHandle(workflows[process.kind].idOf(process.id));
      try {
        return await within(actDeadlineMs, async () => {
          const { status, raw } = await handle.describe();
          const running = status.name === 'RUNNING';
          const failingTasks = Math.max(0, (raw.pendingWorkflowTask?.attempt ?? 1) - 1);
          const seen = running && failingTasks === 0 ? await handle.query(view) : null;
          return { running, seq: seen?.seq ?? null, failingTasks };
        });
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return { running: false, seq: null, failingTasks: 0 };
        throw error;
      }
    },
    async failingWorkflows(max) {
      // The server marks a workflow so after five failures of a task in a row.
      const query = `ExecutionStatus = 'Running' AND TemporalReportedProblems IS NOT NULL`;
      return within(actDeadlineMs, async () => {
        const { count } = await client.workflow.count(query);
        const workflowIds: string[] = [];
        for await (const { workflowId } of client.workflow.list({ query, pageSize: max })) {
          workflowIds.push(workflowId);
          if (workflowIds.length >= max) break;
        }
        return { count: Math.max(count, workflowIds.length), workflowIds };
      });
    },
    async runSchedule(id) {
      await within(actDeadlineMs, () => client.schedule.getHandle(id).trigger());
    },
    async ensureSchedules() {
      for (const id of retiredSchedules)
        await within(actDeadlineMs, () => client.schedule.getHandle(id).delete()).catch((error: unknown) => {
          if (!(error instanceof ScheduleNotFoundError)) throw error;
        });
      for (const { id, workflowType, everyMs } of upkeepSchedules) {
        const spec = { intervals: [{ every: everyMs }] };
        const policies = { overlap: 'SKIP' as const, catchupWindow: everyMs };
        const action = {
          type: 'startWorkflow' as const,
          workflowType,
          taskQueue: taskQueues.bulk,
          workflowId: id,
          args: [],
        };
        await within(actDeadlineMs, async () => {
          try {
            await client.schedule.create({ scheduleId: id, spec, policies, action });
          } catch (error) {
            if (!(error instanceof Error) || error.name !== 'ScheduleAlreadyRunning') throw error;
            await client.schedule
              .getHandle(id)
              .update((current) => ({ ...current, spec, policies: { ...current.policies, ...policies }, action }));
          }
        });
      }
    },
    async isReachable() {
      try {
        await within(1_000, () => connection.workflowService.getSystemInfo({}));
        return true;
      } catch {
        return false;
      }
    },
    close: () => connection.close(),
  };
}
