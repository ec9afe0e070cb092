import Sequencer from '@jest/test-sequencer';

/** What starts and kills servers of its own, most patient first; all else is run before it, while the checks still run beside. */
const late = ['tests/processes/', 'tests/browser/', 'tests/start/', 'tests/faults/'];

/** The order of the files: the ones that compute, then the ones that wait for servers. */
export default class ComputingFirst extends Sequencer {
  sort(tests) {
    const group = ({ path }) => late.findIndex((folder) => path.includes(folder));
    return [...tests].sort((a, b) => group(a) - group(b) || a.path.localeCompare(b.path));
  }
}
