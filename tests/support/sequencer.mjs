import path from 'node:path';
import Sequencer from '@jest/test-sequencer';

/** Folders whose tests wait most, longest first: begun at once, their waits pass while others work. */
const longest = ['faults', 'start', 'processes', 'browser', 'admin'].map(
  (name) => `${path.sep}tests${path.sep}${name}`,
);

/** The order of the test files, the same on every machine and in every clone. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path: file }) => {
      const found = longest.findIndex((folder) => path.dirname(file).endsWith(folder));
      return found < 0 ? longest.length : found;
    };
    return [...tests].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
  }
}
