import type { Knex } from 'knex';
import type { MessageValues } from '../../domain/messages.ts';
import type { MessageCode, MessagePlaceholder } from '../../domain/vocabulary/messages.ts';

/** A message as it was decided: about which process, at which step. */
export interface MessageAbout {
  processId: string;
  seq: number;
  message: MessageCode;
}

/** These speak of the review that the step opened; all others of the review that it closed. */
const aboutTheOpenedReview: readonly MessageCode[] = [
  ...(['REVIEW_TASK_OPENED', 'REVIEW_REMINDER', 'REVIEW_ESCALATED'] as const),
  ...(['TERMINATION_TASK_OPENED', 'TERMINATION_REVIEW_REMINDER', 'TERMINATION_REVIEW_ESCALATED'] as const),
];

/**
 * What messages speak of, as columns and joins of a statement that has a row `asked (process_id, seq)` for each of them. A
 * verification's and a termination's are told by the event: until when, why, how many tries.
 */
export const spokenOf = {
  columns: `coalesce(em.name_in_force, v.employer_name) as employer_name, f.graduate_name, s.position_title,
    case when v.id is not null then (ev.data ->> 'until')::timestamptz
      when tm.id is not null then coalesce(ev.data ->> 'effectiveAt', ev.data ->> 'answerBy')::timestamptz
      else s.respond_by end as respond_by, f.school_name,
    co.name as college_name, s.agreement_no,
    case when v.id is null and tm.id is null then coalesce(s.reject_reason_code, s.invalidation_reason)
      else coalesce(ev.data ->> 'voidReason', ev.data ->> 'reasonCode', ev.data ->> 'reason') end as reason,
    (ev.data #>> '{submission,send,expectedBy}')::timestamptz as expected_by, ev.data ->> 'triesLeft' as tries_left,
    t.stage as opened_stage, ev.data ->> 'stage' as closed_stage`,
  joins: `join process_event ev on ev.process_id = asked.process_id and ev.seq = asked.seq
    left join employer_verification v on v.id = asked.process_id
    left join termination tm on tm.id = asked.process_id
    left join signing s on s.id = coalesce(tm.signing_id, asked.process_id)
    left join favorite f on f.id = s.favorite_id
    left join employer em on em.id = s.employer_id
    left join college co on co.id = s.college_id
    left join review_task t on t.process_id = asked.process_id and t.opened_seq = asked.seq`,
};

/** The columns of `spokenOf`. */
export type SpokenOf = Record<
  | Exclude<MessagePlaceholder, 'stage' | 'field' | 'shouldBe' | 'idNumberMasked' | 'note'>
  | 'openedStage'
  | 'closedStage',
  string | null
>;

/** What each message speaks of, in the order asked; codes and instants, to be written out by `fillMessage` in any language. */
export async function messageValues(knex: Knex, messages: readonly MessageAbout[]): Promise<MessageValues[]> {
  if (messages.length === 0) return [];
  // JSON and no arrays: of an array PostgreSQL guesses the length, and where it guesses wrong it plans anew each time.
  const asked = messages.map(({ processId, seq }) => ({ process_id: processId, seq }));
  const { rows } = await knex.raw<{ rows: SpokenOf[] }>(
    `select ${spokenOf.columns}
     from rows from (json_to_recordset(?) as (process_id uuid, seq integer)) with ordinality as asked (process_id, seq, place)
       ${spokenOf.joins}
     order by asked.place`,
    [JSON.stringify(asked)],
  );
  return rows.map((row, index) => valuesOf(row, messages[index]?.message));
}

/** What a message about no process is about. */
export interface AboutNoProcess {
  membershipId: string | null;
  correctionId: string | null;
  groundChangeId: string | null;
}

/** What a message about no process speaks of; what belongs to a person still sealed. */
export type OtherMessageValues = MessageValues & {
  graduateId?: string;
  shouldBeEncrypted?: string;
  noteEncrypted?: string;
  idNumberEncrypted?: string;
};

/** What each message about no process speaks of, in the order asked. */
export async function otherMessageValues(
  knex: Knex,
  messages: readonly AboutNoProcess[],
): Promise<OtherMessageValues[]> {
  if (messages.length === 0) return [];
  const asked = messages.map(({ membershipId, correctionId, groundChangeId }) => ({
    ...{ membership_id: membershipId, correction_id: correctionId, ground_change_id: groundChangeId },
  }));
  const { rows } = await knex.raw<{ rows: Record<string, string | null>[] }>(
    `select e.name_in_force as employer_name, g.name as graduate_name, c.field, c.should_be_encrypted, c.note_encrypted,
       g.id as graduate_id, g.id_number_encrypted
     from rows from (json_to_recordset(?) as (membership_id uuid, correction_id uuid, ground_change_id uuid))
         with ordinality as asked (membership_id, correction_id, ground_change_id, place)
       left join employer_membership m on m.id = asked.membership_id
       left join ground_change gc on gc.id = asked.ground_change_id
       left join employer e on e.id = coalesce(m.employer_id, gc.employer_id)
       left join profile_correction c on c.id = asked.correction_id
       left join graduate g on g.id = c.graduate_id
     order by asked.place`,
    [JSON.stringify(asked)],
  );
  return rows.map(withoutNulls);
}

/** What one message speaks of, from a row with the columns of `spokenOf` and no others. */
export function valuesOf(
  { openedStage, closedStage, ...values }: SpokenOf,
  message: MessageCode | undefined,
): MessageValues {
  const opened = message !== undefined && aboutTheOpenedReview.includes(message);
  return withoutNulls({ ...values, stage: opened ? openedStage : closedStage });
}

function withoutNulls(values: Record<string, string | null>): MessageValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as MessageValues;
}
