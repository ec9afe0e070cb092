import { plusSeconds, type Instant } from '../../domain/calendar.ts';
import type { TurnedTime } from '../support/time-skipping.ts';

/** The days of one line of acts. */
export interface OwnDays {
  /** Waits until so many days are over since the line began. */
  passTo(day: number): Promise<void>;
  now(): Promise<Instant>;
  end(): void;
}

/** One clock for lines that run beside each other. */
export interface SharedDays {
  /** A line begins on a day of its own choice: the next. */
  begin(): Promise<OwnDays>;
}

/**
 * Time goes on only while every line waits for a day, and only to the nearest of these days. So a line acts on the same days
 * beside others as it does alone, always at the hour of the first day.
 */
export function sharedDays(time: TurnedTime, firstDay: Instant): SharedDays {
  let lines = 0;
  let reached = 0;
  let turning: Promise<void> | undefined;
  const waiting = new Set<{ day: number; go: (error?: unknown) => void }>();

  const turnTo = async (day: number): Promise<void> => {
    const failure = await time.passUntil(plusSeconds(firstDay, day * 86_400)).catch((error: unknown) => error as Error);
    turning = undefined;
    reached = day;
    for (const line of [...waiting].filter((one) => one.day <= day)) {
      waiting.delete(line);
      line.go(failure);
    }
  };
  const look = (): void => {
    if (turning || waiting.size === 0 || waiting.size < lines) return;
    turning = turnTo(Math.min(...[...waiting].map((line) => line.day)));
  };
  const waitFor = (day: number): Promise<void> =>
    new Promise((resolve, reject) => {
      waiting.add({ day, go: (error) => (error ? reject(error as Error) : resolve()) });
      look();
    });
  return {
    async begin() {
      lines += 1;
      while (turning) await turning;
      const beginning = reached + 1;
      await waitFor(beginning);
      return {
        passTo: (day) => waitFor(beginning + day),
        now: () => time.now(),
        end() {
          lines -= 1;
          look();
        },
      };
    },
  };
}
