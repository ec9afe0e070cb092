import type { Knex } from 'knex';
import type { InviteBody } from '../../commands/send-invitation.ts';
import type { PersonalData } from '../../database/personal-data.ts';
import { bindingOfPerson } from '../../database/queries/binding-of-person.ts';
import { effectsOf } from '../../domain/agreement.ts';
import { decide, evolve, isOpen, signingRuleVersion } from '../../domain/signing.ts';
import type { SigningCommand, SigningEvent, SigningFacts, SigningState } from '../../domain/signing.ts';
import { noticesOf, noticesOfReminder } from '../../domain/signing-notices.ts';
import { deadline, reminders, type SigningReminderKind } from '../../domain/signing-waits.ts';
import type { ProcessDefinition } from '../process-definition.ts';
import { readSigningFacts } from './facts.ts';
import { signingRecipients, signingSubject } from './recipients.ts';
import { recordSigning } from './record.ts';

/** 签约 as a process: the rules of domain/signing.ts on the rows of the database. */
export function signingDefinition(
  personalData: PersonalData,
): ProcessDefinition<SigningState, SigningCommand, SigningFacts, SigningEvent> {
  return {
    ruleVersion: signingRuleVersion,
    // Bodies were validated before they were stored; only the invitation's differs from its command.
    parse(kind, body) {
      if (kind !== 'invite') return { ...(body as object), type: kind } as SigningCommand;
      const { letter } = body as InviteBody;
      return {
        type: 'invite',
        responseWindowDays: letter.responseWindowDays,
        accepts: { archive: letter.acceptsArchive ?? false, hukou: letter.acceptsHukou ?? false },
        sandboxDeadlineSeconds: letter.sandboxDeadlineSeconds,
      };
    },
    silence: (state, now) => {
      const at = deadline(state);
      return at !== null && now > at ? { type: 'lapse' } : null;
    },
    readFacts: readSigningFacts,
    decide,
    evolve,
    isOpen: (state) => isOpen(state.status),
    deadline,
    reminders,
    record: recordSigning(personalData),
    noticesOf,
    outwardOf: effectsOf,
    reminderIsApt: async (trx, processId, kind) => !isForGraduate(kind) || (await mayAnswer(trx, processId)),
    noticesOfReminder: (kind, state) => noticesOfReminder(kind as SigningReminderKind, state),
    subject: signingSubject,
    recipients: signingRecipients,
  };
}

function isForGraduate(kind: string): boolean {
  return kind !== 'REVIEW_REMINDER' && kind !== 'REVIEW_ESCALATION';
}

/** A graduate bound elsewhere can only look at this invitation: there is nothing to remind them of. */
async function mayAnswer(trx: Knex.Transaction, signingId: string): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: [{ bound: boolean }] }>(
    `select b.signing_id is not null as bound from signing s join graduate g on g.id = s.graduate_id ${bindingOfPerson}
     where s.id = ?`,
    signingId,
  );
  return !rows[0].bound;
}
