import { plusSeconds, type Instant } from '../domain/calendar.ts';
import { afterWord, fateOf, type EffectFate } from '../domain/effects.ts';
import { reportOf } from '../domain/error-report.ts';
import { writeSms } from '../domain/messages.ts';
import type { MessageCode } from '../domain/vocabulary/messages.ts';
import type { ActivityDependencies } from './dependencies.ts';

/** What the sending of a message takes, whoever plans it. */
type SendingDependencies = Pick<ActivityDependencies, 'knex' | 'clock' | 'personalData' | 'sms' | 'log'>;

interface DueMessage {
  id: string;
  message: MessageCode;
  phoneEncrypted: string;
  employerName: string | null;
  tries: number;
  sendings: number;
  dueAt: Instant;
  heldUpBy: string | null;
  now: Instant;
}

const messagesMax = 200;
/** After the first unknown outcome; after the second four times as long, and so on. */
const unknownSeconds = 10;

/**
 * Sends what is to be told about no case; run every few seconds by a Schedule, one run at a time. TRIED is written before a
 * message leaves, as for effects of a case; an unknown outcome is tried again later and later, what the provider puts off when it
 * says. Answers how many ended.
 */
export async function sendDirectMessages(deps: SendingDependencies, progress: () => void): Promise<number> {
  const { knex, clock } = deps;
  const { rows } = await knex.raw<{ rows: DueMessage[] }>(
    `select d.id, d.message, d.phone_encrypted, e.name_in_force as employer_name, d.tries, d.sendings, d.due_at,
       d.failure_code as held_up_by, present.now
     from (select ${await clock()} as now) present, direct_message d left join employer e on e.id = d.employer_id
     where d.ended_at is null and d.next_try_at <= present.now
     order by d.next_try_at, d.id limit ${messagesMax}`,
  );
  let ended = 0;
  for (const message of rows) {
    progress();
    if (await sendOne(deps, message)) ended += 1;
  }
  return ended;
}

async function sendOne({ knex, personalData, sms, log }: SendingDependencies, due: DueMessage): Promise<boolean> {
  const { id, message, phoneEncrypted, employerName, tries, sendings, now } = due;
  const row = () => knex('direct_message').where({ id, sendings }).whereNull('endedAt');
  const end = async (outcome: object) => {
    await row().update({ ...outcome, endedAt: knex.raw('clock_timestamp()') });
    return true;
  };
  const fate: EffectFate = fateOf({ ...due, isReminder: false, outdated: false }, sms);
  if (fate.status !== 'TRIED') return end(fate);
  const tried = { status: 'TRIED', tries: tries + 1, failureCode: null };
  await row().update({ ...tried, nextTryAt: plusSeconds(now, unknownSeconds * tried.tries ** 2) });
  try {
    const written = writeSms(message, employerName === null ? {} : { employerName });
    const key = `direct/${id}${sendings === 1 ? '' : `/${sendings}`}`;
    const outcome = await sms.send({ to: personalData.decrypt(phoneEncrypted), ...written, key });
    const after = afterWord(outcome, tries);
    if (outcome.status !== 'LATER') return await end(after);
    await row().update({ ...after, nextTryAt: plusSeconds(now, outcome.afterSeconds) });
    return false;
  } catch (error) {
    log.warn({ messageId: id, error: reportOf(error) }, 'a message did not leave');
    return false;
  }
}
