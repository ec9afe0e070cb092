import type { Knex } from 'knex';
import type { Logger } from 'pino';
import type { Clock } from '../database/clock.ts';
import type { PersonalData } from '../database/personal-data.ts';
import { presentOnCalendar } from '../database/queries/present-instant.ts';
import {
  digestsToSend,
  leaveOutDigestsBefore,
  planDigests,
  type PlannedDigest,
} from '../database/queries/review-digests.ts';
import type { Instant } from '../domain/calendar.ts';
import { afterWord } from '../domain/effects.ts';
import { reportOf } from '../domain/error-report.ts';
import { writeSms } from '../domain/messages.ts';
import { digestDay, fateOfDigest } from '../domain/review-digest.ts';
import type { SmsSender } from '../integrations/sms/sms.ts';

/** What sending digests takes. */
export interface DigestDependencies {
  knex: Knex;
  clock: Clock;
  personalData: PersonalData;
  sms: SmsSender;
  log: Logger;
}

const atOnce = 10;

/**
 * Tells each reviewer with new tasks of them, once a working day; answers how many SMS went. What the gateway puts off waits for the
 * next run of the same day. Source: domain.md §6.2b.
 */
export async function sendDigests(deps: DigestDependencies, progress: () => void): Promise<number> {
  const { now, calendar } = await presentOnCalendar(deps.knex, deps.clock);
  const today = digestDay(now, calendar);
  if (today === null) return 0;
  await leaveOutDigestsBefore(deps.knex, today);
  await planDigests(deps.knex, { day: today, now });
  let sent = 0;
  for (let after: string | undefined; ;) {
    const page = await digestsToSend(deps.knex, { day: today, now, after });
    const last = page.at(-1);
    if (!last) return sent;
    for (let at = 0; at < page.length; at += atOnce) {
      progress();
      const ends = await Promise.all(
        page.slice(at, at + atOnce).map((digest) => sendOne(deps, digest, { day: today, now })),
      );
      sent += ends.filter(Boolean).length;
    }
    after = last.accountId;
  }
}

/** Whether it went. TRIED is written before it leaves: after a kill there is at most one repeat. */
async function sendOne(
  deps: DigestDependencies,
  digest: PlannedDigest,
  { day, now }: { day: string; now: Instant },
): Promise<boolean> {
  const { knex, sms, personalData, log } = deps;
  const { accountId, tries } = digest;
  const row = () => knex('review_digest').where({ accountId, day, tries }).whereNull('endedAt');
  const fate = fateOfDigest(tries, sms);
  if (fate.status !== 'TRIED') {
    await row().update({ ...fate, endedAt: knex.raw('clock_timestamp()') });
    return false;
  }
  // Only one of two runs at once gets it.
  if ((await row().update({ status: 'TRIED', tries: tries + 1, triedAt: now, failureCode: null })) === 0) return false;
  const tried = () =>
    knex('review_digest')
      .where({ accountId, day, tries: tries + 1 })
      .whereNull('endedAt');
  try {
    const counts = { newTasks: String(digest.newTasks), openTasks: String(digest.openTasks) };
    const to = personalData.decrypt(digest.phoneEncrypted);
    const outcome = await sms.send({
      ...{ to, key: `digest/${day}/account:${accountId}` },
      ...writeSms('REVIEW_DIGEST', counts),
    });
    const after = afterWord(outcome, tries);
    const endedAt = after.status === 'PLANNED' ? null : knex.raw('clock_timestamp()');
    await tried().update({ ...after, endedAt });
    return outcome.status === 'SENT';
  } catch (error) {
    // It stays TRIED for the next run; the others must not wait for it.
    log.error({ accountId, error: reportOf(error) }, 'a digest could not be sent');
    return false;
  }
}
