import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { SigningStatus } from '../domain/vocabulary/signing-status.ts';
import { taskQueues, type StartProcess } from './process.messages.ts';
import type { EffectKey } from './process.ports.ts';
import { openProcess } from './process.ts';
import type {
  SigningDecisions,
  SigningDocuments,
  SigningMessages,
  SigningReminders,
  SigningView,
} from './signing.ports.ts';

const { decideWaiting } = proxyLocalActivities<SigningDecisions>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '100ms', maximumInterval: '5s' },
});
const { remindGraduate, remindReviewers } = proxyActivities<SigningReminders>({
  taskQueue: taskQueues.processes,
  startToCloseTimeout: '10s',
  retry: { initialInterval: '1s', maximumInterval: '1 minute' },
});
const { perform: tell } = proxyActivities<SigningMessages>({
  taskQueue: taskQueues.outside,
  startToCloseTimeout: '15s', // also how long a killed worker's message waits for its next try
  retry: { initialInterval: '2s', maximumInterval: '10 minutes' },
});
const { issueAgreement } = proxyActivities<SigningDocuments>({
  taskQueue: taskQueues.outside,
  startToCloseTimeout: '15s', // also how long a killed worker's document waits for its next try
  retry: { initialInterval: '1s', maximumInterval: '1 minute' }, // both sides wait for it
});

const perform = (effect: EffectKey) => (effect.kind === 'AGREEMENT' ? issueAgreement(effect) : tell(effect));

/** 签约: the graduate answers by respondBy or the signing lapses; then the school reviews, with no time limit. Source: domain.md §6. */
export async function signing(start: StartProcess): Promise<SigningStatus | 'NOT_BEGUN'> {
  const process = openProcess<SigningView>(start, { decideWaiting, perform });
  for await (const view of process) {
    process.carryOut(view.effects);
    switch (view.status) {
      case 'AWAITING_GRADUATE': // silence lapses: the next decision finds respondBy passed
        process.remind(view.reminders, remindGraduate);
        break;
      case 'COLLEGE_REVIEW':
      case 'SCHOOL_REVIEW': // silence never decides; it only gets louder
        process.remind(view.reminders, remindReviewers);
        break;
      default: // closed: the effects go out, then it ends
    }
  }
  return process.status; // everybody is answered, every effect is at its end
}
