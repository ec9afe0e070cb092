/** @type {import('jest').Config} */
export default {
  testEnvironment: '<rootDir>/tests/support/environment.mjs',
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
  // Also on a machine of two cores, where jest would take one: files wait for servers more than they compute. Three took no less time.
  maxWorkers: 2,
  // Each file leaves some of its modules behind: a fresh worker costs less than collecting that again and again. The workers of a
  // whole run took 945 s of processor at 1500MB, 645 s at 500MB; tests/admin took more at 350MB and at 700MB.
  workerIdleMemoryLimit: '500MB',
  testTimeout: 30_000,
};
