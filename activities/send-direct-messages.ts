import type { Instant } from '../domain/calendar.ts';
import { fateOf, type EffectFate } from '../domain/effects.ts';
import { reportOf } from '../domain/error-report.ts';
import { writeMessage } from '../domain/messages.ts';
import type { MessageCode } from '../domain/vocabulary/messages.ts';
import type { ActivityDependencies } from './dependencies.ts';

interface DueMessage {
  id: string;
  message: MessageCode;
  phoneEncrypted: string;
  employerName: string | null;
  tries: number;
  sendings: number;
  dueAt: Instant;
  now: Instant;
}

const messagesMax = 200;

/**
 * Sends what is to be told about no case; run every few seconds by a Schedule, one run at a time. TRIED is written before a
 * message leaves, as for effects of a case; an unknown outcome is tried again later and later. Answers how many ended.
 */
export async function sendDirectMessages(deps: ActivityDependencies, progress: () => void): Promise<number> {
  const { knex, clock } = deps;
  const { rows } = await knex.raw<{ rows: DueMessage[] }>(
    `select d.id, d.message, d.phone_encrypted, e.name_in_force as employer_name, d.tries, d.sendings, d.due_at, present.now
     from (select ${await clock()} as now) present, direct_message d left join employer e on e.id = d.employer_id
     where d.ended_at is null and d.due_at + make_interval(secs => 10 * d.tries * d.tries) <= present.now
     order by d.due_at, d.id limit ${messagesMax}`,
  );
  let ended = 0;
  for (const message of rows) {
    progress();
    if (await sendOne(deps, message)) ended += 1;
  }
  return ended;
}

async function sendOne({ knex, personalData, sms, log }: ActivityDependencies, due: DueMessage): Promise<boolean> {
  const { id, message, phoneEncrypted, employerName, tries, sendings } = due;
  const row = () => knex('direct_message').where({ id, sendings }).whereNull('endedAt');
  const end = async (outcome: object) => {
    await row().update({ ...outcome, endedAt: knex.raw('clock_timestamp()') });
    return true;
  };
  const fate: EffectFate = fateOf({ ...due, heldUpBy: null, isReminder: false, outdated: false }, sms);
  if (fate.status !== 'TRIED') return end(fate);
  await row().update({ status: 'TRIED', tries: tries + 1 });
  try {
    const written = writeMessage(message, 'zh', employerName === null ? {} : { employerName });
    const key = `direct/${id}${sendings === 1 ? '' : `/${sendings}`}`;
    const outcome = await sms.send({ to: personalData.decrypt(phoneEncrypted), ...written, key });
    switch (outcome.status) {
      case 'SENT':
        return await end({ status: 'DONE', providerMessageId: outcome.providerMessageId });
      case 'REFUSED':
        return await end({ status: 'GAVE_UP', failureCode: outcome.code });
      case 'LATER':
        // Known not to have gone: it is as if it had not been tried, but for the wait before the next time.
        await row().update({ status: 'PLANNED', failureCode: outcome.code });
        return false;
    }
  } catch (error) {
    log.warn({ messageId: id, error: reportOf(error) }, 'a message did not leave');
    return false;
  }
}
