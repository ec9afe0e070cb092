import { cachedWorkflowBundle } from './support/workflow-bundle.ts';

// A program of its own: the bundler takes 200 MB that the launcher would keep.
process.stdout.write(`${await cachedWorkflowBundle(process.argv[2])}\n`);
