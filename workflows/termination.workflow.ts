import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { TerminationStatus } from '../domain/vocabulary/termination-status.ts';
import { taskQueues, type StartProcess } from './process.messages.ts';
import { openProcess } from './process.ts';
import type {
  TerminationDecisions,
  TerminationEffects,
  TerminationReminders,
  TerminationView,
} from './termination.ports.ts';

const { decideWaiting } = proxyLocalActivities<TerminationDecisions>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '100ms', maximumInterval: '5s' },
});
const { remindCounterparty, remindTerminationReviewers } = proxyActivities<TerminationReminders>({
  taskQueue: taskQueues.processes,
  startToCloseTimeout: '10s',
  retry: { initialInterval: '1s', maximumInterval: '1 minute' },
});
const { perform } = proxyActivities<TerminationEffects>({
  taskQueue: taskQueues.outside,
  startToCloseTimeout: '15s', // also how long a killed worker's message waits for its next try
  retry: { initialInterval: '2s', maximumInterval: '10 minutes' },
});

/**
 * 解约: the other side answers within fifteen days or the try has failed; then the school reviews, with no time limit, and what it
 * approved takes effect once the notice is over. Until then the agreement is in force. Source: domain.md §7.
 */
export async function termination(start: StartProcess): Promise<TerminationStatus | 'NOT_BEGUN'> {
  const process = openProcess<TerminationView>(start, { decideWaiting, perform });
  for await (const view of process) {
    process.carryOut(view.effects);
    switch (view.status) {
      case 'AWAITING_COUNTERPARTY': // silence is not consent: the next decision finds the time over, and the try has failed
        process.remind(view.reminders, remindCounterparty);
        break;
      case 'COLLEGE_REVIEW':
      case 'SCHOOL_REVIEW': // silence never decides, it only gets louder; once approved, the end of the notice does
        process.remind(view.reminders, remindTerminationReviewers);
        break;
      default: // closed: the messages go out, then it ends
    }
  }
  return process.status; // everybody is answered, every effect is at its end
}
