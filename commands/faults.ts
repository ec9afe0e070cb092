import { existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
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
    const [order, passes = '0'] = (await readFile(file, 'utf8')).trim().split(' ');
    if (Number(passes) > 0) return writeFile(file, `${order} ${Number(passes) - 1}`);
    if (order === 'kill') {
      await rm(file);
      process.kill(process.pid, 'SIGKILL');
    }
    const held = `${file}.held`;
    await rename(file, held);
    while (existsSync(held)) await pause(pollMs);
  };
}
