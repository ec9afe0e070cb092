import { inSmsHours, plusSeconds, type Instant } from './calendar.ts';

/** An SMS this long after it was due is given up, in hours: staff see it, nobody waits for it. */
const lateHoursMax = 24;

/** A reminder this long after it was due is left out, in seconds. Source: domain.md §6.3. */
export const reminderLateSecondsMax = 3_600;

/** A message that has not come to its end, at the moment of its next try. */
export interface EffectState {
  now: Instant;
  dueAt: Instant;
  /** Tries before this one, none of which is known to have failed or succeeded. */
  tries: number;
  /** Why the provider put it off, where it did. */
  heldUpBy: string | null;
  isReminder: boolean;
  /** A reminder of a state that has passed. */
  outdated: boolean;
}

/** What becomes of it: tried once more, or ended without being sent. */
export type EffectFate = { status: 'TRIED' } | { status: 'LEFT_OUT' } | { status: 'GAVE_UP'; failureCode: string };

/**
 * Decides the next step of a message. A reminder is left out when its state has passed, when it is more than an hour late, or
 * when by now it would go out at night though it was due by day. A provider that does not recognise repeats gets at most one
 * after an unknown outcome; what the provider itself put off counts as no try. Source: design.md §3.
 */
export function fateOf(effect: EffectState, provider: { recognisesRepeats: boolean }): EffectFate {
  const { now, dueAt, tries, heldUpBy, isReminder, outdated } = effect;
  if (isReminder) {
    const late = now > plusSeconds(dueAt, reminderLateSecondsMax);
    const slippedIntoNight = inSmsHours(dueAt) === dueAt && inSmsHours(now) !== now;
    if (outdated || late || slippedIntoNight) return { status: 'LEFT_OUT' };
  }
  if (now > plusSeconds(dueAt, lateHoursMax * 3_600)) return { status: 'GAVE_UP', failureCode: heldUpBy ?? 'TOO_LATE' };
  if (!provider.recognisesRepeats && tries > 1) return { status: 'GAVE_UP', failureCode: 'OUTCOME_UNKNOWN' };
  return { status: 'TRIED' };
}

/** What a provider said of a message it was given. */
export type ProviderWord =
  { status: 'SENT'; providerMessageId: string } | { status: 'REFUSED' | 'LATER'; code: string };

/** How a message stands once its provider has spoken: at its end, or as before this try. */
export type MessageAfterWord =
  | { status: 'DONE'; providerMessageId: string; failureCode: null }
  | { status: 'GAVE_UP'; failureCode: string }
  | { status: 'PLANNED'; tries: number; failureCode: string };

/** How a message stands after its provider's word. What was put off is known not to have gone: it is as if it had not been tried. */
export function afterWord(word: ProviderWord, triesBefore: number): MessageAfterWord {
  switch (word.status) {
    case 'SENT':
      return { status: 'DONE', providerMessageId: word.providerMessageId, failureCode: null };
    case 'REFUSED':
      return { status: 'GAVE_UP', failureCode: word.code };
    case 'LATER':
      return { status: 'PLANNED', tries: triesBefore, failureCode: word.code };
  }
}
