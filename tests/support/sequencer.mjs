import { createHash } from 'node:crypto';
import path from 'node:path';
import Sequencer from '@jest/test-sequencer';

/** What waits for servers, browsers and restarts more than it computes. */
const waiting = ['tests/processes/', 'tests/browser/', 'tests/start/', 'tests/faults/'];

/** A place that neighbours in a folder do not share, the same in every clone. */
const shuffled = (test) => createHash('sha256').update(path.relative(process.cwd(), test.path)).digest('hex');

/**
 * The order of the files, the same everywhere: first some that compute, while the checks still run beside them; then one that waits
 * between every few that compute, so that two at once seldom want the processor both.
 */
export default class Interleaved extends Sequencer {
  sort(tests) {
    const ordered = [...tests].sort((a, b) => (shuffled(a) < shuffled(b) ? -1 : 1));
    const waits = ({ path }) => waiting.some((folder) => path.includes(folder));
    const [late, computing] = [ordered.filter(waits), ordered.filter((test) => !waits(test))];
    const first = computing.splice(0, Math.floor(computing.length / 3));
    const share = computing.length / Math.max(late.length, 1);
    const mixed = late.flatMap((test, i) => [
      test,
      ...computing.slice(Math.floor(i * share), Math.floor((i + 1) * share)),
    ]);
    return late.length > 0 ? [...first, ...mixed] : ordered;
  }
}
