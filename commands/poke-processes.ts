import type { Logger } from 'pino';
import { reportOf } from '../domain/error-report.ts';
import type { Engine, ProcessRef } from './engine.ts';

type Deps = { engine: Pick<Engine, 'poke'>; log: Logger };

/** Lets a process look at what it has to do, and starts it where it is missing; whether the engine took it. */
export async function pokeOne({ engine, log }: Deps, process: ProcessRef): Promise<boolean> {
  try {
    await engine.poke(process);
    return true;
  } catch (error) {
    // One that cannot be reached, or stands still, must not keep the others waiting.
    log.error({ processId: process.id, error: reportOf(error) }, 'a process could not be poked');
    return false;
  }
}

/** Pokes all processes of these pages but those excepted; answers how many the engine took. */
export async function pokeEach(
  deps: Deps,
  pages: AsyncIterable<readonly ProcessRef[]>,
  progress: () => void,
  except: ReadonlySet<string> = new Set(),
): Promise<number> {
  let poked = 0;
  for await (const page of pages)
    for (const process of page) {
      progress();
      if (!except.has(process.id) && (await pokeOne(deps, process))) poked += 1;
    }
  return poked;
}
