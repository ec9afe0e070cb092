import type { SubmitBody, SupplementBody, SwitchMethodBody } from '../../commands/employer-verification-bodies.ts';
import type { PersonalData } from '../../database/personal-data.ts';
import { decide, employerVerificationRuleVersion } from '../../domain/employer-verification.ts';
import { effectsOf } from '../../domain/employer-verification-effects.ts';
import type {
  EmployerVerificationCommand,
  EmployerVerificationEvent,
  EmployerVerificationFacts,
} from '../../domain/employer-verification-model.ts';
import { noticesOf, noticesOfReminder } from '../../domain/employer-verification-notices.ts';
import { deadline, evolve, isOpen, type EmployerVerificationState } from '../../domain/employer-verification-state.ts';
import { reminders } from '../../domain/employer-verification-waits.ts';
import type { ReviewReminderKind } from '../../domain/reviews.ts';
import type { ProcessDefinition } from '../process-definition.ts';
import { readVerificationFacts } from './facts.ts';
import { verificationRecipients, verificationSubject } from './recipients.ts';
import { recordVerification } from './record.ts';
import { remittanceRecipient } from './remittance-recipient.ts';

/** 身份认证 as a process: the rules of domain/employer-verification.ts on the rows of the database. */
export function verificationDefinition(
  personalData: PersonalData,
): ProcessDefinition<
  EmployerVerificationState,
  EmployerVerificationCommand,
  EmployerVerificationFacts,
  EmployerVerificationEvent
> {
  return {
    ruleVersion: employerVerificationRuleVersion,
    parse: commandOf,
    silence: (state, now) => {
      const at = deadline(state);
      return at !== null && now > at ? { type: 'lapse' } : null;
    },
    readFacts: readVerificationFacts(personalData),
    decide,
    evolve,
    isOpen: (state) => isOpen(state.status),
    deadline,
    reminders,
    record: recordVerification(personalData),
    noticesOf,
    outwardOf: (event) =>
      effectsOf(event).map(({ kind, attempt }) => ({ kind, recipient: remittanceRecipient(attempt) })),
    reminderIsApt: () => Promise.resolve(true),
    noticesOfReminder: (kind) => noticesOfReminder(kind as ReviewReminderKind),
    subject: verificationSubject,
    recipients: verificationRecipients,
  };
}

/** Bodies were validated before they were stored. Account and amount stay behind: of them the rules only know facts. */
function commandOf(kind: string, body: unknown): EmployerVerificationCommand {
  switch (kind) {
    case 'submit': {
      const { method, fileIds, sandboxDeadlineSeconds } = body as SubmitBody;
      return { type: kind, method, fileIds, sandboxDeadlineSeconds };
    }
    case 'switchMethod': {
      const { method, fileIds } = body as SwitchMethodBody;
      return { type: kind, method, fileIds };
    }
    case 'amount':
      return { type: kind };
    case 'supplement':
      return { type: kind, files: (body as SupplementBody).files };
    default:
      return { ...(body as object), type: kind } as EmployerVerificationCommand;
  }
}
