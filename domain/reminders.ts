import { inSmsHours, lastSmsMinutesBefore, plusSeconds, type Instant } from './calendar.ts';

/** Reminders closer than this to the one before are left out, in hours. Source: domain.md §6.3. */
const reminderGapHours = 6;

/**
 * When a reminder's SMS may go out: in waking hours, or at once when the deadline comes first, which only a deadline of a few
 * hours does. Source: domain.md §6.3.
 */
export function smsInstant(at: Instant, deadline: Instant | null): Instant {
  const waking = inSmsHours(at);
  return deadline !== null && waking >= deadline ? at : waking;
}

/** A reminder at night whose SMS could not wait for the morning comes the evening before, if its wait has begun by then. */
function whileAwake(at: Instant, { from, until }: { from: Instant; until: Instant }): Instant {
  if (inSmsHours(at) < until) return at;
  const evening = lastSmsMinutesBefore(at);
  return evening > from ? evening : at;
}

/** The reminders of a wait that begins and ends so, in order, without those at its very beginning and those too close together. */
export function spacedOut<Reminder extends { at: Instant }>(
  planned: readonly Reminder[],
  wait: { from: Instant; until: Instant },
): Reminder[] {
  const kept: Reminder[] = [];
  const within = planned
    .map((reminder) => ({ ...reminder, at: whileAwake(reminder.at, wait) }))
    .filter(({ at }) => at > wait.from && at < wait.until);
  for (const reminder of within.sort((a, b) => a.at.localeCompare(b.at))) {
    const before = kept.at(-1);
    // Apart in the inbox, and apart by SMS: two that would wait for the same morning are one.
    const apart = (read: (at: Instant) => Instant) =>
      !before || read(reminder.at) >= plusSeconds(read(before.at), reminderGapHours * 3_600);
    if (apart((at) => at) && apart((at) => smsInstant(at, wait.until))) kept.push(reminder);
  }
  return kept;
}
