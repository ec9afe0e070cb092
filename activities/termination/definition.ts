import type { PersonalData } from '../../database/personal-data.ts';
import { decide, terminationRuleVersion } from '../../domain/termination.ts';
import type {
  TerminationCommand,
  TerminationEvent,
  TerminationFacts,
  TerminationState,
} from '../../domain/termination-model.ts';
import { noticesOf, noticesOfReminder } from '../../domain/termination-notices.ts';
import { deadline, evolve, isOpen } from '../../domain/termination-state.ts';
import { reminders, type TerminationReminderKind } from '../../domain/termination-waits.ts';
import type { ProcessDefinition } from '../process-definition.ts';
import { signingRecipients } from '../signing/recipients.ts';
import { readTerminationFacts } from './facts.ts';
import { terminationSubject } from './recipients.ts';
import { recordTermination } from './record.ts';

/** 解约 as a process: the rules of domain/termination.ts on the rows of the database. */
export function terminationDefinition(
  personalData: PersonalData,
): ProcessDefinition<TerminationState, TerminationCommand, TerminationFacts, TerminationEvent> {
  return {
    ruleVersion: terminationRuleVersion,
    // Bodies were validated before they were stored; those that begin one name their signing beside the command.
    parse: (kind, body) => ({ ...(body as object), type: kind }) as TerminationCommand,
    silence: (state, now) => {
      const at = deadline(state);
      return at !== null && now > at ? { type: 'lapse' } : null;
    },
    readFacts: readTerminationFacts,
    decide,
    evolve,
    isOpen: (state) => isOpen(state.status),
    deadline,
    reminders,
    record: recordTermination(personalData),
    noticesOf,
    outwardOf: () => [],
    reminderIsApt: () => Promise.resolve(true),
    noticesOfReminder: (kind, state) => noticesOfReminder(kind as TerminationReminderKind, state),
    subject: terminationSubject,
    recipients: signingRecipients,
  };
}
