import { allHandlersFinished, condition, log, setHandler, sleep } from '@temporalio/workflow';
import { act, poke, view as viewQuery, type StartProcess } from './process.messages.ts';
import type { DecideWaiting, DueEffect, DueReminder, PerformEffect, ProcessView, Remind } from './process.ports.ts';

/** A durable process: one turn per decision, until it is closed, everybody is answered and every effect is at its end. */
export interface Process<View extends ProcessView> extends AsyncIterable<View> {
  readonly status: View['status'];
  /** Starts effects that do not run yet; never awaited, so that they do not hold up the clock. */
  carryOut(effects: readonly DueEffect[]): void;
  /** Sends the reminders of the present wait when they are due; they end with it. */
  remind(reminders: readonly DueReminder[], remind: Remind): void;
}

/** Opens a process. Handlers are set before anything is awaited, so a message that came with the start finds them. */
export function openProcess<View extends ProcessView>(
  { processId }: StartProcess,
  ports: { decideWaiting: DecideWaiting<View>; perform: PerformEffect },
): Process<View> {
  let view: View | undefined;
  let remindedSeq = -1;
  let wanted = 1; // decisions asked for
  let decided = 0; // decisions asked for when the last one began: all of those are answered
  const running = new Map<string, Promise<void>>();

  setHandler(viewQuery, () => view ?? null);
  setHandler(poke, () => {
    wanted += 1;
  });
  setHandler(act, async () => {
    const mine = ++wanted;
    await condition(() => decided >= mine);
  });

  /** Runs beside the loop, and is settled before the process may end: an activity left behind would never be sent. */
  const beside = (key: string, work: () => Promise<void>): void => {
    if (running.has(key)) return;
    const settled = work()
      .catch((error: unknown) => log.error('work beside the process failed', { key, error: String(error) }))
      .finally(() => running.delete(key));
    running.set(key, settled);
  };
  const carryOut = (effects: readonly DueEffect[]): void => {
    for (const { dueInMs, ...effect } of effects)
      beside(`${effect.seq}/${effect.kind}/${effect.recipient}`, async () => {
        if (dueInMs > 0) await sleep(dueInMs);
        await ports.perform(effect);
      });
  };
  /** True when nothing more can come: whoever still knocks gets another turn. */
  const rest = async ({ open, wakeInMs }: View): Promise<boolean> => {
    const knocked = () => wanted > decided;
    if (open) {
      if (wakeInMs === null) await condition(knocked);
      else await condition(knocked, Math.max(wakeInMs, 1));
      return false;
    }
    await condition(() => knocked() || (running.size === 0 && allHandlersFinished()));
    return !knocked();
  };

  return {
    get status() {
      return view?.status ?? 'NOT_BEGUN';
    },
    carryOut,
    remind(reminders, remind) {
      const seq = view?.seq ?? 0;
      if (remindedSeq === seq) return;
      remindedSeq = seq;
      beside(`reminders/${seq}`, async () => {
        const from = Date.now(); // the workflow's own clock: what an outage took of a wait is not waited again
        for (const { kind, dueInMs } of reminders) {
          const leftMs = from + dueInMs - Date.now();
          if (leftMs > 0 && (await condition(() => view?.seq !== seq, leftMs))) return;
          carryOut(await remind({ processId, seq, kind }));
        }
      });
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const upTo = wanted;
        const knownSeq = view?.seq ?? 0;
        const next = await ports.decideWaiting({ processId, knownSeq });
        // Fails the task, not the process: it stands still and alarms until people have looked at the database.
        if (next.seq < knownSeq) throw new Error('DATABASE_WENT_BACK');
        view = next;
        decided = upTo;
        yield next;
        if (await rest(next)) return;
      }
    },
  };
}
