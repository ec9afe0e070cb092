import type { Logger } from 'pino';
import { isOutsideKind, type OutsideKind } from '../database/queries/overdue-outside-cases.ts';
import { reportOf } from '../domain/error-report.ts';
import type { Finding } from '../domain/reconciliation.ts';
import type { ScheduleId } from '../workflows/upkeep.messages.ts';
import type { Engine } from './engine.ts';

type Deps = { engine: Engine; log: Logger };

/** Whose Schedule tells people what belongs to no case: one run of it takes all of them. */
const schedules = {
  MESSAGE: 'send-direct-messages',
  DIGEST: 'send-digests',
} as const satisfies Partial<Record<OutsideKind, ScheduleId>>;

/** Sets one thing going; answers whether the engine took it. */
export type SetGoing = (finding: Pick<Finding, 'thingId' | 'detail'>) => Promise<boolean>;

/**
 * Sets things going that belong to no case, each by what sets it going anyway: rows by their workflow, messages by the Schedule
 * that sends them, once for all that one caller hands over. What is none of these is nothing that can be set going.
 */
export function settingGoing({ engine, log }: Deps): SetGoing {
  const runs = new Map<ScheduleId, Promise<boolean>>();
  const taken = async (thing: string, work: Promise<void>): Promise<boolean> => {
    try {
      await work;
      return true;
    } catch (error) {
      log.error({ thing, error: reportOf(error) }, 'what belongs to no case could not be set going');
      return false;
    }
  };
  const runOnce = (id: ScheduleId): Promise<boolean> => {
    const run = runs.get(id) ?? taken(id, engine.runSchedule(id));
    runs.set(id, run);
    return run;
  };
  return async ({ thingId, detail }) => {
    if (!isOutsideKind(detail)) return false;
    switch (detail) {
      case 'BATCH':
        return taken(thingId, engine.goThroughBatch(thingId));
      case 'IMPORT':
        return taken(thingId, engine.goThroughImport(thingId));
      case 'INVALIDATIONS':
        return taken(thingId, engine.invalidate(thingId));
      case 'MESSAGE':
      case 'DIGEST':
        return runOnce(schedules[detail]);
    }
  };
}
