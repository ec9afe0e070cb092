import type { Knex } from 'knex';
import type { MessageValues } from '../../domain/messages.ts';
import type { MessageCode } from '../../domain/vocabulary/messages.ts';

/** A message as it was decided: about which process, at which step. */
export interface MessageAbout {
  processId: string;
  seq: number;
  message: MessageCode;
}

/** These speak of the review that the step opened; all others of the review that it closed. */
const aboutTheOpenedReview: readonly MessageCode[] = ['REVIEW_TASK_OPENED', 'REVIEW_REMINDER', 'REVIEW_ESCALATED'];

/** What each message speaks of, in the order asked; codes and instants, to be written out by `fillMessage` in any language. */
export async function messageValues(knex: Knex, messages: readonly MessageAbout[]): Promise<MessageValues[]> {
  if (messages.length === 0) return [];
  const { rows } = await knex.raw<{ rows: (MessageValues & { openedStage: string; closedStage: string })[] }>(
    `select e.name as employer_name, f.graduate_name, s.position_title, s.respond_by, f.school_name,
       c.name as college_name, s.agreement_no, coalesce(s.reject_reason_code, s.invalidation_reason) as reason,
       t.stage as opened_stage, ev.data ->> 'stage' as closed_stage
     from unnest(?::uuid[], ?::integer[]) with ordinality as asked (process_id, seq, place)
       join signing s on s.id = asked.process_id
       join favorite f on f.id = s.favorite_id
       join employer e on e.id = s.employer_id
       join college c on c.id = s.college_id
       join process_event ev on ev.process_id = asked.process_id and ev.seq = asked.seq
       left join review_task t on t.process_id = asked.process_id and t.opened_seq = asked.seq
     order by asked.place`,
    [messages.map(({ processId }) => processId), messages.map(({ seq }) => seq)],
  );
  return rows.map(({ openedStage, closedStage, ...values }, index) => {
    const message = messages[index]?.message;
    const opened = message !== undefined && aboutTheOpenedReview.includes(message);
    return withoutNulls({ ...values, stage: opened ? openedStage : closedStage });
  });
}

function withoutNulls(values: Record<string, string | null>): MessageValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as MessageValues;
}
