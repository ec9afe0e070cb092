/**
 * `npm run mutate [-- --mutate domain/signing.ts]`: which small changes of `domain/` no test of `domain/` notices. Its report:
 * .cache/mutation/report.html. See docs/mutation.md.
 */
export default {
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules'],
  jest: { configFile: 'jest.domain.config.js' },
  coverageAnalysis: 'perTest',
  mutate: ['domain/*.ts', '!domain/*.test.ts'],
  ignorePatterns: ['.data', '.cache', 'dist', 'docs', 'tests/replay/histories', 'benchmarks/results'],
  ignoreStatic: true,
  concurrency: 2,
  // A runner keeps the modules of every run it has made: after some hundred it does little but collect garbage.
  maxTestRunnerReuse: 25,
  timeoutMS: 20_000,
  tempDirName: '.cache/mutation',
  incremental: true,
  incrementalFile: '.cache/mutation/incremental.json',
  reporters: ['clear-text', 'html', 'json', 'progress'],
  htmlReporter: { fileName: '.cache/mutation/report.html' },
  jsonReporter: { fileName: '.cache/mutation/report.json' },
};
