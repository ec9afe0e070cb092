import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { VerificationStatus } from '../domain/vocabulary/verification-status.ts';
import type {
  EmployerVerificationDecisions,
  EmployerVerificationMessages,
  EmployerVerificationPayments,
  EmployerVerificationReminders,
  EmployerVerificationView,
} from './employer-verification.ports.ts';
import { taskQueues, type StartProcess } from './process.messages.ts';
import type { EffectKey } from './process.ports.ts';
import { openProcess } from './process.ts';

const { decideWaiting } = proxyLocalActivities<EmployerVerificationDecisions>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '100ms', maximumInterval: '5s' },
});
const { remindStaff } = proxyActivities<EmployerVerificationReminders>({
  taskQueue: taskQueues.processes,
  startToCloseTimeout: '10s',
  retry: { initialInterval: '1s', maximumInterval: '1 minute' },
});
const { perform: tell } = proxyActivities<EmployerVerificationMessages>({
  taskQueue: taskQueues.outside,
  startToCloseTimeout: '15s',
  retry: { initialInterval: '2s', maximumInterval: '10 minutes' },
});
const { remit } = proxyActivities<EmployerVerificationPayments>({
  taskQueue: taskQueues.outside,
  startToCloseTimeout: '40s', // the bank is asked and told, ten seconds each, and the rest is ours
  retry: { initialInterval: '1s', maximumInterval: '15 minutes' }, // also how often a bank that does not call back is asked
});

const perform = (effect: EffectKey) => (effect.kind === 'REMIT' ? remit(effect) : tell(effect));

/**
 * 身份认证: money is sent and the unit enters the amount that arrived, or staff review its material; to the other method it may
 * change at any time. Source: domain.md §3.3, §3.4.
 */
export async function employerVerification(start: StartProcess): Promise<VerificationStatus | 'NOT_BEGUN'> {
  const process = openProcess<EmployerVerificationView>(start, { decideWaiting, perform });
  for await (const view of process) {
    process.carryOut(view.effects);
    switch (view.status) {
      case 'SENDING': // the bank's silence counts as a failure, which it may still put right
      case 'AWAITING_AMOUNT':
      case 'BANK_FAILED':
      case 'NEEDS_SUPPLEMENT': // the unit's silence ends the case: the next decision finds its time over
        break;
      case 'AWAITING_REVIEW': // silence never decides; it only gets louder
        process.remind(view.reminders, remindStaff);
        break;
      default: // closed: the messages go out, the bank's last word is heard or no longer needed, then it ends
    }
  }
  return process.status; // everybody is answered, every effect is at its end
}
