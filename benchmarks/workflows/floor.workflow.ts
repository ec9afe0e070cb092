import {
  allHandlersFinished,
  condition,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow';
import { taskQueues } from '../../workflows/process.messages.ts';
import { finish, insertRow } from './floor.messages.ts';

/** One row in one statement, nothing else. */
export interface FloorActivities {
  insertOneRow(rowId: string): Promise<void>;
}

// The options of the product's own decision and effects, so that nothing differs but the work.
const { insertOneRow } = proxyLocalActivities<FloorActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '100ms', maximumInterval: '5s' },
});
const outside = proxyActivities<FloorActivities>({
  taskQueue: taskQueues.outside,
  startToCloseTimeout: '30s',
  retry: { initialInterval: '2s', maximumInterval: '10 minutes' },
});

/** Open until told to end; each Update is one local activity that inserts one row. */
export async function bareWorkflow(): Promise<void> {
  let finished = false;
  setHandler(insertRow, async (rowId) => {
    await insertOneRow(rowId);
  });
  setHandler(finish, () => {
    finished = true;
  });
  await condition(() => finished && allHandlersFinished());
}

/** As many Updates, each a one-row local activity, as `effects` has members, each followed by so many one-row regular activities. */
export async function floorLife(effects: readonly number[]): Promise<void> {
  let decided = 0;
  const running: Promise<void>[] = [];
  setHandler(insertRow, async (rowId) => {
    await insertOneRow(rowId);
    for (let i = 0; i < (effects[decided] ?? 0); i += 1) running.push(outside.insertOneRow(`${rowId}/${i}`));
    decided += 1;
  });
  await condition(() => decided === effects.length && allHandlersFinished());
  await Promise.all(running);
}
