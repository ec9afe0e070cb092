import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { FaultPoints } from './dependencies.ts';

const pollMs = 20;

/** Every point is passed at once. */
export const noFaults: FaultPoints = () => Promise.resolve();

/**
 * Points controlled by files of a folder, for fault tests. A file named after a point acts once: with the text `kill` the
 * process ends there as by kill -9, with `kill 2` once two have passed it; with `hold` it waits there, the file renamed to
 * `<point>.held`, until that file is gone.
 */
export function faultPointsIn(folder: string): FaultPoints {
  return async (point) => {
    const file = path.join(folder, point);
    if (!existsSync(file)) return;
    // Without a wait in between: of several who come at once each counts, and nobody reads what is half written.
    const [order, passes = '0'] = readFileSync(file, 'utf8').trim().split(' ');
    if (Number(passes) > 0) {
      writeFileSync(`${file}.next`, `${order} ${Number(passes) - 1}`);
      return renameSync(`${file}.next`, file);
    }
    if (order === 'kill') {
      rmSync(file);
      process.kill(process.pid, 'SIGKILL');
    }
    const held = `${file}.held`;
    renameSync(file, held);
    while (existsSync(held)) await pause(pollMs);
  };
}
