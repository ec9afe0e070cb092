/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/', '<rootDir>/.data/', '<rootDir>/.cache/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/', '<rootDir>/.cache/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' }, sourceMaps: true },
    ],
  },
  globalSetup: '<rootDir>/tests/support/global-setup.mjs',
  globalTeardown: '<rootDir>/tests/support/global-teardown.mjs',
  testSequencer: '<rootDir>/tests/support/sequencer.mjs',
  // Also on a machine of two cores, where jest would take one: files wait for servers more than they compute.
  maxWorkers: 2,
  // Each file leaves some of its modules behind: a fresh worker costs less than collecting that again and again. All files took
  // 18 min 44 s at 1500MB and 14 min 53 s at 500MB; 350MB and 700MB took more.
  workerIdleMemoryLimit: '500MB',
  testTimeout: 30_000,
};
