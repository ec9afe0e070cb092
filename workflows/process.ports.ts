/** Names one effect: the decision that made it, what it is, for whom. */
export interface EffectKey {
  processId: string;
  seq: number;
  kind: string;
  recipient: string;
}

/** An effect not yet at its end, and how long until it may go out, by the clock that judges deadlines. */
export interface DueEffect extends EffectKey {
  dueInMs: number;
}

/** A reminder of the present wait, and how long until it is due; 0 or less: now. */
export interface DueReminder {
  kind: string;
  dueInMs: number;
}

/** What a decision tells the workflow; all it ever knows of its process. */
export interface ProcessView<Status extends string = string> {
  /** NOT_BEGUN: the first act was refused, there is nothing. */
  status: Status | 'NOT_BEGUN';
  seq: number;
  open: boolean;
  /** Until the moment at which silence decides; null where it never does. */
  wakeInMs: number | null;
  reminders: readonly DueReminder[];
  effects: readonly DueEffect[];
}

/** Decides everything that waits in a process's inbox, then the clock; the one local activity. */
export type DecideWaiting<View extends ProcessView> = (request: {
  processId: string;
  /** The highest seq this workflow has seen: a row below it means that the database went back in time. */
  knownSeq: number;
}) => Promise<View>;

/** Carries one effect to its end, DONE, GAVE_UP or LEFT_OUT; idempotent by its key. */
export type PerformEffect = (effect: EffectKey) => Promise<void>;

/** Puts a reminder into the inboxes and answers the effects that follow from it; none when the state has moved on. */
export type Remind = (reminder: { processId: string; seq: number; kind: string }) => Promise<readonly DueEffect[]>;
